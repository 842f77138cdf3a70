/** Entry of the packed main process: the only file that loads Electron, and nothing else. */
import * as electron from 'electron';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { defaultDataFolder } from '../core/shell/data-folder.ts';
import { spawnCore } from '../core/shell/spawn-core.ts';
import { boot } from './boot.ts';

// The build lays the files out as out/main/index.js beside out/preload and out/renderer.
const out = new URL('..', import.meta.url);

boot({
  electron,
  spawnCore,
  workerUrl: new URL('./core-worker.js', import.meta.url),
  pageFolder: fileURLToPath(new URL('renderer', out)),
  preload: fileURLToPath(new URL('preload/index.cjs', out)),
  dataDir: process.env['QIAOBANG_DATA'] ?? defaultDataFolder(),
  argv: process.argv,
  platform: process.platform,
  now: Date.now,
  writeFile,
  launcher:
    process.send === undefined
      ? null
      : {
          send: (message) => void process.send?.(message),
          onMessage: (listener) => void process.on('message', listener),
        },
});
