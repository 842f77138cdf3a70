/** States of sync that real work comes to seldom, photographed over the fake bridge: to be looked at, and without a serious accessibility fault. */
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

const states = [
  ['first-sync', '/sync', 'ready'],
  ['brake-restored', '/sync', 'ready'],
  ['brake-rolled-back', '/sync', 'ready'],
  ['brake-loss', '/sync', 'ready'],
  ['other-certificate', '/sync', 'ready'],
  ['waiting-box', '/sync', 'ready'],
  ['before-restore', '/exchange', 'ready'],
  ['kept', '', 'enrol'],
] as const;

let server: ViteDevServer;
let address: string;
test.beforeAll(async () => {
  server = await createServer({
    configFile: fileURLToPath(new URL('../../vite.renderer.config.ts', import.meta.url)),
    server: { host: '127.0.0.1', port: 0 },
    logLevel: 'error',
  });
  await server.listen();
  address = server.resolvedUrls?.local[0] ?? '';
});
test.afterAll(() => server.close());

for (const language of ['zh', 'en'])
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const)
    test(`rare states of sync at ${width} in ${language} @long`, async ({ page }) => {
      test.setTimeout(300_000);
      const grave: string[] = [];
      await page.setViewportSize({ width, height });
      for (const [state, path, phase] of states) {
        await page.goto('about:blank');
        const asked = new URLSearchParams({ state, phase, lang: language }).toString();
        // The first time the development server still gathers what the page is made of.
        await page.goto(`${address}testing/preview.html?${asked}#${path}`, { waitUntil: 'commit' });
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 120_000 });
        if (state === 'before-restore') {
          const file = { name: 'QB.qbx', mimeType: 'text/plain', buffer: Buffer.from('QBX1') };
          await page.locator('input[type=file]').setInputFiles(file);
        }
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: `reports/screens/sync-${state}-${width}-${language}.png` });
        const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            grave.push(`${state}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      }
      expect(grave).toEqual([]);
    });
