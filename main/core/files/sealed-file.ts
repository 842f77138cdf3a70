/**
 * One file as it lies on the disk: a header and pieces, each sealed by itself (AES-256-GCM), so that a part can be read without the
 * rest. Header and number of the piece are authenticated with each piece: one that was moved, left out or taken from another file
 * does not open. Layout: `QBF1` · key id u32 · size u64 · salt 32 · pieces of nonce 12, content, tag 16.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { pieceBytes } from '../../../shared/files/file-ref.ts';
import type { KeyRing } from './key-ring.ts';

const magic = 'QBF1';
const headerBytes = 48;
const overhead = 28;

export interface SealedFile {
  /** Bytes of the content, as the header says. */
  readonly size: number;
  /** Content bytes of whole pieces that are there. */
  readonly held: number;
  /** All pieces are there; whether they open shows when they are read. */
  readonly isComplete: boolean;
  /** Null: does not open (bits have flipped), or is not there. */
  piece(index: number): Uint8Array | null;
  /** Adds the next piece; `pieceBytes` long unless it is the last. */
  add(content: Uint8Array, random: (bytes: number) => Uint8Array): void;
  /** Forgets this piece and what follows. */
  cutAt(index: number): void;
  /** On the disk when it returns. */
  sync(): void;
  close(): void;
}

/** A new file at a path where there is none. */
export function createSealedFile(
  path: string,
  size: number,
  ring: KeyRing,
  random: (bytes: number) => Uint8Array,
): SealedFile {
  const header = Buffer.alloc(headerBytes);
  header.write(magic, 0, 'latin1');
  header.writeUInt32BE(ring.current.id, 4);
  header.writeBigUInt64BE(BigInt(size), 8);
  header.set(random(32), 16);
  const file = openSync(path, 'wx+', 0o600);
  writeSync(file, header, 0, headerBytes, 0);
  return sealedFile(file, header, ring.current.key);
}

/** Null: not there, no file of ours, or sealed with a key that this ring does not have. */
export function openSealedFile(path: string, mode: 'r' | 'r+', ring: KeyRing): SealedFile | null {
  let file: number;
  try {
    file = openSync(path, mode);
  } catch {
    return null;
  }
  const header = Buffer.alloc(headerBytes);
  const key =
    readSync(file, header, 0, headerBytes, 0) === headerBytes &&
    header.toString('latin1', 0, 4) === magic
      ? ring.keyOf(header.readUInt32BE(4))
      : undefined;
  if (key !== undefined) return sealedFile(file, header, key);
  closeSync(file);
  return null;
}

function sealedFile(file: number, header: Buffer, ringKey: Uint8Array): SealedFile {
  const size = Number(header.readBigUInt64BE(8));
  const key = new Uint8Array(
    hkdfSync('sha256', ringKey, header.subarray(16, headerBytes), 'qiaobang file', 32),
  );
  const lengthOf = (index: number) => Math.min(pieceBytes, size - index * pieceBytes);
  const placeOf = (index: number) => headerBytes + index * (pieceBytes + overhead);
  const authentic = (index: number) => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(index, 0);
    return Buffer.concat([header, number]);
  };
  const count = Math.ceil(size / pieceBytes);

  function held(): number {
    const bytes = fstatSync(file).size - headerBytes;
    const whole = Math.floor(bytes / (pieceBytes + overhead));
    if (whole >= count) return size;
    const rest = bytes - whole * (pieceBytes + overhead);
    // Only the last piece may be shorter.
    return whole === count - 1 && rest === lengthOf(whole) + overhead ? size : whole * pieceBytes;
  }

  return {
    size,
    get held() {
      return held();
    },
    get isComplete() {
      return held() === size;
    },
    piece(index) {
      const sealed = Buffer.alloc(lengthOf(index) + overhead);
      if (
        index >= count ||
        readSync(file, sealed, 0, sealed.length, placeOf(index)) < sealed.length
      )
        return null;
      const opener = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      opener.setAAD(authentic(index));
      opener.setAuthTag(sealed.subarray(-16));
      try {
        return Buffer.concat([opener.update(sealed.subarray(12, -16)), opener.final()]);
      } catch {
        return null;
      }
    },
    add(content, random) {
      const index = Math.floor(held() / pieceBytes);
      if (index >= count || content.length !== lengthOf(index))
        throw new RangeError('a piece of another length');
      const nonce = random(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(authentic(index));
      const sealed = Buffer.concat([
        nonce,
        cipher.update(content),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      // A piece that was cut off in the middle is overwritten.
      let written = 0;
      while (written < sealed.length)
        written += writeSync(
          file,
          sealed,
          written,
          sealed.length - written,
          placeOf(index) + written,
        );
    },
    cutAt: (index) => ftruncateSync(file, placeOf(index)),
    sync: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}
