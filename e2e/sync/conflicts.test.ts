/** Two devices change the same record; a row the district refuses. Nothing is lost, nothing blocks, and the badge never lies. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addHousehold,
  communities,
  edit,
  getRecord,
  isProved,
  openStage,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

let stage: Stage;
let first: Device;
let second: Device;

beforeAll(async () => {
  stage = await openStage();
  await stage.addUser('wangchun', streets.wangchun, ['O']);
  await stage.addUser('wangchun2', streets.wangchun, ['H']);
  first = await stage.device('wangchun', streets.wangchun);
  second = await stage.device('wangchun2', streets.wangchun);
}, startUp);
afterAll(() => stage.close(), 60_000);

async function sharedHousehold(name: string): Promise<string> {
  const id = await addHousehold(first, name, communities.wangchun);
  await syncUntil(first, isProved);
  await syncUntil(second, isProved);
  return id;
}

/** Both edit without knowing of each other; the first one's edit reaches the district first. */
async function editApart(
  id: string,
  mineFirst: Record<string, unknown>,
  mineSecond: Record<string, unknown>,
): Promise<void> {
  second.proxy.set('dead');
  await syncUntil(second, (state) => state.face === 'offline');
  value(await edit(first, 'household', id, mineFirst));
  value(await edit(second, 'household', id, mineSecond));
  await syncUntil(first, isProved);
  second.proxy.set('fine');
}

