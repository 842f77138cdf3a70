import { describe, expect, it } from 'vitest';
import { settle, type Living } from './settle.ts';

const deps = {
  actor: { userId: 'me', name: '我', unit: '330203008', community: '', roles: ['O'] as const },
  newId: () => 'merged',
  now: () => Date.parse('2026-11-23T02:00:00Z'),
  device: 'device-1',
};

function record(
  mutation: string,
  data: Record<string, unknown>,
  more: Partial<Living> = {},
): Living {
  return {
    id: 'r1',
    type: 'household',
    unit: '330203008',
    community: '330203008001',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation,
    createdAt: '2026-11-01T00:00:00.000Z',
    createdBy: 'me',
    updatedAt: '2026-11-01T00:00:00.000Z',
    updatedBy: 'me',
    device: 'device-1',
    data,
    _deleted: false,
    ...more,
  };
}
const visit = (mutation: string, state: string, data: Record<string, unknown> = {}) =>
  record(mutation, data, { type: 'visit', state });

describe('settle', () => {
  it('joins different fields into a new state of mine on top of the district’s', () => {
    const settled = settle(
      {
        base: record('b', { addr: '1', note: 'a' }),
        mine: record('m', { addr: '2', note: 'a' }, { version: 5 }),
        district: record('d', { addr: '1', note: 'b' }, { version: 7 }),
      },
      deps,
    );
    expect(settled).toMatchObject({
      isDistricts: false,
      clashes: [],
      record: { mutation: 'merged', version: 8, updatedBy: 'me', data: { addr: '2', note: 'b' } },
    });
  });

  it('keeps the district’s value of a field both changed and reports both', () => {
    const settled = settle(
      {
        base: record('b', { addr: '1' }),
        mine: record('m', { addr: '2' }),
        district: record('d', { addr: '3' }),
      },
      deps,
    );
    expect(settled).toMatchObject({
      isDistricts: true,
      record: { mutation: 'd' },
      clashes: [{ field: 'addr', base: '1', mine: '2', theirs: '3' }],
    });
  });

  it('sends nothing when both did the same', () => {
    const settled = settle(
      {
        base: record('b', { addr: '1' }),
        mine: record('m', { addr: '2' }),
        district: record('d', { addr: '2' }),
      },
      deps,
    );
    expect(settled).toMatchObject({ isDistricts: true, clashes: [] });
  });

  it('carries my step on when only I took one', () => {
    const settled = settle(
      {
        base: visit('b', 'submitted'),
        mine: visit('m', 'returned'),
        district: visit('d', 'submitted'),
      },
      deps,
    );
    expect(settled).toMatchObject({
      isDistricts: false,
      clashes: [],
      record: { state: 'returned' },
    });
  });

  it('keeps the district’s step against another one of mine, on a card', () => {
    const settled = settle(
      {
        base: visit('b', 'submitted'),
        mine: visit('m', 'returned'),
        district: visit('d', 'confirmed'),
      },
      deps,
    );
    expect(settled).toMatchObject({
      isDistricts: true,
      record: { state: 'confirmed' },
      clashes: [{ field: 'state', mine: 'returned', theirs: 'confirmed' }],
    });
  });

  it('puts an edit against a closed record on the card as a whole', () => {
    const settled = settle(
      {
        base: visit('b', 'returned', { place: '家' }),
        mine: visit('m', 'returned', { place: '楼下', situation: '好' }),
        district: visit('d', 'submitted', { place: '家' }),
      },
      deps,
    );
    expect(settled.isDistricts).toBe(true);
    expect(settled.clashes.map((clash) => clash.field).toSorted()).toEqual(['place', 'situation']);
  });

  it('does not close what somebody else has changed meanwhile', () => {
    const settled = settle(
      {
        base: visit('b', 'returned', { place: '家' }),
        mine: visit('m', 'submitted', { place: '家' }),
        district: visit('d', 'returned', { place: '家', situation: '又问了一遍' }),
      },
      deps,
    );
    expect(settled).toMatchObject({
      isDistricts: true,
      record: { state: 'returned', data: { situation: '又问了一遍' } },
      clashes: [{ field: 'state', base: 'returned', mine: 'submitted', theirs: 'returned' }],
    });
  });

  it('never joins identities by a rule: both lists are for a person', () => {
    const person = (mutation: string, ids: readonly string[]) =>
      record(mutation, { identities: ids.map((id) => ({ id, identity: id })) }, { type: 'person' });
    const settled = settle(
      {
        base: person('b', ['gq']),
        mine: person('m', ['gq', 'qj']),
        district: person('d', ['gq', 'hq']),
      },
      deps,
    );
    expect(settled.clashes.map(({ field }) => field)).toEqual(['identities']);
    expect(settled.record.data).toEqual(person('d', ['gq', 'hq']).data);
  });

  it('lets no deletion win unseen, whichever side deleted', () => {
    const gone = (mutation: string) => record(mutation, {}, { _deleted: true });
    expect(
      settle(
        { base: record('b', {}), mine: record('m', { note: 'x' }), district: gone('d') },
        deps,
      ),
    ).toMatchObject({
      isDistricts: true,
      record: { _deleted: true },
      clashes: [{ field: '_deleted', mine: false, theirs: true }],
    });
    expect(
      settle(
        { base: record('b', {}), mine: gone('m'), district: record('d', { note: 'x' }) },
        deps,
      ),
    ).toMatchObject({
      isDistricts: true,
      record: { _deleted: false },
      clashes: [{ field: '_deleted', mine: true, theirs: false }],
    });
    expect(
      settle({ base: record('b', {}), mine: gone('m'), district: gone('d') }, deps).clashes,
    ).toEqual([]);
  });

  it('removes what this person made and removed here, though the answer to its first sending was lost', () => {
    const gone = record('m', {}, { _deleted: true });
    expect(settle({ base: null, mine: gone, district: record('d', {}) }, deps)).toMatchObject({
      isDistricts: false,
      record: { mutation: 'm', _deleted: true },
      clashes: [],
    });
    for (const others of [{ updatedBy: 'colleague' }, { device: 'device-2' }])
      expect(
        settle({ base: null, mine: gone, district: record('d', {}, others) }, deps),
      ).toMatchObject({
        isDistricts: true,
        record: { mutation: 'd' },
        clashes: [{ field: '_deleted', mine: true, theirs: false }],
      });
  });

  it('keeps the fields of a type that this version does not know', () => {
    const unknown = (mutation: string, data: Record<string, unknown>) =>
      record(mutation, data, { type: 'from_the_future' });
    const settled = settle(
      {
        base: unknown('b', { a: 1, b: 1 }),
        mine: unknown('m', { a: 2, b: 1 }),
        district: unknown('d', { a: 1, b: 2 }),
      },
      deps,
    );
    expect(settled.record.data).toEqual({ a: 2, b: 2 });
  });
});
