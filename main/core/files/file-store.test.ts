import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { pieceBytes } from '../../../shared/files/file-ref.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { openKeyRing, wrapForNewKey } from './key-ring.ts';

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function bench(dataKey = random(32)) {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-files-'));
  folders.push(folder);
  const open = (key = dataKey): FileStore =>
    createFileStore({ folder, random, ring: openKeyRing({ folder, dataKey: key, random }).ring });
  return { folder, dataKey, open };
}

const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const piecesOf = (content: Uint8Array) =>
  Array.from({ length: Math.ceil(content.length / pieceBytes) }, (_, index) =>
    content.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );

function put(store: FileStore, content: Uint8Array): string {
  const intake = store.begin(content.length);
  piecesOf(content).forEach((piece) => intake.add(piece));
  const done = intake.finish();
  if (!done.ok) throw new Error(done.why);
  return done.sha256;
}

function get(store: FileStore, sha256: string): Buffer {
  const parts: Uint8Array[] = [];
  for (let index = 0; ; index += 1) {
    const read = store.read(sha256, index);
    if (!read.ok) throw new Error(read.why);
    parts.push(read.bytes);
    if ((index + 1) * pieceBytes >= read.size) return Buffer.concat(parts);
  }
}

/** Every file below a folder. */
function allFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
const objectsOf = (folder: string) =>
  allFiles(folder).filter((path) => /\/[0-9a-f]{2}\/[0-9a-f]{62}$/.test(path));

