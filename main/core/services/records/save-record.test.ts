import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { createDrafts } from '../drafts.ts';
import {
  fresh,
  head,
  householdData,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { actOnRecord, removeRecord } from './act-on-record.ts';
import { getRecord, unmaskField } from './get-record.ts';
import { saveRecord } from './save-record.ts';
import { timelineOf } from './timeline.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const { save, read, kinds } = {
  save: (input: Parameters<typeof saveRecord>[1]) => saveRecord(office.context, input),
  read: async (type: string, id: string) =>
    value(await getRecord(office.context, { type, id })).record,
  kinds: async (id: string) =>
    value(await timelineOf(office.context, { id })).map((event) => event.kind),
};

async function household(
  name = '虞菊兰',
  more = {},
): Promise<{ type: string; id: string; label: string }> {
  const saved = value(await save(fresh('household', householdData(name, more))));
  return { type: 'household', id: saved.id, label: `${name}户` };
}

const edited = (
  record: Pick<Envelope, 'type' | 'id' | 'mutation'> & { data: Record<string, unknown> },
  change: Record<string, unknown>,
) => ({
  ...fresh(record.type, { ...record.data, ...change }),
  id: record.id,
  baseMutation: record.mutation,
  baseData: record.data as never,
});

describe('a new record', () => {
  it('is written with its scope, its event and its place in the outbox', async () => {
    const { id } = await household();
    expect(await read('household', id)).toMatchObject({
      unit: '330203008',
      community: '330203008001',
      state: 'active',
      version: 1,
      createdBy: 'officer',
      device: 'device-1',
      isDemo: true,
    });
    const [event] = value(await timelineOf(office.context, { id }));
    expect(event).toMatchObject({
      kind: 'create',
      actor: 'officer',
      recordType: 'household',
      deviceSeq: 1,
      pending: true,
    });
    expect(await office.context.store.outbox.count()).toBe(2);
  });

  it('is refused with its problems in form order, and leaves nothing behind', async () => {
    const { addr: _addr, head: _head, ...incomplete } = householdData('虞菊兰');
    const answer = await save(fresh('household', { ...incomplete, kind: 'castle' }));
    expect(answer).toMatchObject({ ok: false, error: { code: 'E_INVALID', params: { count: 3 } } });
    expect(
      !answer.ok && answer.error.problems?.map((problem) => [problem.field, problem.code]),
    ).toEqual(
      expect.arrayContaining([
        ['head', 'required'],
        ['addr', 'required'],
        ['kind', 'not_in_dictionary'],
      ]),
    );
    expect(await office.context.store.outbox.count()).toBe(0);
  });

  it('needs the right to write there', async () => {
    expect(
      await saveRecord(
        office.as(person('qu', ['D'], { unit: '330203000' })),
        fresh('household', householdData('甲')),
      ),
    ).toMatchObject({ error: { code: 'E_DENIED', params: { reason: 'no_role' } } });
    const liaison = person('liaison', ['L'], { community: '330203008002' });
    expect(
      await saveRecord(office.as(liaison), fresh('household', householdData('甲'))),
    ).toMatchObject({ error: { code: 'E_DENIED', params: { reason: 'other_community' } } });
    expect(await save(fresh('user', {}))).toMatchObject({ error: { code: 'E_DENIED' } });
    expect(await save(fresh('spaceship', {}))).toMatchObject({
      error: { code: 'E_UNKNOWN_TYPE', params: { type: 'spaceship' } },
    });
  });
});

