/** An edit whose answer was lost before the process was killed, and one more edit after the restart: nobody is in conflict with oneself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Living } from '../../../shared/sync/settle.ts';
import { createLocalValues } from '../documents/local-values.ts';
import { findStored, plain } from '../documents/stored-documents.ts';
import { saveRecord } from '../services/records/save-record.ts';
import {
  fresh,
  householdData,
  openOffice,
  value,
  type Office,
} from '../services/testing/open-office.ts';
import { createConflictHandlers } from './conflict-handlers.ts';
import type { Exchange } from './exchange.ts';
import { createPushHandler } from './push-rows.ts';
import { openSentStates } from './sent-states.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** As after a start: nothing is known but what the file says. */
const start = () =>
  openSentStates(createLocalValues({ store: office.context.store, now: office.context.now }));

async function stored(id: string): Promise<Living> {
  const found = await findStored(office.context.store, 'records', id);
  if (found === undefined) throw new Error('not saved');
  return { ...plain<'records'>(found), _deleted: found._deleted };
}

async function save(head: string, before?: Living): Promise<Living> {
  const form = fresh('household', householdData(head));
  const { id } = value(
    await saveRecord(
      office.context,
      before === undefined
        ? form
        : { ...form, id: before.id, baseMutation: before.mutation, baseData: before.data as never },
    ),
  );
  return stored(id);
}

/** Sends the row to a district that takes it and whose answer never comes. */
async function sendAndLose(row: Living): Promise<void> {
  let arrived = false;
  const exchange = {
    ask: async () => {
      // The note must be on the disk before the row is on its way.
      arrived = (await start()).earlier(row.id).includes(row.mutation);
      throw new Error('cut');
    },
  } as unknown as Exchange;
  const { context, profile } = office;
  const push = createPushHandler({
    collection: 'records',
    exchange,
    outbox: context.store.outbox,
    cards: profile.cards,
    now: context.now,
    newId: context.newId,
    earlier: () => [],
    sent: await start(),
    own: { note: () => undefined, skip: (vector) => vector, forget: () => undefined },
    onPushed: () => undefined,
  });
  await expect(push([{ newDocumentState: row }])).rejects.toThrow('cut');
  expect(arrived).toBe(true);
}

async function resolve(mine: Living, district: Living) {
  const { context, profile } = office;
  const sent = await start();
  const { records } = createConflictHandlers(() => ({
    work: context.work,
    actor: context.actor,
    newId: context.newId,
    now: context.now,
    device: 'device-1',
    cards: profile.cards,
    outbox: context.store.outbox,
    earlier: sent.earlier,
  }));
  const input = { realMasterState: district, newDocumentState: mine };
  const record = await records.resolve(input, 'test');
  return { record, cards: await profile.cards.list() };
}

describe('a state whose answer was lost', () => {
  it('is an ancestor after a kill: what was written since goes on, without a card', async () => {
    const first = await save('虞菊兰');
    await sendAndLose(first);
    const second = await save('俞菊兰', first);
    const { record, cards } = await resolve(second, first);
    expect(record).toEqual(second);
    expect(cards).toEqual([]);
    expect(await office.context.store.outbox.has('records', first.id)).toBe(true);
  });

  it('is an ancestor through two kills', async () => {
    const first = await save('虞菊兰');
    await sendAndLose(first);
    const second = await save('俞菊兰', first);
    await sendAndLose(second);
    const third = await save('于菊兰', second);
    for (const district of [first, second])
      expect(await resolve(third, district)).toEqual({ record: third, cards: [] });
  });

  it('is a rival where this file never knew of it, though device and person are the same', async () => {
    const first = await save('虞菊兰');
    const second = await save('俞菊兰', first);
    // A backup was restored: the district has what was written here after it.
    const lost = { ...first, mutation: 'lost', data: householdData('余菊兰') };
    const { record, cards } = await resolve(second, lost);
    expect(record).toMatchObject({ mutation: 'lost' });
    expect(cards).toHaveLength(1);
  });

  it('is no ancestor to write on where the record went to another unit meanwhile', async () => {
    const first = await save('虞菊兰');
    await sendAndLose(first);
    const second = await save('俞菊兰', first);
    const { record } = await resolve(second, { ...first, unit: '330203103' });
    expect(record).toMatchObject({ unit: '330203103' });
  });

  it('is forgotten when the answer came', async () => {
    const sent = await start();
    await sent.note([
      { id: 'a', mutation: '1' },
      { id: 'b', mutation: '2' },
    ]);
    sent.answered(['a']);
    await sent.note([{ id: 'c', mutation: '3' }]);
    const again = await start();
    expect(['a', 'b', 'c'].map((id) => again.earlier(id))).toEqual([[], ['2'], ['3']]);
  });
});