describe('the same record on two devices', () => {
  it('merges different fields without asking anybody', async () => {
    const id = await sharedHousehold('忻根发');
    await editApart(id, { houseNo: '2幢301' }, { note: '独居老人' });
    await syncUntil(second, isProved);
    await syncUntil(first, isProved);
    for (const device of [first, second]) {
      expect(value(await getRecord(device, 'household', id)).record.data).toMatchObject({
        houseNo: '2幢301',
        note: '独居老人',
      });
    }
    expect(value(await second.bridge.call('sync.board', {})).cards).toEqual([]);
  });

  it('keeps both values of a field both changed, and lets a person choose and choose again', async () => {
    const id = await sharedHousehold('虞阿根');
    await editApart(id, { addr: '演示路20号' }, { addr: '演示路21号', note: '门牌换过' });
    await syncUntil(second, (state) => state.face === 'attention' && state.pending === 0);
    const settled = value(await getRecord(second, 'household', id)).record.data;
    expect(settled).toMatchObject({ addr: '演示路20号', note: '门牌换过' });

    const card = value(await second.bridge.call('sync.board', {})).cards.find(
      (each) => each.recordId === id,
    );
    expect(card).toMatchObject({
      kind: 'clash',
      type: 'household',
      clashes: [{ field: 'addr', mine: '演示路21号', theirs: '演示路20号', chosen: null }],
    });
    const timeline = value(await second.bridge.call('records.timeline', { id }));
    expect(timeline.find((event) => event.kind === 'conflict')?.data).toMatchObject({
      clashes: [{ field: 'addr', mine: '演示路21号', theirs: '演示路20号' }],
    });

    const cardId = card?.id ?? '';
    expect(await second.bridge.call('sync.dismiss', { cardId })).toMatchObject({ ok: false });
    value(await second.bridge.call('sync.choose', { cardId, field: 'addr', choice: 'mine' }));
    expect(value(await getRecord(second, 'household', id)).record.data).toMatchObject({
      addr: '演示路21号',
    });
    value(await second.bridge.call('sync.choose', { cardId, field: 'addr', choice: 'theirs' }));
    expect(value(await getRecord(second, 'household', id)).record.data).toMatchObject({
      addr: '演示路20号',
    });
    // Taken back: the former choice stands again; back once more: the card waits as it did at first.
    value(await second.bridge.call('sync.undo', { cardId }));
    expect(value(await getRecord(second, 'household', id)).record.data).toMatchObject({
      addr: '演示路21号',
    });
    expect(value(await second.bridge.call('sync.undo', { cardId }))).toMatchObject({
      decidedAt: null,
      undoable: false,
      clashes: [{ chosen: null }],
    });
    expect(value(await getRecord(second, 'household', id)).record.data).toMatchObject({
      addr: '演示路20号',
    });
    value(await second.bridge.call('sync.choose', { cardId, field: 'addr', choice: 'mine' }));
    const board = value(await second.bridge.call('sync.board', {}));
    expect(board.cards).toEqual([]);
    expect(board.decided.map((each) => each.id)).toEqual([cardId]);
    await syncUntil(second, isProved);
    await syncUntil(first, isProved);
    expect(value(await getRecord(first, 'household', id)).record.data).toMatchObject({
      addr: '演示路21号',
    });
    // Both values are in the history for ever, also on the other device.
    expect(
      value(await first.bridge.call('records.timeline', { id })).some(
        (event) => event.kind === 'conflict',
      ),
    ).toBe(true);

    // Somebody has written there since: undoing would throw that away.
    value(await edit(second, 'household', id, { addr: '演示路22号' }));
    expect(await second.bridge.call('sync.undo', { cardId })).toMatchObject({
      error: { code: 'E_CARD_OUTDATED' },
    });
    value(await second.bridge.call('sync.dismiss', { cardId }));
    expect(value(await second.bridge.call('sync.board', {})).decided).toEqual([]);
    await syncUntil(second, isProved);
  });

  it('decides many at once, and takes them back one by one', async () => {
    const ids = [await sharedHousehold('成批一'), await sharedHousehold('成批二')];
    second.proxy.set('dead');
    await syncUntil(second, (state) => state.face === 'offline');
    for (const id of ids) {
      value(await edit(first, 'household', id, { addr: '甲路1号', note: '甲' }));
      value(await edit(second, 'household', id, { addr: '乙路1号', note: '乙' }));
    }
    await syncUntil(first, isProved);
    second.proxy.set('fine');
    await syncUntil(second, (state) => state.attention === 2 && state.pending === 0);
    const cardIds = value(await second.bridge.call('sync.board', {})).cards.map(({ id }) => id);
    const { done, left } = value(
      await second.bridge.call('sync.chooseMany', { cardIds, choice: 'mine' }),
    );
    expect([done.map(({ fields }) => fields), left]).toEqual([[2, 2], 0]);
    for (const id of ids)
      expect(value(await getRecord(second, 'household', id)).record.data).toMatchObject({
        addr: '乙路1号',
        note: '乙',
      });
    for (const cardId of [...cardIds, ...cardIds])
      value(await second.bridge.call('sync.undo', { cardId }));
    for (const id of ids)
      expect(value(await getRecord(second, 'household', id)).record.data).toMatchObject({
        addr: '甲路1号',
        note: '甲',
      });
    value(await second.bridge.call('sync.chooseMany', { cardIds, choice: 'theirs' }));
    await syncUntil(second, isProved);
  });

  it('puts an edit against a removal on a card and brings the record back when asked', async () => {
    const id = await sharedHousehold('单小红');
    second.proxy.set('dead');
    await syncUntil(second, (state) => state.face === 'offline');
    value(await first.bridge.call('records.remove', { type: 'household', id, reason: '重复' }));
    value(await edit(second, 'household', id, { note: '还在' }));
    await syncUntil(first, isProved);
    second.proxy.set('fine');
    await syncUntil(second, (state) => state.face === 'attention' && state.pending === 0);
    expect((await getRecord(second, 'household', id)).ok).toBe(false);
    const card = value(await second.bridge.call('sync.board', {})).cards.find(
      (each) => each.recordId === id,
    );
    expect(card?.clashes.map((clash) => clash.field)).toEqual(['_deleted']);
    value(
      await second.bridge.call('sync.choose', {
        cardId: card?.id ?? '',
        field: '_deleted',
        choice: 'mine',
      }),
    );
    value(await second.bridge.call('sync.dismiss', { cardId: card?.id ?? '' }));
    await syncUntil(second, isProved);
    await syncUntil(first, isProved);
    expect(value(await getRecord(first, 'household', id)).record.data).toMatchObject({
      note: '还在',
    });
  });
});

