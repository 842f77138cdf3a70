// Finds the Electron program, and fetches it when a person asked for the desktop shell.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findElectronBinary } from '../electron-binary.ts';
import { root } from './root.ts';

export const noElectron =
  '没有找到 Electron 运行时，改用浏览器窗口打开。 / No Electron runtime here; opening a browser window instead.';

/** Path of the program. `fetch`: run Electron's own installer once where it is missing; it needs the network and may fail. */
export function electronProgram(fetch: boolean, print: (line: string) => void): string | null {
  const found = findElectronBinary();
  if (found !== null || !fetch) return found;
  const installer = join(root, 'node_modules/electron/install.js');
  if (!existsSync(installer)) return null;
  print('正在获取 Electron 运行时…… / Fetching the Electron runtime…');
  spawnSync(process.execPath, [installer], { cwd: root, stdio: 'ignore', timeout: 10 * 60_000 });
  return findElectronBinary();
}