describe('a visit', () => {
  it('enters with a number, its suggestions and their links in one go, and ends its draft', async () => {
    const subject = await household();
    const drafts = createDrafts({
      store: office.context.store,
      local: office.profile.local,
      now: office.context.now,
    });
    const data = visitData(subject, {
      needs: [
        { id: 'n1', text: '想请街道帮忙看看楼道照明', category: 'living', route: 'suggestion' },
      ],
    });
    value(
      await drafts.save({
        id: 'draft-1',
        type: 'visit',
        recordId: null,
        baseMutation: null,
        baseData: null,
        data: data as never,
        title: '虞菊兰户',
      }),
    );
    const saved = value(await save({ ...fresh('visit', data, 'submit'), draftId: 'draft-1' }));
    expect(saved).toMatchObject({ bizNo: 'ZF2026008-A0001', state: 'submitted' });
    expect(await drafts.list()).toEqual([]);

    const visit = await read('visit', saved.id);
    const target = (visit.data['needs'] as { target: { type: string; id: string } }[])[0]?.target;
    const suggestion = await read('suggestion', target?.id ?? '');
    expect(suggestion).toMatchObject({
      state: 'registered',
      community: '330203008001',
      data: { source: { type: 'visit', id: saved.id }, content: '想请街道帮忙看看楼道照明' },
    });
    expect(value(await timelineOf(office.context, { id: suggestion.id }))[0]).toMatchObject({
      kind: 'create',
      data: { cause: { type: 'visit', id: saved.id, action: 'submit' } },
    });
    expect(
      value(await getRecord(office.context, { type: 'household', id: subject.id })).related,
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ relation: 'visit.subject', type: 'visit', id: saved.id }),
        expect.objectContaining({ relation: 'suggestion.from', id: suggestion.id }),
      ]),
    );
  });

  it('numbers on without gaps, also over a failed save', async () => {
    const subject = await household();
    const numbers: string[] = [];
    for (const place of ['家中', undefined, '楼下']) {
      const answer = await save(fresh('visit', visitData(subject, { place }), 'submit'));
      if (answer.ok) numbers.push(answer.value.bizNo);
    }
    expect(numbers).toEqual(['ZF2026008-A0001', 'ZF2026008-A0002']);
  });

  it('is checked by a second person, who moves the household’s last visit on, never back', async () => {
    const subject = await household();
    const visit = value(await save(fresh('visit', visitData(subject), 'submit')));
    const older = value(
      await save(
        fresh('visit', visitData(subject, { visitAt: '2026-10-01T02:00:00.000Z' }), 'submit'),
      ),
    );
    const confirm = (id: string) => ({ type: 'visit', id, action: 'confirm', opinion: '' });
    expect(await actOnRecord(office.context, confirm(visit.id))).toMatchObject({
      error: { code: 'E_DENIED', params: { reason: 'same_person' } },
    });
    expect(value(await actOnRecord(office.as(head), confirm(visit.id)))).toEqual({
      state: 'confirmed',
    });
    value(await actOnRecord(office.as(head), confirm(older.id)));
    expect((await read('household', subject.id)).data).toMatchObject({
      lastVisitOn: '2026-11-20',
      verifiedOn: '2026-11-20',
    });
    const [event] = value(await timelineOf(office.context, { id: subject.id }));
    expect(event).toMatchObject({
      kind: 'edit',
      actor: 'head',
      data: { cause: { type: 'visit', id: visit.id, action: 'confirm' } },
    });
    expect(await actOnRecord(office.as(head), confirm(visit.id))).toMatchObject({
      error: { code: 'E_DENIED', params: { reason: 'no_transition' } },
    });
  });

  it('comes back only with an opinion, is corrected by its recorder and submitted again', async () => {
    const subject = await household();
    const { id } = value(await save(fresh('visit', visitData(subject), 'submit')));
    const giveBack = (opinion: string) =>
      actOnRecord(office.as(head), { type: 'visit', id, action: 'return', opinion });
    expect(await giveBack(' ')).toMatchObject({
      error: { code: 'E_INVALID', problems: [{ field: 'opinion', code: 'required' }] },
    });
    const submitted = await read('visit', id);
    expect(await save(edited(submitted, { place: '楼下' }))).toMatchObject({
      error: { code: 'E_DENIED', params: { reason: 'closed_state' } },
    });
    value(await giveBack('写清楚情况'));
    const returned = await read('visit', id);
    expect(await saveRecord(office.as(head), edited(returned, { place: '楼下' }))).toMatchObject({
      error: { code: 'E_DENIED', params: { reason: 'not_own' } },
    });
    value(await save({ ...edited(returned, { place: '楼下' }), action: 'submit' }));
    const [last, back] = value(await timelineOf(office.context, { id }));
    expect(last).toMatchObject({
      kind: 'transition',
      data: {
        action: 'submit',
        from: 'returned',
        to: 'submitted',
        changes: [{ field: 'place', before: '家中', after: '楼下' }],
      },
    });
    expect(back).toMatchObject({
      kind: 'transition',
      actor: 'head',
      data: { action: 'return', opinion: '写清楚情况' },
    });
  });
});

