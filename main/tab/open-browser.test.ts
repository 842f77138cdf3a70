import { describe, expect, it } from 'vitest';
import { browserCommand, openBrowser } from './open-browser.ts';

describe('opening a browser', () => {
  it('hands the address over as one argument, without a shell', () => {
    const address = 'http://127.0.0.1:1/#ticket=a&calc^';
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const [program, ...args] = browserCommand(address, platform);
      expect(args.at(-1)).toBe(address);
      expect(['xdg-open', 'open', 'rundll32']).toContain(program);
    }
  });

  it('says when there is no browser program or it failed', async () => {
    expect(await openBrowser('', ['/nonexistent/xdg-open'])).toBe(false);
    expect(await openBrowser('', [process.execPath, '-e', 'process.exit(3)'])).toBe(false);
    expect(await openBrowser('', [process.execPath, '-e', ''])).toBe(true);
  });
});
