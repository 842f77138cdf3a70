import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import {
  fresh,
  head,
  householdData,
  officer,
  openOffice,
  unit,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';

let office: Office;
let home: { type: string; id: string; label: string };
beforeEach(async () => {
  office = await openOffice(officer);
  const saved = await saveRecord(office.context, fresh('household', householdData('虞菊兰')));
  home = { type: 'household', id: value(saved).id, label: '虞菊兰户' };
});
afterEach(() => office.close());

const need = (route: string, more: PlainData = {}) => ({
  id: `n-${route}`,
  text: '药费负担重，望给予救助',
  category: 'medical',
  route,
  ...more,
});

function submit(subject: typeof home, needs: readonly PlainData[], more: PlainData = {}) {
  return saveRecord(
    office.context,
    fresh('visit', visitData(subject, { needs, ...more }), 'submit'),
  );
}

async function recordsOf(type: string) {
  const rows = await office.context.store.read.all<{ id: string }>(`SELECT id FROM p_${type}`);
  return findPlain(
    office.context.store,
    'records',
    rows.map(({ id }) => id),
  );
}

describe('a need that a visit found', () => {
  it('becomes a hardship draft of the household, applied for by its head, and both ends know each other', async () => {
    const { id } = value(await submit(home, [need('hardship')]));
    const [made, ...others] = await recordsOf('hardship_case');
    expect(others).toEqual([]);
    expect(made).toMatchObject({
      state: 'draft',
      data: {
        household: home,
        applicant: { type: 'person', label: '虞菊兰' },
        qiaoIdentity: 'gq',
        hardCause: ['illness'],
        aidType: ['medical'],
        applyWay: 'found',
        applyOn: '2026-11-20',
        source: { type: 'visit', id },
      },
    });
    const visit = value(await getRecord(office.context, { type: 'visit', id }));
    expect(visit.record.data['needs']).toMatchObject([
      { target: { type: 'hardship_case', id: made?.id } },
    ]);
    expect(visit.related.map((each) => each.type)).toContain('hardship_case');
    // The check finds every routed need with its case.
    value(
      await actOnRecord(office.as(head), { type: 'visit', id, action: 'confirm', opinion: '' }),
    );
  });

  it('is not taken for hardship where no household is named', async () => {
    const someone = { type: 'person', id: 'p-1', label: '虞菊兰' };
    expect(await submit(someone, [need('hardship')])).toMatchObject({
      ok: false,
      error: { problems: [{ code: 'visit.hardship_needs_household' }] },
    });
  });

  it('goes its own way for each of several needs, and only those that are a case', async () => {
    const { id } = value(
      await submit(home, [
        need('hardship'),
        need('suggestion'),
        need('legal'),
        need('note'),
        need('on_site'),
      ]),
    );
    const counts = await Promise.all(
      ['hardship_case', 'suggestion', 'legal_case', 'ticket'].map(
        async (type) => (await recordsOf(type)).length,
      ),
    );
    expect(counts).toEqual([1, 1, 1, 0]);
    const visit = value(await getRecord(office.context, { type: 'visit', id }));
    const needs = visit.record.data['needs'] as unknown as { target?: { type: string } }[];
    expect(needs.map(({ target }) => target?.type)).toEqual([
      'hardship_case',
      'suggestion',
      'legal_case',
      undefined,
      undefined,
    ]);
  });
});

describe('a checked visit to an enterprise', () => {
  it('counts as reached, once, on the day in Ningbo', async () => {
    await office.receive({
      id: 'e-1',
      type: 'enterprise',
      unit,
      community: '',
      state: 'active',
      bizNo: '',
      class: 'internal',
      isDemo: true,
      schemaVersion: 1,
      version: 1,
      mutation: 'm',
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: 'officer',
      updatedAt: '2026-01-01T00:00:00.000Z',
      updatedBy: 'officer',
      device: 'd',
      data: { name: '演示禾舟', standing: 'active', verifiedOn: '2026-01-01' },
    });
    const subject = { type: 'enterprise', id: 'e-1', label: '演示禾舟' };
    const met = { kind: 'enterprise', visitAt: '2026-11-19T23:30:00.000Z' };
    const { id } = value(await submit(subject, [], met));
    expect(await recordsOf('legal_touch')).toEqual([]);
    value(
      await actOnRecord(office.as(head), { type: 'visit', id, action: 'confirm', opinion: '' }),
    );
    expect(await recordsOf('legal_touch')).toMatchObject([
      { data: { enterprise: subject, kind: 'visit', on: '2026-11-20' } },
    ]);
    const [enterprise] = await recordsOf('enterprise');
    expect(enterprise?.data).toMatchObject({ lastVisitOn: '2026-11-20', verifiedOn: '2026-11-20' });
  });
});
