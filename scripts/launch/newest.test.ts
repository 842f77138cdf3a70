import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOutdated } from './newest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-newest-'));
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, second: number): string => {
  const path = join(folder, name);
  writeFileSync(path, '');
  utimesSync(path, second, second);
  return path;
};

describe('an outdated build', () => {
  it('is one that is missing or older than a source', () => {
    file('src/deep/a.ts', 1000);
    const target = join(folder, 'out.js');
    const sources = [join(folder, 'src'), join(folder, 'absent')];
    expect(isOutdated(target, sources)).toBe(true);
    file('out.js', 2000);
    expect(isOutdated(target, sources)).toBe(false);
    file('src/deep/b.test.ts', 3000);
    expect(isOutdated(target, sources)).toBe(false);
    file('src/deep/c.ts', 3000);
    expect(isOutdated(target, sources)).toBe(true);
  });
});
