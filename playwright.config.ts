// End to end: `tab` in Debian's Chromium (the engine that Electron ships), `desktop` in Electron where its
// program is present. Each spec starts its own shell; nothing runs in common.
import { defineConfig } from '@playwright/test';
import { findElectronBinary } from './scripts/electron-binary.ts';

// Once, in the runner and not in its workers: the list reporter does not print why a test was skipped.
if (findElectronBinary() === null && process.env['TEST_WORKER_INDEX'] === undefined) {
  process.stderr.write(
    '没有 Electron 程序，跳过桌面外壳的端到端测试。 / No Electron program here: the desktop end-to-end tests are skipped.\n',
  );
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/template-folder.ts',
  // Each file has its own district and its own computers; the tests of one file share them and run in order.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    {
      name: 'tab',
      testDir: 'e2e/tab',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: '/usr/bin/chromium',
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    { name: 'desktop', testDir: 'e2e/desktop' },
  ],
});
