/** Two units spend from one source without knowing of each other: the second payment is kept, and waits for a decision. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arrival } from '../../shared/records/arrival.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import { openOffice, type Office } from '../boot.ts';
import { scopeCounters } from '../docs/scope-counters.ts';
import { writeRows } from '../docs/write-rows.ts';
import { preparedDatabase } from '../testing/prepared-database.ts';
import { lookOnArrival, noteSetAside, type Arriving } from './look-on-arrival.ts';

const at = '2026-11-20T02:00:00.000Z';
const gulin = '330203103';
const wangchun = '330203008';
const payments: Arrival = {
  sourceField: 'fund',
  types: ['payment'],
  state: 'to_review',
  find({ record, others, source }) {
    const budget = Number(source?.data['fen'] ?? 0);
    const spent = [record, ...others].reduce((sum, { data }) => sum + Number(data['fen']), 0);
    return spent <= budget ? null : { code: 'over_spent', params: { over: spent - budget } };
  },
};
const arrivalOf = (type: string) => (type === 'payment' ? payments : undefined);

let office: Office;
beforeAll(async () => {
  office = await openOffice({ isDemo: true, prepared: await preparedDatabase() });
}, 120_000);
afterAll(() => office.close());

function row(type: string, unit: string, data: Envelope['data'], state = 'posted'): Arriving {
  const doc: Envelope = {
    id: randomUUID(),
    type,
    unit,
    community: '',
    state,
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: randomUUID(),
    createdAt: at,
    createdBy: 'somebody',
    updatedAt: at,
    updatedBy: 'somebody',
    device: 'device-1',
    data,
  };
  return { row: { doc, deleted: false }, before: undefined };
}

/** As a push does it: looked at, written, noted, in one transaction. */
async function arrive(rows: readonly Arriving[]) {
  return office.deps.database.transaction(async (tx) => {
    const counters = scopeCounters(tx, 'records');
    await counters.lock(rows.map((each) => each.row.doc.unit));
    const aside = await lookOnArrival(tx, at, rows, arrivalOf);
    const writer = { collection: 'records' as const, counters, at, device: 'd', actor: 'somebody' };
    await writeRows(
      tx,
      writer,
      rows.map((each, index) => ({
        ...(aside.get(index)?.row ?? each.row),
        before: each.before,
      })),
    );
    await counters.save();
    await noteSetAside(
      tx,
      writer,
      [...aside.values()].map(({ event }) => event),
    );
    return aside;
  });
}

async function newFund(fen: number) {
  const fund = row('fund', wangchun, { fen });
  await arrive([fund]);
  return { type: 'fund', id: fund.row.doc.id, label: '帮扶金' };
}

describe('rows that draw on the same source', () => {
  it('pass while the source has enough, whoever spends', async () => {
    const fund = await newFund(100);
    expect((await arrive([row('payment', wangchun, { fund, fen: 60 })])).size).toBe(0);
    expect((await arrive([row('payment', gulin, { fund, fen: 40 })])).size).toBe(0);
  });

  it('are kept and wait for a decision when together they take too much', async () => {
    const fund = await newFund(100);
    await arrive([row('payment', wangchun, { fund, fen: 60 })]);
    const second = row('payment', gulin, { fund, fen: 60 });
    const aside = await arrive([second]);
    expect(aside.get(0)).toMatchObject({
      row: { doc: { id: second.row.doc.id, state: 'to_review', data: { fen: 60 } } },
      event: {
        data: { action: 'to_review', finding: { code: 'over_spent', params: { over: 20 } } },
      },
    });
    const events = await office.deps.database.query<{ doc: { mutation: string } }>(
      `SELECT doc FROM docs WHERE collection = 'events' AND doc->>'recordId' = $1`,
      [second.row.doc.id],
    );
    expect(events.map(({ doc }) => doc.mutation)).toEqual([aside.get(0)?.row.doc.mutation]);
  });

  it('count for one another within one request', async () => {
    const fund = await newFund(100);
    const aside = await arrive([
      row('payment', wangchun, { fund, fen: 60 }),
      row('payment', wangchun, { fund, fen: 60 }),
    ]);
    expect([...aside.keys()]).toEqual([1]);
  });

  it('do not race: of two that arrive at once exactly one waits', async () => {
    const fund = await newFund(100);
    const both = await Promise.all([
      arrive([row('payment', wangchun, { fund, fen: 60 })]),
      arrive([row('payment', gulin, { fund, fen: 60 })]),
    ]);
    expect(both.reduce((sum, aside) => sum + aside.size, 0)).toBe(1);
  });

  it('are not asked about again once somebody has decided, nor when they name no source', async () => {
    const fund = await newFund(10);
    const waiting = row('payment', gulin, { fund, fen: 60 }, 'posted');
    const decided: Arriving = {
      row: waiting.row,
      before: { doc: { ...waiting.row.doc, state: 'to_review' } as Envelope, deleted: false },
    };
    const look = (rows: readonly Arriving[]) =>
      office.deps.database.transaction((tx) => lookOnArrival(tx, at, rows, arrivalOf));
    expect((await look([decided])).size).toBe(0);
    expect((await look([row('payment', gulin, { fen: 60 })])).size).toBe(0);
    expect((await look([waiting])).size).toBe(1);
  });
});
