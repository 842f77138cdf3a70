// Where the Electron program is, if it is here at all. Never by `require('electron')`: in plain Node that
// starts a download.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Path of the Electron executable (an override folder first, then the downloaded one), or null when there is none. */
export function findElectronBinary(
  env: NodeJS.ProcessEnv = process.env,
  packageFolder = PACKAGE,
): string | null {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') {
    const program = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    return existsSync(program) ? program : null;
  }
  // Electron's installer writes the program's name, relative to dist/, into path.txt.
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
