/**
 * The bytes of files on this computer: sealed, named by a keyed hash of their content, each kept once. A file has its name only
 * when it is complete and on the disk; what is on its way lies in `incoming`.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pieceBytes } from '../../../shared/files/file-ref.ts';
import { sniffFile, type Sniffed } from '../../../shared/files/sniff.ts';
import { syncFolder } from '../vault/atomic-file.ts';
import type { KeyRing } from './key-ring.ts';
import { createSealedFile, openSealedFile, type SealedFile } from './sealed-file.ts';

export interface FileStore {
  /** Takes in a file whose hash is not known yet. Throws when the disk refuses, as all writing here does. */
  begin(size: number): Intake;
  /** Goes on with a file that is being fetched, where it stopped. */
  goOn(sha256: string, size: number): Intake;
  /** All of it is here, by its length; whether it is sound shows when it is read. */
  has(sha256: string): boolean;
  /** Content bytes that are here: all, or as far as it was fetched. */
  held(sha256: string): number;
  /** The piece with this number, or why not. */
  read(sha256: string, index: number): PieceRead;
  /** Reads everything and compares the hash. */
  isSound(sha256: string): boolean;
  /** A damaged file is not deleted: it may be the only one. Its name becomes free. */
  setAside(sha256: string): void;
  /**
   * Lays aside what nobody names, brings back what is named again, and removes what was laid aside before this moment (epoch ms).
   * What a form or a transfer left unfinished and nobody names goes at once.
   */
  layAside(isNamed: (name: string) => boolean, before: number): void;
  /** Removes a content for good, wherever it lies: its record may not be held here any more. */
  remove(sha256: string): void;
  nameOf(sha256: string): string;
  usage(): { readonly files: number; readonly bytes: number };
}

export type PieceRead =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly size: number }
  | { readonly ok: false; readonly why: 'absent' | 'damaged' };

export interface Intake {
  readonly size: number;
  /** Content bytes so far; the next piece begins here. */
  readonly received: number;
  add(piece: Uint8Array): void;
  /** What the content is, by its first bytes and inner names. */
  sniff(): Sniffed;
  /**
   * Puts the file under its name, on the disk. `cut`: not all of it is there. `damaged`: it is not what it was to be; what cannot be
   * used was thrown away, and `received` says where to go on.
   */
  finish():
    | { readonly ok: true; readonly sha256: string }
    | { readonly ok: false; readonly why: 'cut' | 'damaged' };
  /** Throws away what was taken in. */
  abandon(): void;
  /** Keeps what was taken in for later. */
  leave(): void;
}

export interface FileStoreDeps {
  /** The profile's folder for files. */
  readonly folder: string;
  readonly ring: KeyRing;
  readonly random: (bytes: number) => Uint8Array;
  /** Only for tests: called at each step that a crash could follow. */
  readonly crashAt?: ((label: string) => void) | undefined;
}

