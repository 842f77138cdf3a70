import { describe, expect, it } from 'vitest';
import type { Envelope } from '../records/envelope.ts';
import { recordType } from '../records/registry.ts';
import { hardshipSamples } from '../records/hardship_case/samples.ts';
import type { HardshipData } from '../records/hardship_case/schema.ts';
import type { LedgerData } from '../records/ledger_entry/schema.ts';
import { testRecord } from '../workflow/testing/register-workflow-table.ts';
import type { FlowStep } from '../workflow/flow.ts';
import { fundFigures } from './fund.ts';
import { hardshipFigures, withoutCase } from './hardship.ts';
import { shareOf } from './share.ts';

const type = recordType('hardship_case');
const books = recordType('ledger_entry');
const [sample] = hardshipSamples;
if (type === undefined || books === undefined || sample === undefined)
  throw new Error('hardship_case and ledger_entry are registered');
const caseType = type;
const bookType = books;

function step(action: string, day: string, dueBefore: string): FlowStep {
  return {
    id: action,
    action,
    from: 'x',
    to: 'x',
    at: `${day}T02:00:00.000Z`,
    by: 'u',
    byName: 'u',
    role: 'H',
    calendar: '2026.1',
    dueBefore,
  };
}

function caseOf(
  household: string,
  state: string,
  data: Partial<HardshipData>,
  steps: readonly FlowStep[] = [],
  endedOn?: string,
): Envelope<HardshipData> {
  const flow = {
    steps,
    since: '2026-01-01',
    calendar: '2026.1',
    pausedDays: 0,
    extensions: 0,
    ...(endedOn === undefined ? {} : { endedOn }),
  };
  const record = testRecord(caseType, state, {
    ...sample,
    household: { type: 'household', id: household, label: household },
    ...data,
    flow,
  });
  return record as unknown as Envelope<HardshipData>;
}
const payment = (amount: number, paidOn: string, source = 'gov', state = 'paid') => ({
  id: `${source}-${amount}`,
  payee: '虞菊兰',
  method: 'transfer',
  amount,
  source,
  paidOn,
  state,
});

const cases = [
  caseOf(
    'h1',
    'closed',
    {
      payments: [payment(300_000, '2026-03-10')],
      followUps: [
        { id: 'f30', due: '2026-04-09', on: '2026-04-09', effect: 'some' },
        { id: 'f90', due: '2026-06-08', on: '2026-06-08', effect: 'much' },
      ],
      applyOn: '2026-02-01',
    },
    [step('street_approve', '2026-03-02', '2026-03-04'), step('pay', '2026-03-10', '2026-03-16')],
    '2026-06-20',
  ),
  caseOf(
    'h2',
    'following',
    {
      payments: [
        payment(100_000, '2026-05-20', 'gov', 'returned'),
        payment(100_001, '2026-05-28', 'donation'),
      ],
      followUps: [{ id: 'f30', due: '2026-06-27' }],
      lowIncome: 'db',
      aidType: ['temp', 'refer'],
      applyOn: '2026-04-01',
    },
    [step('district_approve', '2026-05-12', '2026-05-11'), step('pay', '2026-05-28', '2026-05-27')],
  ),
  caseOf('h3', 'checking', { lowIncome: 'dby', applyOn: '2026-06-01' }),
];
const year = { from: '2026-01-01', to: '2026-12-31' };