describe('two steps of one workflow', () => {
  it('keeps the first accepted one; the other is set back with its words and can be taken again', async () => {
    const household = await sharedHousehold('双步');
    const id = await submitVisit(first, household);
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    second.proxy.set('dead');
    await syncUntil(second, (state) => state.face === 'offline');
    const act = (device: Device, action: string, opinion: string) =>
      device.bridge.call('records.act', { type: 'visit', id, action, opinion });
    // The second lead returns what the first one has meanwhile had corrected and submitted again.
    value(await act(second, 'return', '缺户主近况'));
    value(await act(first, 'return', '地址不清'));
    value(await edit(first, 'visit', id, { situation: '补了地址' }));
    value(await act(first, 'submit', ''));
    await syncUntil(first, isProved);
    second.proxy.set('fine');
    await syncUntil(second, (state) => state.attention === 1 && state.pending === 0);
    const card = value(await second.bridge.call('sync.board', {})).cards[0];
    expect(card).toMatchObject({
      type: 'visit',
      lost: { action: 'return', opinion: '缺户主近况', redone: false },
      clashes: [{ field: 'state', mine: 'returned', theirs: 'submitted' }],
    });
    expect(value(await getRecord(second, 'visit', id)).record.state).toBe('submitted');
    value(
      await second.bridge.call('sync.choose', {
        cardId: card?.id ?? '',
        field: 'state',
        choice: 'mine',
      }),
    );
    await syncUntil(second, isProved);
    await syncUntil(first, isProved);
    expect(value(await getRecord(first, 'visit', id)).record.state).toBe('returned');
    const words = value(await first.bridge.call('records.timeline', { id })).map(
      ({ kind, data }) => [
        kind,
        data['opinion'] ?? (data['lost'] as { opinion?: string })?.opinion,
      ],
    );
    expect(words).toContainEqual(['conflict', '缺户主近况']);
    expect(
      words.filter(([kind, said]) => kind === 'transition' && said === '缺户主近况'),
    ).toHaveLength(2);
  });
});

describe('a row the district refuses', () => {
  it('becomes a card, lets everything else through, and goes when it is saved again', async () => {
    // Something between device and district breaks one record; what the device wrote is right.
    first.proxy.tamper((path, body) => (path === '/v1/push' ? breakAll(body, '毒药丸') : body));
    const poison = await addHousehold(first, '毒药丸', communities.wangchun);
    const healthy = await addHousehold(first, '好记录', communities.wangchun);
    const state = await syncUntil(first, (each) => each.pending === 0 && each.attention > 0);
    expect(state.face).toBe('attention');
    await syncUntil(second, isProved);
    expect((await getRecord(second, 'household', healthy)).ok).toBe(true);
    expect((await getRecord(second, 'household', poison)).ok).toBe(false);

    const card = value(await first.bridge.call('sync.board', {})).cards.find(
      (each) => each.recordId === poison,
    );
    expect(card).toMatchObject({
      kind: 'rejected',
      type: 'household',
      code: 'invalid',
      problems: [{ field: 'addr', code: 'required', severity: 'error' }],
    });

    first.proxy.tamper(null);
    value(await edit(first, 'household', poison, { note: '再存一次' }));
    await syncUntil(first, isProved);
    expect(value(await first.bridge.call('sync.board', {})).cards).toEqual([]);
    expect(await eventsAtDistrict(poison)).toEqual(['create', 'edit']);
    await syncUntil(second, isProved);
    expect(value(await getRecord(second, 'household', poison)).record.data).toMatchObject({
      note: '再存一次',
    });
  });

  it('is mended although its state would lock it', async () => {
    const household = await sharedHousehold('锁户');
    first.proxy.tamper((path, body) => (path === '/v1/push' ? withoutPlace(body) : body));
    const id = await submitVisit(first, household);
    await syncUntil(first, (each) => each.pending === 0 && each.attention === 1);
    first.proxy.tamper(null);
    const view = value(await getRecord(first, 'visit', id));
    expect(view).toMatchObject({
      canEdit: true,
      record: { state: 'submitted' },
      refusal: { code: 'invalid', problems: [{ field: 'place' }] },
    });
    value(await edit(first, 'visit', id, { place: '楼下' }));
    await syncUntil(first, isProved);
    expect(value(await getRecord(first, 'visit', id))).toMatchObject({
      canEdit: false,
      refusal: null,
    });
  });

  it('does not let the refused edit of a known record be overwritten, and merges it later', async () => {
    const id = await sharedHousehold('竺阿大');
    first.proxy.tamper((path, body) => (path === '/v1/push' ? breakHead(body, '竺阿大') : body));
    value(await edit(first, 'household', id, { houseNo: '9幢' }));
    await syncUntil(first, (each) => each.pending === 0 && each.attention > 0);
    value(await edit(second, 'household', id, { note: '二号机改的' }));
    await syncUntil(second, isProved);
    value(await first.bridge.call('sync.now', {}));
    expect(value(await getRecord(first, 'household', id)).record.data).toMatchObject({
      houseNo: '9幢',
    });

    first.proxy.tamper(null);
    value(await edit(first, 'household', id, { fileNo: 'D-1' }));
    await syncUntil(first, isProved);
    await syncUntil(second, isProved);
    for (const device of [first, second]) {
      expect(value(await getRecord(device, 'household', id)).record.data).toMatchObject({
        houseNo: '9幢',
        note: '二号机改的',
        fileNo: 'D-1',
      });
    }
  });

  it('gives a refused edit up and takes the district’s state back', async () => {
    const id = await sharedHousehold('解大妈');
    first.proxy.tamper((path, body) => (path === '/v1/push' ? breakHead(body, '解大妈') : body));
    value(await edit(first, 'household', id, { note: '放弃的改动' }));
    await syncUntil(first, (each) => each.pending === 0 && each.attention > 0);
    first.proxy.tamper(null);
    const card = value(await first.bridge.call('sync.board', {})).cards.find(
      (each) => each.recordId === id,
    );
    value(await first.bridge.call('sync.dismiss', { cardId: card?.id ?? '' }));
    await syncUntil(first, isProved);
    expect(value(await getRecord(first, 'household', id)).record.data).not.toHaveProperty('note');
  });
});

