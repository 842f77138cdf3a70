// The desktop shell in real Electron, from the built files. Runs only where the program is.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { findElectronBinary } from '../../scripts/electron-binary.ts';

const program = findElectronBinary();

test.skip(!program, 'no Electron program here');

test('the page is sandboxed, offline and connected to the core', async () => {
  const data = mkdtempSync(join(tmpdir(), 'desktop-e2e-'));
  const app = await _electron.launch({
    executablePath: program ?? '',
    args: ['.'],
    env: { ...(process.env as Record<string, string>), QIAOBANG_DATA: data },
  });
  const page = await app.firstWindow();
  expect(page.url()).toBe('app://office/index.html');
  const seen = await page.evaluate(async () => ({
    globals: ['require', 'process', 'Buffer', 'module'].filter((name) => name in window),
    office: (window as { office?: unknown }).office,
    network: await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    ),
    outside: await fetch('app://office/../../package.json').then(({ status }) => status),
  }));
  expect(seen).toEqual({
    globals: [],
    office: { shell: 'desktop' },
    network: 'refused',
    outside: 404,
  });
  await expect(page.getByRole('textbox').first()).toBeVisible();
  await app.close();
});