export function createFileStore(deps: FileStoreDeps): FileStore {
  const { folder, ring, random } = deps;
  const crash = deps.crashAt ?? (() => undefined);
  const incoming = join(folder, 'incoming');
  const placeOf = (name: string) => join(folder, name.slice(0, 2), name.slice(2));

  function start(path: string, size: number, expected: string | null): Intake {
    mkdirSync(incoming, { recursive: true, mode: 0o700 });
    let file: SealedFile | null = openSealedFile(path, 'r+', ring);
    if (file !== null && file.size !== size) {
      file.close();
      file = null;
    }
    if (file === null) {
      rmSync(path, { force: true });
      file = createSealedFile(path, size, ring, random);
    }
    const open = file;
    const remove = () => {
      open.close();
      rmSync(path, { force: true });
    };
    return {
      size,
      get received() {
        return open.held;
      },
      add(piece) {
        open.add(piece, random);
        crash('intake.piece');
      },
      sniff: () => sniffFile(size, (offset, length) => partOf(open, offset, length)),
      finish() {
        if (!open.isComplete) return { ok: false, why: 'cut' };
        const { sha256, firstBad } = hashOf(open);
        if (firstBad !== null || (expected !== null && sha256 !== expected)) {
          // A piece that does not open was torn by a power cut; when all open, the sender sent something else.
          open.cutAt(firstBad ?? 0);
          return { ok: false, why: 'damaged' };
        }
        open.sync();
        crash('intake.synced');
        open.close();
        putInPlace(path, sha256);
        return { ok: true, sha256 };
      },
      abandon: remove,
      leave: () => open.close(),
    };
  }

  /** Adding the same content again mends a damaged copy. */
  function putInPlace(path: string, sha256: string): void {
    const target = placeOf(ring.nameOf(sha256));
    if (isSound(sha256)) {
      rmSync(path, { force: true });
      return;
    }
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    syncFolder(folder);
    crash('intake.folder');
    renameSync(path, target);
    crash('intake.renamed');
    syncFolder(dirname(target));
    syncFolder(incoming);
  }

  function withFile<T>(sha256: string, work: (file: SealedFile) => T): T | null {
    const file = openSealedFile(placeOf(ring.nameOf(sha256)), 'r', ring);
    if (file === null) return null;
    try {
      return work(file);
    } finally {
      file.close();
    }
  }

  function isSound(sha256: string): boolean {
    return withFile(sha256, (file) => file.isComplete && hashOf(file).sha256 === sha256) === true;
  }

  return {
    begin: (size) =>
      start(join(incoming, `new-${Buffer.from(random(16)).toString('hex')}`), size, null),
    goOn: (sha256, size) => start(join(incoming, ring.nameOf(sha256)), size, sha256),
    has: (sha256) => withFile(sha256, (file) => file.isComplete) === true,
    held(sha256) {
      const whole = withFile(sha256, (file) => file.held);
      if (whole !== null) return whole;
      const part = openSealedFile(join(incoming, ring.nameOf(sha256)), 'r', ring);
      const held = part?.held ?? 0;
      part?.close();
      return held;
    },
    read(sha256, index) {
      const read = withFile(sha256, (file): PieceRead => {
        const bytes = file.piece(index);
        return bytes === null
          ? { ok: false, why: 'damaged' }
          : { ok: true, bytes, size: file.size };
      });
      if (read !== null) return read;
      // A header that cannot be read is damage as well; no file is not.
      return { ok: false, why: isThere(placeOf(ring.nameOf(sha256))) ? 'damaged' : 'absent' };
    },
    isSound,
    setAside(sha256) {
      const name = ring.nameOf(sha256);
      const place = join(folder, 'damaged');
      mkdirSync(place, { recursive: true, mode: 0o700 });
      if (isThere(placeOf(name))) renameSync(placeOf(name), join(place, name));
    },
    layAside(isNamed, before) {
      const unnamed = join(folder, 'unnamed');
      for (const { name, path } of filesIn(unnamed)) {
        if (isNamed(name)) move(path, placeOf(name));
        else if (statSync(path).mtimeMs < before) rmSync(path, { force: true });
      }
      for (const { name, path } of objectsIn(folder).filter((each) => !isNamed(each.name))) {
        move(path, join(unnamed, name));
        const now = new Date();
        utimesSync(join(unnamed, name), now, now);
      }
      for (const { name, path } of filesIn(incoming))
        if (!isNamed(name)) rmSync(path, { force: true });
    },
    remove(sha256) {
      const name = ring.nameOf(sha256);
      for (const path of [placeOf(name), join(folder, 'unnamed', name), join(incoming, name)])
        rmSync(path, { force: true });
    },
    nameOf: (sha256) => ring.nameOf(sha256),
    usage() {
      const sizes = objectsIn(folder).map(({ path }) => statSync(path).size);
      return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    },
  };
}

function hashOf(file: SealedFile): { sha256: string; firstBad: number | null } {
  const hash = createHash('sha256');
  for (let index = 0; index * pieceBytes < file.size; index += 1) {
    const piece = file.piece(index);
    if (piece === null) return { sha256: '', firstBad: index };
    hash.update(piece);
  }
  return { sha256: hash.digest('hex'), firstBad: null };
}

function partOf(file: SealedFile, offset: number, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  const end = Math.min(file.size, offset + length);
  for (let at = offset; at < end;) {
    const piece = file.piece(Math.floor(at / pieceBytes));
    const from = at % pieceBytes;
    const part = piece?.subarray(from, from + end - at) ?? new Uint8Array();
    if (part.length === 0) break;
    parts.push(part);
    at += part.length;
  }
  return Buffer.concat(parts);
}

function objectsIn(folder: string): { name: string; path: string }[] {
  return namesIn(folder)
    .filter((prefix) => /^[0-9a-f]{2}$/.test(prefix))
    .flatMap((prefix) =>
      namesIn(join(folder, prefix)).map((rest) => ({
        name: `${prefix}${rest}`,
        path: join(folder, prefix, rest),
      })),
    );
}

function filesIn(folder: string): { name: string; path: string }[] {
  return namesIn(folder).map((name) => ({ name, path: join(folder, name) }));
}

function namesIn(folder: string): string[] {
  return isThere(folder) ? readdirSync(folder) : [];
}

function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  renameSync(from, to);
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
