/**
 * The code by which paper is compared with the record: 40 bits of SHA-256 over the record's id and the name of its last write, in
 * Crockford's alphabet. It holds nothing about anybody, and any later write gives another one.
 */
import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 8;

/** `7K3M-9QXZ`. */
export function checkCode(id: string, mutation: string): string {
  return written(digest(`paper\n${id}\n${mutation}`));
}

/** Of a list: over all its records, whatever their order. */
export function listCode(
  records: readonly { readonly id: string; readonly mutation: string }[],
): string {
  const lines = records.map(({ id, mutation }) => `${id} ${mutation}`).toSorted();
  return written(digest(`list\n${lines.join('\n')}`));
}

/** As typed by somebody: o, i and l are read as the digits they look like. Null when it is no code. */
export function readCode(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const isCode =
    plain.length === letters && Array.from(plain).every((each) => alphabet.includes(each));
  return isCode ? withDash(plain) : null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function written(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.subarray(0, 5).toString('hex')}`);
  let text = '';
  for (let place = 0; place < letters; place += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return withDash(text);
}

function withDash(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
