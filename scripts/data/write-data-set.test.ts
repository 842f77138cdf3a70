import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeDataSet } from './write-data-set.ts';

it('writes the same bytes for the same seed, others for another, with oddities in it', () => {
  const root = mkdtempSync(join(tmpdir(), 'qiaobang-data-'));
  const make = (name: string, seed: number) => {
    const folder = join(root, name);
    const manifest = writeDataSet({
      scale: 'street',
      seed,
      today: '2026-11-24',
      folder,
      print: () => undefined,
    });
    const hash = (file: string) =>
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex');
    return { manifest, bytes: ['records.jsonl', 'events.jsonl', 'masters.jsonl'].map(hash) };
  };
  try {
    const [first, again, other] = [make('a', 7), make('b', 7), make('c', 8)];
    expect(again.bytes).toEqual(first.bytes);
    expect(other.bytes[0]).not.toBe(first.bytes[0]);
    expect(first.manifest.counts).toMatchObject({ person: 1740, household: 610 });
    expect(Object.values(first.manifest.oddities).every((count) => count > 0)).toBe(true);
    const lines = readFileSync(join(root, 'a', 'records.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const { events: _events, masters: _masters, ...counted } = first.manifest.counts;
    expect(lines.length).toBe(Object.values(counted).reduce((sum, count) => sum + count, 0));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
