/**
 * A device's fingerprint as two people compare it over the telephone: twenty digits in five groups, 64 bits of the key's
 * SHA-256 thumbprint (RFC 7638). Finding another key with the same digits within an enrolment is out of reach.
 */

/** `thumbprint`: base64url. Throws on anything shorter than eight bytes. */
export function fingerprintOf(thumbprint: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let bits = 0n;
  for (const letter of thumbprint.slice(0, 11)) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new RangeError('not base64url');
    bits = bits * 64n + BigInt(value);
  }
  if (thumbprint.length < 11) throw new RangeError('too short');
  // Eleven letters are 66 bits; the last two belong to the ninth byte.
  const digits = (bits >> 2n).toString().padStart(20, '0');
  return digits.match(/\d{4}/g)?.join(' ') ?? digits;
}
