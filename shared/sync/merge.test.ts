import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { items, refs, text, date } from '../fields/kinds.ts';
import type { PlainData } from '../records/envelope.ts';
import { mergeData, sameValue } from './merge.ts';

const fields = {
  name: text({ max: 20 }),
  phone: text({ max: 20 }),
  verifiedOn: date({ merge: 'max' }),
  needs: items({ of: { text: text({ max: 50 }), route: text({ max: 20 }) }, max: 10 }),
  visitors: refs({ to: ['user'] }),
};

describe('mergeData', () => {
  it('takes each side’s change when they touch different fields', () => {
    const merged = mergeData(
      fields,
      { name: '甲', phone: '1' },
      { name: '乙', phone: '1' },
      { name: '甲', phone: '2' },
    );
    expect(merged).toEqual({ data: { name: '乙', phone: '2' }, clashes: [] });
  });

  it('keeps the district’s value of a field both changed, and hands over both', () => {
    const merged = mergeData(fields, { phone: '1' }, { phone: '2' }, { phone: '3' });
    expect(merged.data).toEqual({ phone: '3' });
    expect(merged.clashes).toEqual([{ field: 'phone', base: '1', mine: '2', theirs: '3' }]);
  });

  it('reports a field edited here and emptied there', () => {
    expect(mergeData(fields, { phone: '1' }, { phone: '2' }, {}).clashes).toHaveLength(1);
  });

  it('takes the later verification without asking', () => {
    const merged = mergeData(
      fields,
      { verifiedOn: '2026-01-01' },
      { verifiedOn: '2026-05-01' },
      { verifiedOn: '2026-03-01' },
    );
    expect(merged).toEqual({ data: { verifiedOn: '2026-05-01' }, clashes: [] });
  });

  it('keeps rows added on both sides and merges one row cell by cell', () => {
    const base = { needs: [{ id: 'a', text: '药费', route: 'note' }] };
    const mine = {
      needs: [
        { id: 'a', text: '药费高', route: 'note' },
        { id: 'b', text: '就业' },
      ],
    };
    const theirs = {
      needs: [
        { id: 'a', text: '药费', route: 'hardship' },
        { id: 'c', text: '住房' },
      ],
    };
    const merged = mergeData(fields, base, mine, theirs);
    expect(merged.clashes).toEqual([]);
    expect(merged.data['needs']).toEqual([
      { id: 'a', text: '药费高', route: 'hardship' },
      { id: 'c', text: '住房' },
      { id: 'b', text: '就业' },
    ]);
  });

  it('does not let a deleted row swallow an edit of it', () => {
    const merged = mergeData(
      fields,
      { needs: [{ id: 'a', text: '药费' }] },
      { needs: [{ id: 'a', text: '药费高' }] },
      {},
    );
    expect(merged.data['needs']).toEqual([{ id: 'a', text: '药费高' }]);
    expect(merged.clashes).toHaveLength(1);
  });

  it('drops a row that one side deleted and the other left alone', () => {
    const base = {
      needs: [
        { id: 'a', text: '药费' },
        { id: 'b', text: '住房' },
      ],
    };
    expect(
      mergeData(fields, base, { needs: [{ id: 'b', text: '住房' }] }, base).data['needs'],
    ).toEqual([{ id: 'b', text: '住房' }]);
  });

  it('merges references as a set, whatever label they carry', () => {
    const user = (id: string, label = id) => ({ type: 'user', id, label });
    const merged = mergeData(
      fields,
      { visitors: [user('a')] },
      { visitors: [user('a'), user('b')] },
      { visitors: [user('a', '改名'), user('c')] },
    );
    expect(merged.clashes).toEqual([]);
    expect((merged.data['visitors'] as { id: string }[]).map((each) => each.id)).toEqual([
      'a',
      'c',
      'b',
    ]);
  });

  it('lets fields of a newer version travel unchanged', () => {
    expect(mergeData({}, { later: 1 }, { later: 2 }, { later: 1 }).data).toEqual({ later: 2 });
  });
});

const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  text: fc.constantFrom('一', '二', '三'),
  route: fc.constantFrom('x', 'y'),
});
const anyData: fc.Arbitrary<PlainData> = fc.record(
  {
    name: fc.constantFrom('甲', '乙', '𠮷'),
    phone: fc.constantFrom('1', '2', '3'),
    verifiedOn: fc.constantFrom('2026-01-01', '2026-02-02'),
    needs: fc.uniqueArray(row, { selector: (each) => each.id, minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: [] },
);

describe('mergeData, for any three versions', () => {
  it('changes nothing when one side did nothing', () => {
    fc.assert(
      fc.property(anyData, anyData, (base, other) => {
        expect(sameValue(mergeData(fields, base, other, base).data, other)).toBe(true);
        expect(sameValue(mergeData(fields, base, base, other).data, other)).toBe(true);
        expect(mergeData(fields, base, other, other).clashes).toEqual([]);
      }),
    );
  });

  it('never loses a change: it is in the outcome or in a clash', () => {
    fc.assert(
      fc.property(anyData, anyData, anyData, (base, mine, theirs) => {
        const { data, clashes } = mergeData(fields, base, mine, theirs);
        for (const key of ['name', 'phone']) {
          if (sameValue(base[key], mine[key])) continue;
          const kept = sameValue(data[key], mine[key]);
          const told = clashes.some(
            (clash) =>
              clash.field === key &&
              sameValue(clash.mine, mine[key]) &&
              sameValue(clash.theirs, theirs[key]),
          );
          expect(kept || told).toBe(true);
        }
        const rowsOf = (each: PlainData) =>
          new Map(((each['needs'] ?? []) as { id: string }[]).map((need) => [need.id, need]));
        for (const [id, need] of rowsOf(mine)) {
          const changed = !sameValue(rowsOf(base).get(id), need);
          if (changed) expect(rowsOf(data).has(id)).toBe(true);
        }
      }),
    );
  });

  it('agrees whichever side merges first when nothing clashes', () => {
    fc.assert(
      fc.property(anyData, anyData, anyData, (base, mine, theirs) => {
        const one = mergeData(fields, base, mine, theirs);
        const other = mergeData(fields, base, theirs, mine);
        expect(one.clashes.length).toBe(other.clashes.length);
        const byId = (data: PlainData) => ({
          ...data,
          needs: ((data['needs'] ?? []) as { id: string }[]).toSorted((a, b) =>
            a.id.localeCompare(b.id),
          ),
        });
        if (one.clashes.length === 0)
          expect(sameValue(byId(one.data), byId(other.data))).toBe(true);
      }),
    );
  });
});
