/** M4 (domain.md §2.5): entries are only added, and what spends more than there is goes to 待核, in whatever order machines bring it. A failure prints its seed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../envelope.ts';
import { ledgerArrival } from './arrival.ts';
import { signedFen, type LedgerData } from './schema.ts';

interface Line {
  readonly direction: 'in' | 'out';
  readonly amount: number;
}

const lines: fc.Arbitrary<Line[]> = fc.array(
  fc.record({
    direction: fc.constantFrom('in', 'out'),
    amount: fc.integer({ min: 1, max: 500_00 }),
  }),
  { maxLength: 12 },
);

type Entry = Envelope<LedgerData>;

function entry(line: Line, index: number): Entry {
  return {
    id: `e${index}`,
    unit: '330203008',
    state: 'posted',
    data: { ...line, source: 'special' },
  } as unknown as Entry;
}

const find = (record: Entry, others: readonly Entry[]) =>
  ledgerArrival.find({ record, others, source: null });

/** The district: each entry is looked at once, and kept as it was or waiting. */
function take(arriving: readonly Entry[]): readonly Entry[] {
  const held: Entry[] = [];
  for (const each of arriving)
    held.push(find(each, held) === null ? each : { ...each, state: ledgerArrival.state });
  return held;
}

const balance = (entries: readonly Entry[]) =>
  entries.reduce((sum, { data }) => sum + signedFen(data), 0);

describe('M4 ledger, for any entries of any machines', () => {
  it('keeps every entry with its amount, and never over-spends in silence', () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const sent = drawn.map((line, index) => entry(line, index));
        const held = take(sent);
        expect(held.map(({ id, data }) => ({ id, data }))).toEqual(
          sent.map(({ id, data }) => ({ id, data })),
        );
        for (const [index, each] of held.entries()) {
          const isOver = each.data.direction === 'out' && balance(held.slice(0, index + 1)) < 0;
          expect(each.state).toBe(isOver ? 'to_review' : 'posted');
        }
      }),
    );
  });

  it('asks about one of two competing payments whichever comes first, and tells what is short', () => {
    const amount = fc.integer({ min: 1, max: 500_00 });
    fc.assert(
      fc.property(amount, amount, amount, (budget, one, other) => {
        const before = entry({ direction: 'in', amount: budget }, 0);
        const payments = [one, other].map((fen, index) =>
          entry({ direction: 'out', amount: fen }, index + 1),
        );
        for (const order of [payments, payments.toReversed()]) {
          const held = take([before, ...order]);
          const asked = held.filter(({ state }) => state === 'to_review');
          expect(asked.length > 0).toBe(one + other > budget);
          const last = order.at(-1);
          if (last === undefined || one + other <= budget) continue;
          expect(find(last, held.slice(0, -1))?.params['short']).toBe((one + other - budget) / 100);
        }
      }),
    );
  });

  it('sums the same whatever order the others stand in', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 500_00 }), (drawn, amount) => {
        const others = drawn.map((line, index) => entry(line, index));
        const payment = entry({ direction: 'out', amount }, 99);
        expect(find(payment, others)).toEqual(find(payment, others.toReversed()));
      }),
    );
  });
});
