import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../shared/records/envelope.ts';
import { saveRecord } from '../services/records/save-record.ts';
import {
  fresh,
  householdData,
  openOffice,
  value,
  type Office,
} from '../services/testing/open-office.ts';
import { isMassive } from './brakes.ts';
import { clashCardId, rejectedCard, type StoredCard } from './cards.ts';
import { countGoing, purgeRows, type PurgeDeps } from './purge.ts';

let office: Office;
let cleared: string[];
let deps: PurgeDeps;
beforeEach(async () => {
  office = await openOffice();
  cleared = [];
  deps = {
    store: office.context.store,
    cards: office.profile.cards,
    traces: {
      clear: async (_collection, ids) => void cleared.push(...ids),
      sweep: async () => undefined,
    },
  };
});
afterEach(() => office.close());

const gulin = '330203103';
const there = (id: string): Envelope => ({
  id,
  type: 'household',
  unit: gulin,
  community: '',
  state: 'active',
  bizNo: `HH-${id}`,
  class: 'internal',
  isDemo: true,
  schemaVersion: 1,
  version: 1,
  mutation: `m-${id}`,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'x',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'x',
  device: 'd',
  data: householdData(id),
});
const inGulin = (row: { unit: string }) => row.unit === gulin;

describe('purge', () => {
  it('removes rows with their search and list rows, keeps the others, and sends nothing', async () => {
    for (const id of ['h1', 'h2']) await office.receive(there(id));
    const { id } = value(
      await saveRecord(office.context, fresh('household', householdData('虞菊兰'))),
    );
    const { store } = office.context;
    expect(await purgeRows(deps, 'records', inGulin)).toEqual({ gone: 2, left: 0 });
    expect(await store.read.all('SELECT id FROM p_household')).toEqual([{ id }]);
    expect(await store.search({ text: 'h1' })).toEqual([]);
    expect(cleared.toSorted()).toEqual(['h1', 'h2']);
    expect((await store.outbox.list()).map((row) => row.id)).not.toContain('h1');
    expect(await purgeRows(deps, 'records', inGulin)).toEqual({ gone: 0, left: 0 });
  });

  it('leaves what waits to be sent until it has been sent', async () => {
    const { id } = value(
      await saveRecord(office.context, fresh('household', householdData('虞菊兰'))),
    );
    const { store } = office.context;
    const all = () => true;
    expect(await purgeRows(deps, 'records', all)).toEqual({ gone: 0, left: 1 });
    expect(await store.read.all('SELECT id FROM p_household')).toEqual([{ id }]);
    const [waiting] = await store.outbox.list({ collection: 'records' });
    if (waiting === undefined) throw new Error('nothing waits');
    await store.outbox.acknowledge('records', [waiting]);
    expect(await purgeRows(deps, 'records', all)).toEqual({ gone: 1, left: 0 });
  });

  it('leaves of cards only that there was something, with its number', async () => {
    await office.receive(there('h1'));
    const mine = { ...there('h1'), _deleted: false };
    const refused = rejectedCard({ collection: 'records', at: 'now', code: 'invalid', mine });
    const clash: StoredCard = {
      ...refused,
      id: clashCardId('h1', 'a', 'b'),
      kind: 'clash',
      code: 'clash',
    };
    for (const card of [refused, clash]) await deps.cards.put(card);
    await purgeRows(deps, 'records', inGulin);
    const cards = await deps.cards.list();
    expect(cards).toMatchObject([{ kind: 'rejected', code: 'scope_lost', label: 'HH-h1' }]);
    expect(JSON.stringify(cards)).not.toContain('h1户');
  });

  it('counts before it goes: more than a fifth and more than 500 rows are not believed unasked', async () => {
    const { store } = office.context;
    await Promise.all(
      Array.from({ length: 600 }, (_, index) => office.receive(there(`many-${index}`))),
    );
    expect(await countGoing(store, 'records', inGulin)).toEqual({ going: 600, all: 600 });
    expect(isMassive({ going: 600, all: 600 })).toBe(true);
    expect(isMassive({ going: 600, all: 3000 })).toBe(false);
    expect(isMassive({ going: 500, all: 500 })).toBe(false);
  });
});
