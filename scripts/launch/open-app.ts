// Opens the app on a data folder, in the shell that this machine can have, and stays until it is closed.
import { spawn } from 'node:child_process';
import packageFile from '../../package.json' with { type: 'json' };
import { coreWorkerUrl, spawnCore } from '../../main/core/shell/spawn-core.ts';
import { runTab } from '../../main/tab/run-tab.ts';
import { buildDesktop, buildPage, pageFolder } from './build-parts.ts';
import { electronProgram, noElectron } from './electron-program.ts';
import type { LaunchFlags } from './flags.ts';
import { root } from './root.ts';

export interface OpenAppOptions {
  readonly flags: LaunchFlags;
  readonly dataDir: string;
  readonly print: (line: string) => void;
  readonly afterAddress?: readonly string[];
}

/** Exit code of the program: 0 closed as asked. */
export async function openApp({
  flags,
  dataDir,
  print,
  afterAddress = [],
}: OpenAppOptions): Promise<number> {
  const program = flags.shell === 'tab' ? null : electronProgram(flags.shell === 'desktop', print);
  if (program !== null) {
    if (!buildDesktop(print)) return 1;
    for (const line of afterAddress) print(line);
    return runDesktop(program, dataDir);
  }
  if (flags.shell !== 'tab') print(noElectron);
  if (!buildPage(print)) return 1;
  const core = await spawnCore({
    workerUrl: coreWorkerUrl,
    dataDir,
    shell: 'tab',
    appVersion: packageFile.version,
  });
  return runTab({
    core,
    rendererDir: pageFolder,
    port: flags.port,
    open: flags.open,
    print,
    afterAddress,
  });
}

/** The window is the program: it ends when the window is closed or with Ctrl-C. */
function runDesktop(program: string, dataDir: string): Promise<number> {
  const child = spawn(program, [root], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, QIAOBANG_DATA: dataDir },
  });
  const stop = () => child.kill('SIGTERM');
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve(code ?? 0);
    });
  });
}
