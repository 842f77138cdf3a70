import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { listPageFiles, type PageFiles } from '../core/shell/page-files.ts';
import { serveApp } from './serve-app.ts';

const SECRET = 'not for the page';
let files: PageFiles;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-app-'));
  const page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html>');
  writeFileSync(join(page, 'assets', 'a-1.js'), 'export {};');
  writeFileSync(join(page, 'assets', 'a-1.js.map'), SECRET);
  writeFileSync(join(folder, 'secret.js'), SECRET);
  symlinkSync(join(folder, 'secret.js'), join(page, 'assets', 'link.js'));
  files = await listPageFiles(page);
});

const get = (url: string, method = 'GET') => serveApp(files, { url, method });

describe('serveApp', () => {
  it('serves the page with its type and the security headers', async () => {
    const response = await get('app://office/index.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('serves assets, also with a query', async () => {
    expect((await get('app://office/assets/a-1.js?v=2')).status).toBe(200);
  });

  it.each([
    'app://office/../secret.js',
    'app://office/assets/../../secret.js',
    'app://office/%2e%2e/secret.js',
    'app://office/%2e%2e%2fsecret.js',
    'app://office/..%5csecret.js',
    'app://office/..\\secret.js',
    'app://office/assets/a-1.js%00',
    'app://office/assets/a-1.js.map',
    'app://office/assets/link.js',
    'app://office/assets/',
    'app://office//index.html',
    'app://other/index.html',
    'app://office:1/index.html',
    'https://office/index.html',
    `app://office/${'a/'.repeat(50_000)}`,
  ])('answers 404 to %.60s', async (url) => {
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('answers 405 to %s', async (method) => {
    expect((await get('app://office/index.html', method)).status).toBe(405);
  });

  it('never hands out what lies outside, however the path is written', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '%2f',
        '%5c',
        '\\',
        '/',
        '//',
        '%00',
        'assets',
        'secret.js',
        'link.js',
        'page',
        '%252e%252e',
        '…',
        '．．',
      ),
      fc.string({ maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 8 }),
        fc.constantFrom('/', ''),
        async (pieces, glue) => {
          const response = await get(`app://office/${pieces.join(glue)}`);
          const body = await response.text();
          expect(body).not.toContain(SECRET);
          expect([200, 404]).toContain(response.status);
        },
      ),
      { numRuns: 300, verbose: 1 },
    );
  });
});
