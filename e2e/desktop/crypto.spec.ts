// The vault's known answers in Electron's own Node, where BoringSSL does what OpenSSL does elsewhere. Runs only where the program is.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { findElectronBinary } from '../../scripts/electron-binary.ts';
import type { AnswerReport } from '../../main/core/vault/testing/crypto-known-answers.ts';

const program = findElectronBinary();
const root = fileURLToPath(new URL('../..', import.meta.url));

test.skip(!program, 'no Electron program here');

test('the cryptography in Electron gives the answers that the standards publish', async () => {
  // Electron runs no TypeScript. Inside the project, so that the bundle finds the native SQLite where the program does.
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, 'out', 'crypto-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, external: ['better-sqlite3-multiple-ciphers'] },
      build: {
        ssr: join(root, 'e2e/programs/crypto-answers.ts'),
        outDir: folder,
        target: 'node24',
        rolldownOptions: { output: { format: 'es', entryFileNames: 'answers.mjs' } },
      },
    });
    const printed = execFileSync(program ?? '', [join(folder, 'answers.mjs')], {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const reports = JSON.parse(printed) as AnswerReport[];
    expect(reports.filter(({ ok }) => !ok)).toEqual([]);
    expect(reports.length).toBeGreaterThan(10);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
