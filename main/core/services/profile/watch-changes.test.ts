import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveMessage } from '../../../../shared/bridge/contract.ts';
import { personSamples } from '../../../../shared/records/person/samples.ts';
import { createLive } from '../live.ts';
import { saveRecord } from '../records/save-record.ts';
import { fresh, openOffice, person, value, type Office } from '../testing/open-office.ts';
import { watchChanges } from './watch-changes.ts';

const opened: { office: Office; stop(): void }[] = [];
afterEach(async () => {
  for (const { office, stop } of opened.splice(0)) {
    stop();
    await office.close();
  }
});

async function watched(): Promise<{ office: Office; told: LiveMessage[] }> {
  const office = await openOffice(person('officer', ['O']));
  const told: LiveMessage[] = [];
  const live = createLive(() => undefined);
  live.subscribe((message) => told.push(message));
  const watch = watchChanges({ store: office.context.store, live, onChange: () => undefined });
  opened.push({ office, stop: () => watch.stop() });
  return { office, told };
}

const save = async ({ context }: Office) =>
  value(await saveRecord(context, fresh('person', { ...personSamples[1] }))).id;

describe('watching changes', () => {
  it('tells of what is written, gathered', async () => {
    const { office, told } = await watched();
    const ids = [await save(office), await save(office)];
    await expect
      .poll(() => told.flatMap((each) => (each.topic === 'records' ? each.ids : [])))
      .toEqual(expect.arrayContaining(ids));
  });

  it('lets go of every document it was told of', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { office } = await watched();
    const bulks: WeakRef<object>[] = [];
    const subscription = office.context.store.collections.records.eventBulks$.subscribe((bulk) =>
      bulks.push(new WeakRef(bulk)),
    );
    await save(office);
    subscription.unsubscribe();
    expect(bulks).not.toHaveLength(0);
    await expect
      .poll(() => {
        collect();
        return bulks.filter((bulk) => bulk.deref() !== undefined).length;
      })
      .toBe(0);
  });
});
