/** Papers from real records in a real store: masked, noted, and checked against the record later. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveRecord } from '../records/save-record.ts';
import { getRecord } from '../records/get-record.ts';
import { timelineOf } from '../records/timeline.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import {
  fresh,
  householdData,
  officer,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { checkPaper } from './check-paper.ts';
import { composePapers } from './compose-papers.ts';
import { notePrint } from './note-print.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

async function visit(): Promise<{ id: string; number: string }> {
  const context = office.as(officer);
  const household = value(await saveRecord(context, fresh('household', householdData('虞菊兰'))));
  const subject = { type: 'household', id: household.id, label: '虞菊兰户' };
  const saved = value(
    await saveRecord(
      context,
      fresh('visit', visitData(subject, { healthChange: '高血压', healthConsent: true }), 'submit'),
    ),
  );
  return { id: saved.id, number: saved.bizNo };
}

const compose = (ids: string[], more: object = {}) =>
  composePapers(office.as(officer), {
    type: 'visit',
    sheet: 'visit.record',
    pick: { by: 'ids', ids },
    full: null,
    ...more,
  });
const deps = () => ({ context: office.as(officer), local: office.profile.local });
const note = (ids: string[], sheet = 'visit.record') =>
  notePrint(deps(), { type: 'visit', sheet, ids, purpose: 'sign', way: 'paper', full: false });

describe('a signature', () => {
  const sign = {
    id: 's1',
    sha256: 'a'.repeat(64),
    name: '签名.png',
    mime: 'image/png',
    size: 400_000,
    small: { sha256: 'b'.repeat(64), size: 900 },
  };
  const signed = async () => {
    const { id } = await visit();
    const { record } = value(await getRecord(office.as(officer), { type: 'visit', id }));
    await office.receive({ ...record, data: { ...record.data, signWay: 'signature', sign } });
    return id;
  };
  const boxOf = async (id: string, pictures?: (sha256: string) => Uint8Array | null) => {
    const input = { type: 'visit', sheet: 'visit.record', pick: { by: 'ids' as const, ids: [id] } };
    const composed = value(
      await composePapers(office.as(officer), { ...input, full: null }, pictures),
    );
    const cells = (composed.papers[0]?.rows ?? []).flatMap((row) =>
      row.kind === 'grid' ? row.cells : [],
    );
    return cells.find(({ text }) => text.startsWith('被访人签字'));
  };

  it('stands in its box with the day, by its small picture', async () => {
    const id = await signed();
    const asked: string[] = [];
    const box = await boxOf(id, (sha256) => {
      asked.push(sha256);
      return sha256 === sign.small.sha256 ? new Uint8Array([1, 2, 3]) : null;
    });
    expect(box?.image).toBe('data:image/jpeg;base64,AQID');
    expect(box?.foot).toEqual(['2026年11月20日']);
    expect(asked).toEqual([sign.small.sha256]);
  });

  it('that has not come to this computer is said to be missing, and the box stays for the pen', async () => {
    const box = await boxOf(await signed());
    expect(box?.image).toBeUndefined();
    expect(box?.text).toContain('还没有传到这台电脑');
  });

  it('that was not given leaves the box empty', async () => {
    const { id } = await visit();
    expect(await boxOf(id)).toMatchObject({ text: '被访人签字：', foot: ['　　年　　月　　日'] });
  });
});

describe('composing', () => {
  it('fills the sheet, hides what is sensitive, and names no one in the code', async () => {
    const { id, number } = await visit();
    const { papers } = value(await compose([id]));
    const [paper] = papers;
    const text = JSON.stringify(paper?.rows);
    expect(text).toContain('虞菊兰户');
    expect(text).not.toContain('高血压');
    expect(paper).toMatchObject({ number, classWord: '内部', isPublic: false });
    expect(paper?.qr).toBe(`QB1 visit ${id} ${paper?.code}`);
  });

  it('names the telephone of the unit’s centre in use, and leaves room for the pen without one', async () => {
    const at = '2026-01-05T02:00:00.000Z';
    const record = (type: string, id: string, data: Record<string, unknown>) =>
      office.receive({
        id,
        type,
        unit: officer.unit,
        community: '',
        state: 'active',
        bizNo: '',
        class: 'internal',
        isDemo: true,
        schemaVersion: 1,
        version: 1,
        mutation: `m-${id}`,
        createdAt: at,
        createdBy: 'officer',
        updatedAt: at,
        updatedBy: 'officer',
        device: 'd',
        data,
      });
    await record('person', 'p-1', { nameCn: '虞菊兰', liveCountry: 'CHN' });
    const notice = async () =>
      JSON.stringify(
        value(await compose(['p-1'], { type: 'person', sheet: 'person.privacy_notice' })).papers,
      );
    expect(await notice()).toContain('________________');
    const point = { kind: 'service', address: '演示路', phone: '0574-87000001' };
    await record('service_point', 'closed', { ...point, name: '旧中心', open: false });
    expect(await notice()).toContain('________________');
    await record('service_point', 'open', { ...point, name: '中心', open: true });
    expect(await notice()).toContain('0574-87000001');
  });

  it('gives whole values for a reason, which stays at the record', async () => {
    const { id } = await visit();
    const { papers } = value(await compose([id], { full: { reason: '送审计' } }));
    expect(JSON.stringify(papers)).toContain('高血压');
    const events = value(await timelineOf(office.context, { id }));
    expect(events.find(({ kind }) => kind === 'unmask')?.data).toMatchObject({ reason: '送审计' });
  });

  it('prints nothing for who may not', async () => {
    const { id } = await visit();
    const auditor = person('auditor', ['X']);
    const refused = await composePapers(office.as(auditor), {
      type: 'visit',
      sheet: 'visit.record',
      pick: { by: 'ids', ids: [id] },
      full: null,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'E_NOTHING_CHOSEN' } });
  });

  it('takes what a list shows, and refuses a sheet that the type does not have', async () => {
    const first = await visit();
    const query = {
      type: 'visit',
      where: [],
      sort: [{ column: 'visit_at', dir: 'desc' as const }],
    };
    const all = value(await compose([], { sheet: 'visit.roster', pick: { by: 'query', query } }));
    expect(all.ids).toContain(first.id);
    expect(all.papers).toHaveLength(1);
    expect(await compose([first.id], { sheet: 'ticket.order' })).toMatchObject({
      error: { code: 'E_UNKNOWN_SHEET' },
    });
  });
});

describe('a paper in the hand', () => {
  it('is noted, then the same, then older when the record goes on', async () => {
    const { id, number } = await visit();
    const [paper] = value(await compose([id])).papers;
    value(await note([id]));
    const events = value(await timelineOf(office.context, { id }));
    expect(events.find(({ kind }) => kind === 'print')?.data).toMatchObject({
      sheet: 'visit.record',
      purpose: 'sign',
      count: 1,
      code: paper?.code,
      reason: '《走访慰问登记表》　签字盖章',
    });
    for (const text of [paper?.qr ?? '', `${number} ${paper?.code.toLowerCase()}`])
      expect(value(await checkPaper(deps(), { text }))).toMatchObject({
        verdict: 'same',
        record: { id, number },
      });

    const lead = person('lead', ['H']);
    value(
      await actOnRecord(office.as(lead), {
        type: 'visit',
        id,
        action: 'return',
        opinion: '补签字',
      }),
    );
    const later = value(await checkPaper(deps(), { text: paper?.qr ?? '' }));
    expect(later).toMatchObject({ verdict: 'older', since: [{ action: 'return' }] });
  });

  it('is no paper of ours when a letter of its code is wrong', async () => {
    const { id } = await visit();
    const [paper] = value(await compose([id])).papers;
    const code = paper?.code ?? '';
    const wrong = (code.startsWith('A') ? 'B' : 'A') + code.slice(1);
    expect(value(await checkPaper(deps(), { text: `QB1 visit ${id} ${wrong}` }))).toMatchObject({
      verdict: 'unknown',
    });
    expect(value(await checkPaper(deps(), { text: '不是核对码' }))).toMatchObject({
      verdict: 'absent',
    });
  });

  it('as a list tells how many of its lines have changed', async () => {
    const { id } = await visit();
    const [paper] = value(await compose([id], { sheet: 'visit.roster' })).papers;
    value(await note([id], 'visit.roster'));
    const text = paper?.code ?? '';
    expect(value(await checkPaper(deps(), { text }))).toMatchObject({
      verdict: 'same',
      lines: { count: 1, changed: 0 },
    });
    value(
      await actOnRecord(office.as(person('lead', ['H'])), {
        type: 'visit',
        id,
        action: 'return',
        opinion: '补签字',
      }),
    );
    expect(value(await checkPaper(deps(), { text }))).toMatchObject({
      verdict: 'older',
      lines: { count: 1, changed: 1 },
    });
  });
});
