/** States of sync that real work comes to seldom, photographed over the fake bridge: to be looked at, and without a serious accessibility fault. */
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';

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

let server: PreviewServer;
let address: string;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const options = {
    configFile: at('vite.renderer.config.ts'),
    logLevel: 'error',
    build: {
      outDir: at('reports/preview'),
      rolldownOptions: { input: at('renderer/testing/preview.html') },
    },
    preview: { host: '127.0.0.1', port: 0 },
  } as const;
  await build(options);
  server = await preview(options);
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
        await page.goto(`${address}testing/preview.html?${asked}#${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
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
