// Words that must not stand in the sources of the app, whoever writes them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function sources(): string[] {
  const args = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '-z',
    'main',
    'renderer',
    'shared',
  ];
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter(
      (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && existsSync(join(ROOT, file)),
    );
}

/** Files that hold the word, of all sources of the app but their tests. */
function filesWith(word: RegExp): string[] {
  return sources().filter((file) => word.test(readFileSync(join(ROOT, file), 'utf8')));
}

describe('forbidden words', () => {
  it('are looked for in the right place', () => {
    expect(filesWith(/nodeIntegration: false/)).toEqual(['main/desktop/policy.ts']);
  });

  it.each([
    /nodeIntegration(?:InWorker|InSubFrames)?: true/,
    /contextIsolation: false/,
    /sandbox: false/,
    /webSecurity/,
    /webviewTag: true/,
    /allowRunningInsecureContent/,
    /experimentalFeatures/,
    /enableBlinkFeatures/,
    /bypassCSP/,
    /executeJavaScript/,
    /setAsDefaultProtocolClient/,
    /require\(['"]electron['"]\)/,
    /rejectUnauthorized/,
    /\beval\(/,
    /dangerouslySetInnerHTML/,
  ])('%s stands nowhere', (word) => {
    expect(filesWith(word)).toEqual([]);
  });

  it('allow shell.openExternal in one file only', () => {
    expect(filesWith(/\.openExternal\(/)).toEqual(['main/desktop/open-external.ts']);
  });

  it('allow raw messages of Electron in the shell only', () => {
    const files = filesWith(/\b(?:ipcMain|ipcRenderer)\b/);
    expect(files.filter((file) => !file.startsWith('main/desktop/'))).toEqual([]);
  });
});
