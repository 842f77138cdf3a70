/** Words of rosters without a store: dates, cells that name several people, and what an entry adds to somebody registered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPartialDate } from '../calendar/partial-date.ts';
import { mergeEntry } from './merge-entry.ts';
import { peopleInCell } from './people-in-cell.ts';
import { readRosterDate } from './read-date.ts';
import { relOf } from './understand-kin.ts';

const today = '2026-11-26';

describe('dates', () => {
  it.each([
    ['1952.1', { date: '1952-01', doubt: 'roster.date_month_lost' }],
    ['19252', { date: '1952-09-15' }],
    ['66.8.1', { date: '1966-08-01', doubt: 'roster.date_two_digits' }],
    ['一九四九年十月一日', { date: '1949-10-01' }],
    ['二〇〇一年十二月', { date: '2001-12' }],
    ['1985年出国', { date: '1985' }],
    ['2011年秋', { date: '2011', doubt: 'roster.date_about' }],
    ['31/12/1978', { date: '1978-12-31' }],
    ['不详', null],
    ['—', null],
  ])('%s', (text, expected) => {
    expect(readRosterDate(text, today)).toEqual({ ok: true, value: expected });
  });

  it.each(['1952.13.01', '上世纪60年代', '05.9', '02/03/1950', '1952年2月30日', '姓名'])(
    '%s is no date',
    (text) => {
      expect(readRosterDate(text, today).ok).toBe(false);
    },
  );

  it('whatever is written, what comes out is a date, nothing, or a refusal', () => {
    const piece = fc.constantFrom(...Array.from('0123456789年月日.-/ 约民国十五二〇Sep'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const read = readRosterDate(parts.join(''), today);
        if (read.ok && read.value !== null) expect(isPartialDate(read.value.date)).toBe(true);
      }),
      { seed: 20261126, numRuns: 3000 },
    );
  });
});

describe('several people in one cell', () => {
  it.each([
    ['虞菊兰、竺信昌（配偶）', [{ name: '虞菊兰' }, { name: '竺信昌', word: 'spouse' }]],
    [
      '弟虞志远（美国，1985年出国）；妹：虞秀英（加拿大）',
      [
        { name: '虞志远', word: 'younger_brother', country: 'USA' },
        { name: '虞秀英', word: 'younger_sister', country: 'CAN' },
      ],
    ],
    ['张　三', [{ name: '张三' }]],
    ['John Smith/李 四(已故)', [{ name: 'John Smith' }, { name: '李四', isDead: true }]],
    ['子女', [{ name: '子女' }]],
    ['', []],
  ])('%s', (cell, people) => {
    expect(peopleInCell(cell)).toMatchObject(people);
    expect(peopleInCell(cell)).toHaveLength(people.length);
  });
});

it('what the relative is becomes what the person is to the relative', () => {
  expect(relOf('younger_brother', '2')).toBe('elder_sister');
  expect(relOf('son', '1')).toBe('father');
  expect(relOf('son', undefined)).toBeNull();
  expect(relOf('spouse', undefined)).toBe('spouse');
});

describe('into somebody registered', () => {
  const registered = {
    nameCn: '虞一',
    birth: '1952',
    phone: '10100000001',
    liveState: 'moved',
    note: '老归侨',
    identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'street' }],
  };
  const entry = {
    nameCn: '虞 一',
    birth: '1952-09',
    phone: '10100000002',
    liveState: 'in',
    liveAddr: '演示路1号',
    note: '老归侨',
    identities: [
      { id: 'i1', identity: 'qj', verifyLevel: 'self' },
      { id: 'i2', identity: 'hg', verifyLevel: 'self' },
    ],
  };

  it('only what is missing, never a verified level or a state', () => {
    const { data, changes, differs } = mergeEntry(registered, entry, 'fill');
    expect(changes.map(({ field }) => field).toSorted()).toEqual([
      'birth',
      'identities',
      'liveAddr',
    ]);
    expect(differs.map(({ field }) => field).toSorted()).toEqual(['liveState', 'phone']);
    expect(data).toMatchObject({ birth: '1952-09', phone: '10100000001', liveState: 'moved' });
    expect((data['identities'] as { verifyLevel: string }[])[0]?.verifyLevel).toBe('street');
  });

  it('by the roster’s word, but for what is decided one by one', () => {
    expect(mergeEntry(registered, entry, 'take').data).toMatchObject({
      phone: '10100000002',
      liveState: 'moved',
    });
  });

  it('twice is once', () => {
    for (const mode of ['fill', 'take'] as const) {
      const once = mergeEntry(registered, entry, mode).data;
      expect(mergeEntry(once, entry, mode).changes).toEqual([]);
    }
  });
});
