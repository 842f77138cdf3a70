import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElectronBinary } from './electron-binary.ts';

const NAME = process.platform === 'win32' ? 'electron.exe' : 'electron';
const folder = (): string => mkdtempSync(join(tmpdir(), 'electron-binary-'));

describe('findElectronBinary', () => {
  it('finds nothing in a package that was never started', () => {
    expect(findElectronBinary({}, folder())).toBeNull();
  });

  it('finds the downloaded program, and misses one that is only named', () => {
    const electron = folder();
    writeFileSync(join(electron, 'path.txt'), NAME);
    expect(findElectronBinary({}, electron)).toBeNull();
    mkdirSync(join(electron, 'dist'));
    writeFileSync(join(electron, 'dist', NAME), '');
    expect(findElectronBinary({}, electron)).toBe(join(electron, 'dist', NAME));
  });

  it('prefers the override, even when it is empty-handed', () => {
    const own = folder();
    writeFileSync(join(own, NAME), '');
    expect(findElectronBinary({ ELECTRON_OVERRIDE_DIST_PATH: own }, folder())).toBe(
      join(own, NAME),
    );
    expect(findElectronBinary({ ELECTRON_OVERRIDE_DIST_PATH: folder() }, own)).toBeNull();
  });
});
