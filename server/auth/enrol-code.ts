/**
 * One-time enrolment codes, written `ABCD-EFGH-JKLM`: the first group finds the row, the other two are the secret (40 bits,
 * five tries, a quarter of an hour). No letter looks like a digit, and what people type for one is read as the other.
 */
import { createHash } from 'node:crypto';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface EnrolCode {
  /** As people read it. */
  readonly text: string;
  readonly key: string;
  readonly hash: string;
}

export function newEnrolCode(random: (bytes: number) => Uint8Array): EnrolCode {
  const plain = Array.from(random(12), (byte) => letters[byte & 31]).join('');
  const text = `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}`;
  return { text, ...splitEnrolCode(text) };
}

/** The parts of a typed code; case, spaces and dashes do not matter. */
export function splitEnrolCode(typed: string): { key: string; hash: string } {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\-—_]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return { key: plain.slice(0, 4), hash: createHash('sha256').update(plain).digest('hex') };
}
