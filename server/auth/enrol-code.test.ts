import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newEnrolCode, splitEnrolCode } from './enrol-code.ts';

describe('enrolment codes', () => {
  it('are read back however they are typed', () => {
    const typed = fc.record({
      bytes: fc.uint8Array({ minLength: 12, maxLength: 12 }),
      lower: fc.boolean(),
      separator: fc.constantFrom('', ' ', '-', '—', ' - '),
    });
    fc.assert(
      fc.property(typed, ({ bytes, lower, separator }) => {
        const code = newEnrolCode(() => bytes);
        const text = code.text.replaceAll('-', separator);
        expect(splitEnrolCode(lower ? text.toLowerCase() : text)).toEqual({
          key: code.key,
          hash: code.hash,
        });
      }),
    );
  });

  it('read the letters that look like digits as digits', () => {
    expect(splitEnrolCode('OIL0-0000-0000')).toEqual(splitEnrolCode('0110-0000-0000'));
  });

  it('do not carry the secret in what is stored', () => {
    const code = newEnrolCode((bytes) => randomBytes(bytes));
    expect(code.text.startsWith(code.key)).toBe(true);
    expect(code.key).toHaveLength(4);
    expect(code.hash).not.toContain(code.text.slice(5, 9));
  });
});
