import { describe, expect, it } from 'vitest';
import { readArguments, readPort } from './read-arguments.ts';

describe('the command line', () => {
  it('has defaults and is read', () => {
    expect(readArguments([])).toEqual({
      ok: true,
      value: { data: null, port: 0, page: null, core: null, open: true },
    });
    expect(
      readArguments(['--data=d', '--port=4100', '--page', 'p', '--core=c.js', '--no-open']),
    ).toEqual({
      ok: true,
      value: { data: 'd', port: 4100, page: 'p', core: 'c.js', open: false },
    });
  });

  it('is refused in words', () => {
    for (const wrong of ['--port=70000', '--prot=1', 'stray']) {
      const answer = readArguments([wrong]);
      expect(answer.ok ? '' : answer.message).toContain('参数不对');
    }
  });

  it('takes ports from 0 to 65535', () => {
    expect(readPort(undefined)).toBe(0);
    expect(readPort('65535')).toBe(65_535);
    for (const text of ['65536', '-1', '1.5', '0x10', '', 'abc', '123456', ' 80'])
      expect(readPort(text)).toBeNull();
  });
});
