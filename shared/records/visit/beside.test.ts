import { describe, expect, it } from 'vitest';
import { testRecord } from '../../workflow/testing/register-workflow-table.ts';
import { household } from '../household/index.ts';
import { person } from '../person/index.ts';
import { visitBeside } from './beside.ts';
import { visit } from './index.ts';
import { visitSamples } from './samples.ts';
import type { VisitData } from './schema.ts';

const [sample] = visitSamples;
if (sample === undefined) throw new Error('a sample');
const subject = { type: 'household', id: 'home', label: '虞菊兰户' };
const data = { ...sample, subject, visitAt: '2026-11-20T02:00:00.000Z', gifts: [] };
const home = { ...testRecord(household, 'active', { tags: [] }), id: 'home' };
const context = { now: '2026-11-20T03:00:00.000Z', today: '2026-11-20', isDemo: true };

function found(mine: Partial<VisitData>, neighbours: readonly object[] = [], terms = {}) {
  return visitBeside
    .check(
      mine,
      { record: (id) => (id === 'home' ? home : undefined), neighbours: neighbours as never },
      { ...context, ...terms },
    )
    .map(({ code, severity, params }) => [code, severity, params]);
}

describe('beside a visit', () => {
  it('is hinted at another visit to the same subject on the same business day, and at no other', () => {
    const other = (visitAt: string, state = 'submitted') => ({
      ...testRecord(visit, state, { ...data, visitAt }),
      bizNo: 'ZF1',
    });
    // Half past midnight in Ningbo is the day before in UTC.
    expect(found(data, [other('2026-11-19T16:30:00.000Z')])).toEqual([
      ['visit.same_day', 'warning', { no: 'ZF1', by: sample.recorder.label }],
    ]);
    expect(found(data, [other('2026-11-19T15:30:00.000Z')])).toEqual([]);
    expect(found(data, [other('2026-11-20T01:00:00.000Z', 'cancelled')])).toEqual([]);
  });

  it('is hinted when the gifts are above the ceiling of the strictest class behind the door', () => {
    const gifts = [{ ...sample.gifts?.[0], amount: 150_000 }] as NonNullable<VisitData['gifts']>;
    const parameter = (key: string) => (key === 'gift_ceiling_elder' ? 200_000 : 140_000);
    expect(found({ ...data, gifts }, [], { parameter })).toEqual([
      ['visit.gift_over_hint', 'warning', { sum: 1500, limit: 1400 }],
    ]);
    const elder = testRecord(person, 'active', {
      liveState: 'in',
      birth: '1938-05',
      identities: [{ id: 'i1', identity: 'gq' }],
    });
    expect(found({ ...data, gifts }, [elder], { parameter })).toEqual([]);
    const abroad = { ...elder, data: { ...elder.data, liveState: 'out' } };
    expect(found({ ...data, gifts }, [abroad], { parameter })).toHaveLength(1);
  });
});
