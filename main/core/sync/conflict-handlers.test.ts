/**
 * What the merge classes of domain.md §2.5 promise beyond the rules themselves, on a real profile: whatever is not joined stands on a card and in
 * an event before the merge is written (M1, M3), events are only added (M2), masters are the district's (M5). A failure prints its seed.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepsOf } from '../../../shared/workflow/flow.ts';
import { recordType, recordTypes } from '../../../shared/records/registry.ts';
import { settle, stateField, type Living, type Triple } from '../../../shared/sync/settle.ts';
import { competing, living, onDevice, registers } from '../../../shared/sync/testing/any-triple.ts';
import { openOffice, type Office } from '../services/testing/open-office.ts';
import { clashCardId, labelOf } from './cards.ts';
import { createConflictHandlers } from './conflict-handlers.ts';

const everyField = [...new Set(recordTypes.flatMap(({ fields }) => Object.keys(fields)))];

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const handlers = () =>
  createConflictHandlers(() => {
    const { context, profile } = office;
    const { store, work, actor, newId, now } = context;
    const { cards } = profile;
    return {
      store,
      work,
      actor,
      newId,
      now,
      cards,
      device: 'device-1',
      outbox: store.outbox,
      earlier: () => [],
    };
  });

/** Each run is about a record of its own, which has what every record of its type must have. */
function renamed({ base, mine, district }: Triple): Triple {
  const id = office.context.newId();
  const whole = (state: Living): Living => {
    const given = Object.entries(state.data).filter(([, value]) => value !== null);
    const sample = recordType(state.type)?.samples[0];
    return { ...state, id, data: { ...sample, ...Object.fromEntries(given) } };
  };
  return { base: base && whole(base), mine: whole(mine), district: whole(district) };
}

async function resolve({ base, mine, district }: Triple) {
  const input = { assumedMasterState: base, realMasterState: district, newDocumentState: mine };
  const record = await handlers().records.resolve(input as never, 'test');
  const card = await office.profile.cards.get(
    clashCardId(mine.id, district.mutation, mine.mutation),
  );
  const events = await office.context.store.collections.events
    .find({ selector: { recordId: mine.id, kind: 'conflict' } })
    .exec();
  return { record, card, events };
}

describe('a conflict of records', () => {
  it('writes nothing over without a card and an event that have both values', async () => {
    await fc.assert(
      fc.asyncProperty(registers, async (drawn) => {
        const triple = renamed(drawn);
        const { clashes } = settle(triple, onDevice);
        const { card, events } = await resolve(triple);
        expect(card?.clashes.length ?? 0).toBe(clashes.length);
        expect(events).toHaveLength(clashes.length === 0 ? 0 : 1);
        for (const { field, mine, theirs } of clashes) {
          const both = { field, mine: mine ?? null, theirs: theirs ?? null };
          expect(card?.clashes).toContainEqual(expect.objectContaining(both));
          expect(events[0]?.data['clashes']).toContainEqual(expect.objectContaining(both));
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('sets a step back that came second, with its words and all that was written', async () => {
    await fc.assert(
      fc.asyncProperty(competing, async (drawn) => {
        const triple = renamed(drawn);
        fc.pre(triple.mine.state !== triple.district.state);
        const { record, card } = await resolve(triple);
        const last = stepsOf(triple.mine).at(-1);
        expect(record).toMatchObject({ state: triple.district.state });
        expect(card?.clashes.some(({ field }) => field === stateField)).toBe(true);
        expect(card?.lost).toEqual({ action: last?.action, opinion: last?.opinion, redone: false });
        expect(card?.mine).toEqual(triple.mine);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('a record that is damaged', () => {
  it('is named on its card by its number, or its id, and never keeps the card from being made', () => {
    const junk = fc.dictionary(fc.constantFrom(...everyField), fc.jsonValue());
    const types = fc.constantFrom(...recordTypes.map(({ name }) => name));
    fc.assert(
      fc.property(types, junk, (type, data) => {
        expect(typeof labelOf({ type, data, bizNo: '', id: 'id-1' })).toBe('string');
      }),
    );
    for (const { name } of recordTypes)
      for (const broken of [null, 17, [], { nested: [null] }]) {
        const data = Object.fromEntries(everyField.map((field) => [field, broken]));
        expect(labelOf({ type: name, data, bizNo: 'B-1', id: 'x' })).not.toBe('');
      }
  });
});

describe('masters and events', () => {
  const master = fc
    .tuple(fc.string(), fc.string(), fc.boolean())
    .map(([mutation, name, _deleted]) => ({
      ...living('scheme', 'active', mutation, { name }),
      _deleted,
    }));

  it('leaves masters to the district, whatever stands here', async () => {
    await fc.assert(
      fc.asyncProperty(master, master, async (mine, district) => {
        const input = { realMasterState: district, newDocumentState: mine };
        expect(await handlers().masters.resolve(input as never, 'test')).toEqual(district);
      }),
    );
  });

  it('takes the same event twice for one, and a moved one for another', () => {
    const event = fc.record({
      id: fc.constantFrom('e1', 'e2'),
      unit: fc.constantFrom('330203008', '330203103'),
      community: fc.constantFrom('', '330203008001'),
      _deleted: fc.boolean(),
    });
    fc.assert(
      fc.property(event, event, (a, b) => {
        const same = handlers().events.isEqual(a as never, b as never, 'test');
        expect(same).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});