describe('hardship figures', () => {
  it('follow their definitions', () => {
    const { behind, ...figures } = hardshipFigures(cases, ['h1', 'h2', 'h3'], year);
    expect(behind.covered).toEqual(['h1', 'h2']);
    expect(behind.fenPerHousehold).toHaveLength(1);
    expect(figures).toEqual({
      covered: { numerator: 2, denominator: 3, percent: 66.67 },
      decidedInTime: { numerator: 1, denominator: 2, percent: 50 },
      paidInTime: { numerator: 1, denominator: 2, percent: 50 },
      followedUp: { numerator: 2, denominator: 3, percent: 66.67 },
      outOfHardship: { numerator: 1, denominator: 1, percent: 100 },
      referred: { numerator: 1, denominator: 2, percent: 50 },
      fenPerHousehold: 200_001,
      fenBySource: { gov: 300_000, donation: 100_001 },
    });
  });

  it('are a dash where there is nothing to divide by', () => {
    const none = hardshipFigures([], [], year);
    for (const share of [none.covered, none.decidedInTime, none.paidInTime, none.followedUp])
      expect(share.percent).toBeNull();
    expect(none.fenPerHousehold).toBeNull();
    expect(shareOf(1, 8)).toEqual({ numerator: 1, denominator: 8, percent: 12.5 });
  });

  it('find who should have been helped and has no case', () => {
    const hits = [
      { household: 'h1', since: '2026-07-01' },
      { household: 'h3', since: '2026-05-01' },
      { household: 'h9', since: '2026-05-01' },
      { household: 'h8', since: '2026-08-20' },
    ];
    expect(withoutCase(hits, cases, { today: '2026-09-01', days: 60 })).toEqual(['h1', 'h9']);
  });
});

describe('figures of the books', () => {
  let count = 0;
  const entry = (data: Partial<LedgerData>, state = 'posted') => {
    count += 1;
    const whole = {
      on: '2026-03-01',
      direction: 'in',
      source: 'gov',
      amount: 1000,
      purposeKind: 'aid',
      purpose: '测试',
      handler: { type: 'user', id: 'u', label: 'u' },
      ...data,
    };
    const record = { ...testRecord(bookType, state, whole), id: `e${count}` };
    return record as unknown as Envelope<LedgerData>;
  };
  const gift = { type: 'donation', id: 'd1', label: '捐赠' };

  it('carry over, count 红冲 back, leave drafts out', () => {
    const entries = [
      entry({ on: '2025-12-30', amount: 500 }),
      entry({ amount: 1000 }),
      entry({ source: 'donation', amount: 1000 }),
      entry({ direction: 'out', amount: 600, voucherNo: 'P1' }),
      entry({
        direction: 'out',
        amount: 200,
        reverseOf: { type: 'ledger_entry', id: 'e4', label: '' },
      }),
      entry({ direction: 'out', amount: 9999 }, 'draft'),
      entry({
        direction: 'out',
        source: 'donation',
        amount: 100,
        donation: gift,
        purposeKind: 'edu',
      }),
      entry(
        { direction: 'out', source: 'donation', amount: 100, donation: gift, purposeKind: 'aid' },
        'to_review',
      ),
    ];
    const told = (id: string, feedbackDue: string, feedbackOn?: string) => ({
      id,
      purposeKind: 'edu',
      restricted: false,
      feedbackDue,
      feedbackOn,
    });
    const donations = [
      { id: 'd1', purposeKind: 'edu', restricted: true },
      told('d2', '2026-06-30', '2026-06-30'),
      told('d3', '2026-06-30', '2026-07-01'),
      told('d4', '2026-06-30'),
      told('d5', '2026-12-30'),
    ];
    const figures = fundFigures(entries, donations, '2026-11-30');
    expect(figures.bySource['gov']).toMatchObject({
      open: 500,
      income: 1000,
      spent: 400,
      balance: 1100,
    });
    expect(figures.bySource['gov']?.used.percent).toBe(26.67);
    expect(figures.bySource['gov']?.ofIncome.percent).toBe(50);
    expect(figures.bySource['project']?.used.percent).toBeNull();
    expect(figures.allThree).toBe(false);
    expect(figures.restrictedFits).toEqual({ numerator: 1, denominator: 2, percent: 50 });
    expect(figures.vouchers.percent).toBe(33.33);
    expect(figures.spentOn['aid']).toEqual({
      fen: 500,
      share: { numerator: 500, denominator: 600, percent: 83.33 },
    });
    expect(figures.spentOn['edu']?.share.percent).toBe(16.67);
    expect(figures.donorsTold).toEqual({ numerator: 1, denominator: 3, percent: 33.33 });
    expect(figures.behind).toEqual({
      restrictedFits: ['e7'],
      vouchers: ['e4'],
      donorsTold: ['d2'],
    });
    expect(fundFigures([], [], '2026-11-30')).toMatchObject({
      allThree: false,
      spentOn: {},
      donorsTold: { percent: null },
      vouchers: { percent: null },
    });
  });
});
