/** Starts Chromium with the page above; null where there is no Chromium. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build } from 'vite';

const executablePath = '/usr/bin/chromium';

export async function measureDexie(
  total: number,
): Promise<{ readonly bulk: number; readonly pages: readonly number[] } | null> {
  if (!existsSync(executablePath)) return null;
  const script = await bundle();
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.addScriptTag({ content: script });
    return await page.evaluate(
      (count) =>
        (
          Reflect.get(globalThis, 'measureDexie') as (
            total: number,
          ) => Promise<{ bulk: number; pages: number[] }>
        )(count),
      total,
    );
  } finally {
    await browser.close();
    server.close();
  }
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2024',
      lib: {
        entry: fileURLToPath(new URL('dexie-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'bench',
      },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (first === undefined || !('output' in first)) throw new Error('nothing was built');
  return first.output[0].code;
}