describe('an edit', () => {
  it('merges with what came meanwhile, and asks about a field both changed', async () => {
    const { id } = await household();
    const opened = await read('household', id);
    value(await save(edited(opened, { houseNo: '2幢' })));
    value(await save(edited(opened, { note: '独居' })));
    expect((await read('household', id)).data).toMatchObject({ houseNo: '2幢', note: '独居' });
    const clash = await save(edited(opened, { houseNo: '3幢' }));
    expect(clash).toMatchObject({
      error: {
        code: 'E_CHANGED_MEANWHILE',
        params: { count: 1 },
        problems: [
          { field: 'houseNo', code: 'changed_meanwhile', params: { mine: '3幢', theirs: '2幢' } },
        ],
      },
    });
    const now = await read('household', id);
    value(await save(edited(now, { houseNo: '3幢' })));
    expect((await read('household', id)).version).toBe(4);
  });

  it('writes nothing when nothing changed', async () => {
    const { id } = await household();
    const opened = await read('household', id);
    value(await save(edited(opened, {})));
    expect((await read('household', id)).mutation).toBe(opened.mutation);
    expect(await kinds(id)).toEqual(['create']);
  });

  it('keeps edits that are saved at the same moment', async () => {
    const { id } = await household();
    const opened = await read('household', id);
    const answers = await Promise.all([
      save(edited(opened, { note: '一' })),
      save(edited(opened, { fileNo: '二' })),
      save(edited(opened, { houseNo: '三' })),
    ]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect((await read('household', id)).data).toMatchObject({
      note: '一',
      fileNo: '二',
      houseNo: '三',
    });
    const sequence = value(await timelineOf(office.context, { id })).map(
      (event) => event.deviceSeq,
    );
    expect(sequence.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });
});

describe('sensitive values', () => {
  const number = '000000195308200121';
  const personData = {
    nameCn: '虞菊兰',
    sex: '2',
    birth: '1953-08-20',
    nationality: 'CHN',
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    source: 'visit',
    liveAddr: '演示路18弄3号',
    liaison: { type: 'user', id: 'officer', label: '励海平' },
    verifiedOn: '2026-08-22',
    verifyMethod: 'visit',
    community: '330203008001',
    identities: [{ id: 'i1', identity: 'gq', verifyLevel: 'self' }],
    documents: [{ id: 'd1', kind: 'other', number }],
    healthNote: '高血压',
  };

  it('leave the core masked, survive an edit of the masked form, and are shown one by one for a reason', async () => {
    const { id } = value(await save(fresh('person', personData)));
    const view = value(await getRecord(office.context, { type: 'person', id }));
    expect(JSON.stringify(view)).not.toContain(number);
    expect(view.masked.toSorted()).toEqual(['documents.0.number', 'healthNote']);
    value(await save(edited(view.record, { note: '改了别处', healthNote: '糖尿病' })));

    const unmask = (field: string, reason: string) =>
      unmaskField(office.context, { type: 'person', id, field, reason });
    expect(value(await unmask('documents.0.number', '核对身份'))).toBe(number);
    expect(value(await unmask('healthNote', '填慰问表'))).toBe('糖尿病');
    expect(await unmask('nameCn', '好奇')).toMatchObject({
      ok: false,
      error: { code: 'E_NOT_FOUND' },
    });
    expect(await unmask('healthNote', '  ')).toMatchObject({
      ok: false,
      error: { code: 'E_INVALID' },
    });
    const events = value(await timelineOf(office.context, { id }));
    expect(events.filter((event) => event.kind === 'unmask').map((event) => event.data)).toEqual(
      expect.arrayContaining([
        { field: 'healthNote', reason: '填慰问表' },
        { field: 'documents.0.number', reason: '核对身份' },
      ]),
    );
    // Who looked, when, on which computer, at which record.
    const at = new Date(office.clock.now).toISOString();
    for (const event of events.filter(({ kind }) => kind === 'unmask'))
      expect(event).toMatchObject({
        recordId: id,
        recordType: 'person',
        actor: 'officer',
        actorName: 'officer同志',
        device: 'device-1',
        at,
      });
    expect(JSON.stringify(events)).not.toContain('高血压');
    expect(
      await unmaskField(office.as(person('qu', ['D'], { unit: '330203000' })), {
        type: 'person',
        id,
        field: 'healthNote',
        reason: 'x',
      }),
    ).toMatchObject({ error: { code: 'E_DENIED' } });
  });
});

describe('removal', () => {
  it('leaves the reason behind and needs the right', async () => {
    const { id } = await household();
    const remove = { type: 'household', id, reason: '重复建档' };
    expect(
      await removeRecord(
        office.as(person('liaison', ['L'], { community: '330203008001' })),
        remove,
      ),
    ).toMatchObject({ error: { code: 'E_DENIED' } });
    value(await removeRecord(office.context, remove));
    expect(await getRecord(office.context, { type: 'household', id })).toMatchObject({
      error: { code: 'E_NOT_FOUND' },
    });
    expect(value(await timelineOf(office.context, { id }))[0]).toMatchObject({
      kind: 'remove',
      data: { reason: '重复建档', label: '虞菊兰户' },
    });
    expect(await removeRecord(office.context, remove)).toMatchObject({
      error: { code: 'E_NOT_FOUND' },
    });
  });
});
