/**
 * A key's fingerprint as two people compare it over the telephone, `1234 5678 9012 3456`: the first eight bytes of its SHA-256
 * thumbprint (RFC 7638) as a number modulo 10^16.
 */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `thumbprint`: base64url. Throws on what is none. */
export function fingerprintOf(thumbprint: string): string {
  if (thumbprint.length < 11) throw new RangeError('too short');
  let bits = 0n;
  for (const letter of thumbprint.slice(0, 11)) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new RangeError('not base64url');
    bits = bits * 64n + BigInt(value);
  }
  // Eleven letters are 66 bits; the last two belong to the ninth byte.
  const digits = ((bits >> 2n) % 10n ** 16n).toString().padStart(16, '0');
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