/** Takes the address out of the household of that name. */
function breakHead(body: unknown, name: string): unknown {
  const request = structuredClone(body) as {
    rows: { row: { type?: string; data: Record<string, unknown> } }[];
  };
  for (const { row } of request.rows)
    if (row.type === 'household' && row.data['name'] === `${name}户`) delete row.data['addr'];
  return request;
}

/** Breaks the household of that name and the events of it: they are one matter. */
function breakAll(body: unknown, name: string): unknown {
  const request = breakHead(body, name) as {
    collection: string;
    rows: { row: { data: Record<string, unknown>; recordType?: string } }[];
  };
  if (request.collection === 'events')
    for (const { row } of request.rows)
      if (row.recordType === 'household') row.recordType = 'household_of_tomorrow';
  return request;
}

function withoutPlace(body: unknown): unknown {
  const request = structuredClone(body) as {
    rows: { row: { type?: string; data: Record<string, unknown> } }[];
  };
  for (const { row } of request.rows) if (row.type === 'visit') delete row.data['place'];
  return request;
}

async function eventsAtDistrict(recordId: string): Promise<string[]> {
  const kinds = value(await first.bridge.call('records.timeline', { id: recordId }));
  expect(kinds.every((event) => !event.pending)).toBe(true);
  return kinds.map(({ kind }) => kind).toSorted((a, b) => a.localeCompare(b));
}

async function submitVisit(device: Device, household: string): Promise<string> {
  const { actor } = await device.bridge.call('app.session', {});
  const me = { type: 'user', id: actor?.userId ?? '', label: actor?.name ?? '' };
  const saved = await device.bridge.call('records.save', {
    type: 'visit',
    id: null,
    data: {
      subject: { type: 'household', id: household, label: '户' },
      kind: 'daily',
      mode: 'home',
      visitAt: '2026-11-01T02:00:00.000Z',
      place: '家中',
      visitors: [me],
      recorder: me,
      outcome: 'met',
      situation: '好',
    },
    draftId: null,
    baseMutation: null,
    baseData: null,
    action: 'submit',
    opinion: '',
  });
  return value(saved).id;
}
