import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { recordTypes } from '../records/registry.ts';
import { guarded, plainCell, unguarded } from './cell.ts';
import { dayOf } from './parse-cell.ts';
import { ledgerColumns } from './ledger.ts';
import { exportLimit } from './export-limit.ts';

describe('text that looks like a formula', () => {
  it.each(['=1+1', '+86 574', '-5', '@sum', '\tx', '\rx', "'=x"])(
    '%j does not begin so any more',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
      expect(unguarded(guarded(text))).toBe(text);
    },
  );

  it('comes back as it was, whatever it was, and never begins like a formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unguarded(guarded(text))).toBe(text);
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('a cell in one form', () => {
  it.each([
    [1200, '1200'],
    [0.1 + 0.2, '0.3'],
    ['  甲\r\n乙 ', '甲\n乙'],
    [null, ''],
  ] as const)('%j', (value, plain) => {
    expect(plainCell(value)).toBe(plain);
  });
});

describe('days as offices write them', () => {
  it.each([
    ['2026-11-25', '2026-11-25'],
    ['2026.11.5', '2026-11-05'],
    ['2026年11月25日', '2026-11-25'],
    ['20261125', '2026-11-25'],
    ['2026/11/25 0:00:00', '2026-11-25'],
    ['2026-02-30', null],
    ['2026-11', null],
  ])('%s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });
});

describe.each(recordTypes.map((type) => [type.name, type] as const))(
  'ledger of %s',
  (_name, type) => {
    it('has columns with keys and titles of their own', () => {
      const columns = ledgerColumns(type);
      expect(columns.length).toBeGreaterThan(0);
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length);
      for (const column of type.ledger?.columns ?? [])
        if (typeof column === 'string') expect(type.fields[column], column).toBeDefined();
      for (const name of type.ledger?.naturalKey ?? [])
        expect(type.fields[name], name).toBeDefined();
    });
  },
);

it('an officer takes out fifty people, a lead five hundred, an administrator none', () => {
  expect(exportLimit({ roles: ['O'] }, true)).toBe(50);
  expect(exportLimit({ roles: ['H'] }, true)).toBe(500);
  expect(exportLimit({ roles: ['A'] }, true)).toBe(0);
  expect(exportLimit({ roles: ['O'] }, false)).toBeGreaterThan(10_000);
});
