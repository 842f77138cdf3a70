import { describe, expect, it } from 'vitest';
import { readFlags } from './flags.ts';

describe('the switches', () => {
  it('have defaults', () => {
    expect(readFlags([])).toEqual({
      ok: true,
      flags: {
        shell: 'auto',
        data: null,
        port: 0,
        open: true,
        desk: null,
        small: false,
        demoData: null,
      },
    });
  });

  it('are read', () => {
    expect(
      readFlags([
        '--shell=tab',
        '--no-open',
        '--data',
        'x',
        '--port',
        '4100',
        '--desk=gulin',
        '--small',
        '--demo-data=y',
      ]),
    ).toEqual({
      ok: true,
      flags: {
        shell: 'tab',
        data: 'x',
        port: 4100,
        open: false,
        desk: 'gulin',
        small: true,
        demoData: 'y',
      },
    });
  });

  it.each([['--shell=web'], ['--port=70000'], ['--colour'], ['stray']])(
    'refuse %s in words',
    (flag) => {
      const answer = readFlags([flag]);
      expect(answer.ok).toBe(false);
      if (!answer.ok) expect(answer.message).toContain('参数不对');
    },
  );
});
