import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openNumberBook } from './number-book.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-numbers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('numbers for many records', () => {
  it('follow one another, and what was not used is given back', () => {
    const book = openNumberBook(folder);
    expect(book.next('ZF2026', 0)).toBe(1);
    const ahead = book.ahead(50);
    expect([ahead.next('ZF2026', 1), ahead.next('ZF2026', 2), ahead.next('QN2026', 0)]).toEqual([
      2, 3, 1,
    ]);
    ahead.settle(true);
    expect(book.next('ZF2026', 3)).toBe(4);
    expect(book.next('QN2026', 1)).toBe(2);
  });

  it('are all given back where nothing was saved', () => {
    const book = openNumberBook(folder);
    const ahead = book.ahead(3);
    ahead.next('ZF2026', 7);
    ahead.settle(false);
    expect(book.next('ZF2026', 7)).toBe(8);
  });

  it('are never given twice: not after a pulled plug, not when more are wanted than were expected', () => {
    const ahead = openNumberBook(folder).ahead(2);
    const given = [1, 2, 3].map(() => ahead.next('ZF2026', 0));
    expect(given).toEqual([1, 2, 3]);
    // The plug is pulled before `settle`: a gap, and no number again.
    expect(openNumberBook(folder).next('ZF2026', 0)).toBe(5);
  });
});
