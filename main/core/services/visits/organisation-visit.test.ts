/** A visit to an organisation (E18 `org`), from the form to the confirmed record, in a real store. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { visit } from '../../../../shared/records/visit/index.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { composePapers } from '../prints/compose-papers.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { besideProblems } from '../records/check-beside.ts';
import { saveRecord } from '../records/save-record.ts';
import { subjectContext } from '../records/subject-context.ts';
import { visitsDue } from '../today/visit-items.ts';
import {
  community,
  fresh,
  head,
  officer,
  openOffice,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { coverageBoard } from './coverage.ts';
import { knownVisit } from './known-visit.ts';

let office: Office;
let subject: { type: string; id: string; label: string };
beforeEach(async () => {
  office = await openOffice(officer);
  const saved = await saveRecord(
    office.context,
    fresh('org', {
      name: '演示社区侨联小组',
      kind: 'community',
      form: 'group',
      tier: '2',
      community,
      founded: '2020-05-18',
      standing: 'normal',
      chair: '史红勤',
      address: '演示路 2 号',
    }),
  );
  subject = { type: 'org', id: value(saved).id, label: '演示社区侨联小组' };
});
afterEach(() => office.close());

const other = { type: 'user', id: 'liaison', label: '史红勤' };
const me = { type: 'user', id: 'officer', label: '励海平' };
const gift = {
  id: 'g1',
  kind: 'goods',
  goodsName: '书籍',
  amount: 20_000,
  fundSource: 'gov',
  receiver: '史红勤',
  receiptWay: 'self',
};
const made = (more: PlainData = {}) =>
  saveRecord(
    office.context,
    fresh(
      'visit',
      visitData(subject, { mode: 'forum', visitors: [me, other], place: '演示路 2 号', ...more }),
      'submit',
    ),
  );
const countOf = async (table: string) =>
  (await office.context.store.read.get<{ n: number }>(`SELECT count(*) AS n FROM p_${table}`))?.n;

it('goes from the recorder to the check, with its need, its gift in the books and its own paper', async () => {
  const before = value(await coverageBoard(office.context, { unit: null }));
  const needs = [{ id: 'n1', text: '缺活动场地', category: 'other', route: 'suggestion' }];
  const saved = value(await made({ needs, gifts: [gift], nextOn: '2026-11-25' }));
  value(
    await actOnRecord(office.as(head), {
      type: 'visit',
      id: saved.id,
      action: 'confirm',
      opinion: '同意',
    }),
  );
  const [record, org] = await findPlain(office.context.store, 'records', [saved.id, subject.id]);
  expect(record).toMatchObject({
    state: 'confirmed',
    community,
    data: {
      subject,
      needs: [{ target: { type: 'suggestion' } }],
      gifts: [{ ledger: { type: 'ledger_entry' } }],
    },
  });
  // The register keeps no day of verification of an organisation, the books of changes and touches are not about it.
  expect(Object.keys(org?.data ?? {})).not.toContain('verifiedOn');
  expect(
    await Promise.all(['verification_log', 'change_event', 'legal_touch'].map(countOf)),
  ).toEqual([0, 0, 0]);
  const rows = await office.context.store.read.all<{ id: string }>('SELECT id FROM p_suggestion');
  const [suggestion] = await findPlain(
    office.context.store,
    'records',
    rows.map(({ id }) => id),
  );
  expect(suggestion?.data).toMatchObject({ from: subject, content: '缺活动场地' });

  // Organisations are of no class: whom the coverage counts stays the same.
  const after = value(await coverageBoard(office.context, { unit: null }));
  expect(after.classes).toEqual(before.classes);
  // The agreed next visit still comes due.
  expect(await visitsDue(office.context, '2026-11-30')).toMatchObject([
    { type: 'org', recordId: subject.id, due: '2026-11-25' },
  ]);

  for (const sheet of ['visit.record', 'visit.roster', 'visit.gift_receipts']) {
    const input = { type: 'visit', sheet, pick: { by: 'ids' as const, ids: [saved.id] } };
    const { papers } = value(await composePapers(office.context, { ...input, full: null }));
    const words = JSON.stringify(papers);
    expect(words).toContain('演示社区侨联小组');
    expect(words).toContain('社区侨联');
    if (sheet === 'visit.record') expect(words).toContain('演示路 2 号');
  }
});

it('begins with the address of the organisation, shows it beside the form, and names no cadence', async () => {
  const known = value(await knownVisit(office.context, { type: 'org', id: subject.id }));
  expect(known.data).toMatchObject({ kind: 'daily', place: '演示路 2 号' });
  expect(known.data).not.toHaveProperty('nextOn');
  value(await made());
  const beside = value(await subjectContext(office.context, { type: 'org', id: subject.id }));
  expect(beside).toMatchObject({ label: subject.label, place: '演示路 2 号', members: [] });
  expect(beside.visits).toHaveLength(1);
});

it('is hinted at a second visit of the day and at gifts above every class', async () => {
  value(await made());
  const found = await besideProblems(
    office.context,
    visit,
    null,
    visitData(subject, { gifts: [{ ...gift, amount: 90_000_000 }] }),
  );
  expect(found.map(({ code }) => code)).toEqual(['visit.same_day', 'visit.gift_over_hint']);
});

it.each([
  ['legal', 'visit.legal_needs_client'],
  ['ticket', 'visit.ticket_needs_enterprise'],
  ['hardship', 'visit.hardship_needs_household'],
])('is no subject of a need that goes the way of %s', async (route, code) => {
  const needs = [{ id: 'n1', text: '其他诉求', category: 'other', route }];
  expect(await made({ needs })).toMatchObject({ ok: false, error: { problems: [{ code }] } });
});
