import { describe, expect, it } from 'vitest';
import { readPort } from './read-port.ts';

describe('a typed port', () => {
  it('is a number from 0 to 65535, or absent', () => {
    expect(readPort(undefined)).toBe(0);
    expect(readPort('4100')).toBe(4100);
    expect(readPort('65535')).toBe(65_535);
    for (const text of ['65536', '-1', '1.5', '0x10', '', 'abc', '123456', ' 80'])
      expect(readPort(text)).toBeNull();
  });
});