describe('the store of files', () => {
  it('gives back what it was given, of any size', () => {
    const { open } = bench();
    const store = open();
    const sizes = fc.constantFrom(
      1,
      100,
      pieceBytes - 1,
      pieceBytes,
      pieceBytes + 1,
      3 * pieceBytes,
    );
    fc.assert(
      fc.property(sizes, fc.nat(255), (size, fill) => {
        const content = Buffer.alloc(size, fill);
        const sha256 = put(store, content);
        expect(sha256).toBe(hashOf(content));
        expect(store.has(sha256)).toBe(true);
        expect(get(store, sha256).equals(content)).toBe(true);
      }),
      { seed: 20261125, numRuns: 30 },
    );
  });

  it('keeps one content once, and nothing readable: neither content nor hash nor name', () => {
    const { folder, open } = bench();
    const content = Buffer.from('李淑珍 走访照片 '.repeat(5000));
    const sha256 = put(open(), content);
    expect(put(open(), content)).toBe(sha256);
    expect(objectsOf(folder)).toHaveLength(1);
    for (const path of allFiles(folder)) {
      expect(path).not.toContain(sha256.slice(0, 16));
      expect(readFileSync(path).includes('李淑珍')).toBe(false);
      expect(readFileSync(path).includes(sha256)).toBe(false);
    }
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('notices every flipped bit, sets the file aside, and is mended by the same content', () => {
    const { folder, open } = bench();
    const content = random(2 * pieceBytes + 500);
    const sha256 = put(open(), content);
    const [path = ''] = objectsOf(folder);
    const sealed = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(sealed);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        writeFileSync(path, flipped);
        expect(open().isSound(sha256)).toBe(false);
      }),
      { seed: 7, numRuns: 60 },
    );
    const store = open();
    expect(put(store, content)).toBe(sha256);
    expect(store.isSound(sha256)).toBe(true);
    store.setAside(sha256);
    expect(store.read(sha256, 0)).toEqual({ ok: false, why: 'absent' });
    expect(readdirSync(join(folder, 'damaged'))).toHaveLength(1);
  });

  it('does not take pieces in another order or of another file', () => {
    const { folder, open } = bench();
    const [a, b] = [random(2 * pieceBytes), random(2 * pieceBytes)];
    const first = put(open(), a);
    const second = put(open(), b);
    const record = pieceBytes + 28;
    const [one = '', two = ''] = objectsOf(folder);
    const [left, right] = [readFileSync(one), readFileSync(two)];
    const swapped = Buffer.concat([
      left.subarray(0, 48),
      left.subarray(48 + record),
      left.subarray(48, 48 + record),
    ]);
    writeFileSync(one, swapped);
    writeFileSync(two, Buffer.concat([right.subarray(0, 48), left.subarray(48)]));
    for (const sha256 of [first, second])
      expect(open().read(sha256, 0)).toEqual({ ok: false, why: 'damaged' });
  });

  it('goes on where a fetch stopped, and after a torn piece at that piece', () => {
    const { folder, open } = bench();
    const content = random(4 * pieceBytes);
    const sha256 = hashOf(content);
    const pieces = piecesOf(content);
    const first = open().goOn(sha256, content.length);
    pieces.slice(0, 3).forEach((piece) => first.add(piece));
    first.leave();
    const [partial = ''] = allFiles(join(folder, 'incoming'));
    // The tail of the third piece never reached the disk.
    const torn = readFileSync(partial);
    torn.fill(0, torn.length - 5000);
    writeFileSync(partial, torn);
    const second = open().goOn(sha256, content.length);
    expect(second.received).toBe(3 * pieceBytes);
    second.add(pieces[3] as Uint8Array);
    expect(second.finish()).toEqual({ ok: false, why: 'damaged' });
    expect(second.received).toBe(2 * pieceBytes);
    second.add(pieces[2] as Uint8Array);
    second.add(pieces[3] as Uint8Array);
    expect(second.finish()).toEqual({ ok: true, sha256 });
    expect(get(open(), sha256).equals(Buffer.from(content))).toBe(true);
  });

  it('never keeps under a hash what has another one', () => {
    const { open } = bench();
    const store = open();
    const intake = store.goOn('a'.repeat(64), 10);
    intake.add(Buffer.alloc(10));
    expect(intake.finish()).toEqual({ ok: false, why: 'damaged' });
    expect(intake.received).toBe(0);
    expect(store.has('a'.repeat(64))).toBe(false);
  });

  it('reads old and new files after the data key has changed, and a change that was cut off does nothing', () => {
    const { folder, dataKey, open } = bench();
    const old = put(open(), Buffer.from('old'));
    const newKey = random(32);
    wrapForNewKey({ folder, dataKey, random }, newKey);
    // Cut off here: the old key still counts, and its next opening removes the other ring.
    expect(get(open(), old).toString()).toBe('old');
    wrapForNewKey({ folder, dataKey, random }, newKey);
    const store = open(newKey);
    expect(get(store, old).toString()).toBe('old');
    const fresh = put(store, Buffer.from('new'));
    expect(get(open(newKey), fresh).toString()).toBe('new');
    const rings = allFiles(folder).filter((path) => path.includes('keys-'));
    expect(rings).toHaveLength(2);
    // Whoever has the old data key cannot open what is left.
    expect(openKeyRing({ folder: `${folder}/elsewhere`, dataKey, random }).isNew).toBe(true);
  });

  it('opens by the second copy of a damaged ring, and tells when both are lost', () => {
    const { folder, dataKey, open } = bench();
    const sha256 = put(open(), Buffer.from('content'));
    const [first = '', second = ''] = allFiles(folder).filter((path) => path.includes('keys-'));
    writeFileSync(first, 'damaged');
    expect(open().isSound(sha256)).toBe(true);
    expect(open().isSound(sha256)).toBe(true);
    writeFileSync(first, 'damaged');
    writeFileSync(second, 'damaged');
    expect(openKeyRing({ folder, dataKey, random }).isNew).toBe(true);
  });

  it('lays aside what nobody names, brings it back when it is named again, and lets it go in the end', () => {
    const { folder, open } = bench();
    const store = open();
    const kept = put(store, Buffer.from('kept'));
    const nobodys = put(store, Buffer.from('nobodys'));
    store.begin(5).leave();
    const only = (...hashes: readonly string[]) => {
      const names = new Set(hashes.map((sha256) => store.nameOf(sha256)));
      return (name: string) => names.has(name);
    };
    const hourAgo = Date.now() - 3_600_000;
    store.layAside(only(kept), hourAgo);
    expect([store.has(kept), store.has(nobodys)]).toEqual([true, false]);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    // A restored backup names it again.
    store.layAside(only(kept, nobodys), hourAgo);
    expect(get(store, nobodys).toString()).toBe('nobodys');
    store.layAside(only(kept), hourAgo);
    store.layAside(only(kept), hourAgo);
    expect(readdirSync(join(folder, 'unnamed'))).toHaveLength(1);
    store.layAside(only(kept), Date.now() + 3_600_000);
    expect(readdirSync(join(folder, 'unnamed'))).toEqual([]);
    expect(store.has(kept)).toBe(true);
  });
});

describe('killed at each step of taking in a file', () => {
  const script = fileURLToPath(new URL('testing/file-child.ts', import.meta.url));
  const size = 2 * pieceBytes + 10;
  const sha256 = hashOf(Buffer.alloc(size, 'photo of a visit '));
  const labels = ['intake.piece', 'intake.synced', 'intake.folder', 'intake.renamed'];
  it.each(labels.flatMap((label) => [['add', label] as const, ['fetch', label] as const]))(
    '%s, %s: all of it is there or nothing, and the next try succeeds',
    (way, label) => {
      const { folder, dataKey, open } = bench();
      const run = (dieAt: string) =>
        spawnSync(
          process.execPath,
          [script, folder, Buffer.from(dataKey).toString('hex'), way, dieAt, String(size)],
          { encoding: 'utf8' },
        );
      const killed = run(label);
      expect([killed.stderr, killed.signal]).toEqual(['', 'SIGKILL']);
      const store = open();
      if (label === 'intake.renamed') expect(store.isSound(sha256)).toBe(true);
      else expect(store.has(sha256)).toBe(false);
      expect(JSON.parse(run('').stdout)).toEqual({ ok: true, sha256 });
      expect(open().isSound(sha256)).toBe(true);
    },
  );
});
