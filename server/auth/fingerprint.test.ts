import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../shared/sync/fingerprint.ts';

describe('fingerprintOf', () => {
  it('is the first eight bytes as sixteen digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const text = fingerprintOf(Buffer.from(bytes).toString('base64url'));
        expect(text).toMatch(/^\d{4}( \d{4}){3}$/);
        expect(BigInt(text.replaceAll(' ', ''))).toBe(
          Buffer.from(bytes).readBigUInt64BE(0) % 10n ** 16n,
        );
      }),
    );
  });

  it('differs between keys and refuses what is no thumbprint', () => {
    const random = () => createHash('sha256').update(randomBytes(32)).digest('base64url');
    expect(fingerprintOf(random())).not.toBe(fingerprintOf(random()));
    expect(() => fingerprintOf('abc')).toThrow(RangeError);
    expect(() => fingerprintOf('!'.repeat(43))).toThrow(RangeError);
  });
});
