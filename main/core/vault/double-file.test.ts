import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filesOfDouble, readDouble, removeDouble, writeDouble } from './double-file.ts';
import { labelsOf } from './testing/crash-labels.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qiaobang-double-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const schema = z.strictObject({ word: z.string() });
const path = () => join(folder, 'x.json');
const copy = () => `${path()}.copy`;
const read = () => readDouble(path(), schema);
const isWhole = { copyUsed: false, needsRepair: false };

describe('double file', () => {
  it('is absent, then what was written', () => {
    expect(read()).toEqual({ status: 'absent' });
    writeDouble(path(), { word: '一' });
    expect(read()).toEqual({ status: 'ok', value: { word: '一' }, ...isWhole });
    removeDouble(path());
    expect(read()).toEqual({ status: 'absent' });
    expect(filesOfDouble(path()).some((each) => existsSync(each))).toBe(false);
  });

  it('reads as before or as written when it is cut off at any step, and the first copy decides', async () => {
    const labels = await labelsOf(async (at) => writeDouble(path(), { word: 'old' }, at));
    expect(labels).toEqual(
      ['first', 'second'].flatMap((which) =>
        ['begin', 'written', 'synced', 'renamed'].map((step) => `${which}.${step}`),
      ),
    );
    for (const dieAt of labels) {
      writeDouble(path(), { word: 'old' });
      const die = (label: string) => {
        if (label === dieAt) throw new Error('the plug');
      };
      expect(() => writeDouble(path(), { word: 'new' }, die)).toThrow('the plug');
      const isNew = labels.indexOf(dieAt) >= labels.indexOf('first.renamed');
      const isDone = dieAt === 'second.renamed';
      expect(read(), dieAt).toEqual({
        status: 'ok',
        value: { word: isNew ? 'new' : 'old' },
        copyUsed: false,
        needsRepair: isNew && !isDone,
      });
    }
  });

  it('does with one copy, says so, and is whole after the next write', () => {
    writeDouble(path(), { word: '一' });
    for (const damage of [
      () => writeFileSync(path(), ''),
      () => writeFileSync(path(), readFileSync(path(), 'utf8').replace('一', '二')),
      () => rmSync(copy()),
      // What a bad sector is to a reader: it cannot be read, though it is there.
      () => (rmSync(copy()), mkdirSync(copy())),
    ]) {
      damage();
      const one = read();
      expect(one).toMatchObject({ status: 'ok', copyUsed: true, needsRepair: true });
      rmSync(copy(), { recursive: true, force: true });
      writeDouble(path(), { word: '一' });
      expect(read()).toMatchObject(isWhole);
    }
  });

  it('is unreadable, not absent, with two damaged copies or one damaged and one missing', () => {
    writeDouble(path(), { word: '一' });
    writeFileSync(path(), 'x');
    writeFileSync(copy(), '{}');
    expect(read()).toEqual({ status: 'unreadable' });
    rmSync(copy());
    expect(read()).toEqual({ status: 'unreadable' });
  });
});
