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
import { isPurgeTooLarge, purgeScopes } from './purge-scopes.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const other = (id: string): Envelope => ({
  id,
  type: 'household',
  unit: '330203103',
  community: '',
  state: 'active',
  bizNo: '',
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

describe('purge', () => {
  it('removes a lost scope with its search and list rows, keeps the others, and keeps unsent work on a card', async () => {
    for (const id of ['h1', 'h2']) await office.receive(other(id));
    const { id } = value(
      await saveRecord(office.context, fresh('household', householdData('虞菊兰'))),
    );
    const { store } = office.context;
    await purgeScopes({ store, cards: office.profile.cards, now: office.context.now }, 'records', [
      '330203103',
    ]);
    expect(await store.read.all('SELECT id FROM p_household')).toEqual([{ id }]);
    expect(await store.search({ text: 'h1' })).toEqual([]);
    expect(await office.profile.cards.list()).toEqual([]);
    // Nothing of it is waiting to be sent as a deletion.
    expect((await store.outbox.list()).map((row) => row.id)).not.toContain('h1');

    await purgeScopes({ store, cards: office.profile.cards, now: office.context.now }, 'records', [
      '330203008',
    ]);
    const [card] = await office.profile.cards.list();
    expect(card).toMatchObject({
      kind: 'rejected',
      code: 'scope_lost',
      recordId: id,
      mine: { data: { name: '虞菊兰户' } },
    });
  });

  it('is not believed when it would take nearly everything', async () => {
    const { store } = office.context;
    for (let index = 0; index < 3; index += 1) await office.receive(other(`h${index}`));
    expect(await isPurgeTooLarge(store, 'records', ['330203103'])).toBe(false);
    await Promise.all(
      Array.from({ length: 600 }, (_, index) => office.receive(other(`many-${index}`))),
    );
    expect(await isPurgeTooLarge(store, 'records', ['330203103'])).toBe(true);
    expect(await isPurgeTooLarge(store, 'records', ['330203008'])).toBe(false);
  });
});
