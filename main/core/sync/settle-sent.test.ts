/** A row that is offered once more while its push is under way: sent once, and it does not wait for ever. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findStored } from '../documents/stored-documents.ts';
import { saveRecord } from '../services/records/save-record.ts';
import {
  fresh,
  householdData,
  openOffice,
  value,
  type Office,
} from '../services/testing/open-office.ts';
import { offerAgain } from './hand-over.ts';
import type { PushRow } from './push-rows.ts';
import { startReplication, type Replication } from './replication.ts';
import { settleSent } from './settle-sent.ts';

let office: Office;
let replication: Replication | undefined;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  await replication?.stop();
  await office.close();
});

it('lets go of what the district has taken, and of nothing else', async () => {
  const { store } = office.context;
  const form = fresh('household', householdData('虞菊兰'));
  const { id } = value(await saveRecord(office.context, form));
  const answer = Promise.withResolvers<never[]>();
  async function push(rows: readonly PushRow[]) {
    const mine = await findStored(store, 'records', id);
    if (!rows.some(({ newDocumentState }) => newDocumentState.id === id)) return answer.promise;
    await store.outbox.acknowledge(
      'records',
      rows.map(({ newDocumentState }) => newDocumentState),
    );
    if (mine !== undefined && replication !== undefined)
      await offerAgain(store, await replication.inside(), 'records', mine, null);
    return [];
  }
  const waiting = async () =>
    (await store.outbox.list({ collection: 'records' })).map((row) => row.id);
  const settle = async () => {
    if (replication !== undefined) await settleSent({ store, inside: replication.inside });
  };
  replication = startReplication({
    store,
    collection: 'records',
    pull: async () => ({ documents: [], checkpoint: {} }),
    push,
    onError: () => undefined,
  });
  await replication.quiet();
  // Replication has nothing left to do, and would leave it like this for ever.
  expect(await waiting()).toContain(id);
  await settle();
  expect(await waiting()).not.toContain(id);

  const other = value(
    await saveRecord(office.context, fresh('household', householdData('忻德茂'))),
  );
  await settle();
  expect(await waiting()).toContain(other.id);
  answer.resolve([]);
});
