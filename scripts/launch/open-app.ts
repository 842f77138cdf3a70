// Opens the app on a data folder, in the shell that this machine can have, and stays until it is closed.
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { coreWorkerUrl, spawnCore } from '../../main/core/shell/spawn-core.ts';
import { runTab } from '../../main/tab/run-tab.ts';
import { buildDesktop, buildPage, pageFolder } from './build-parts.ts';
import { createDemoChild, type DemoChild } from './demo-child.ts';
import { electronProgram, noElectron } from './electron-program.ts';
import type { LaunchFlags } from './flags.ts';
import { root } from './root.ts';
import { runDesktop } from './run-desktop.ts';

export interface OpenAppOptions {
  readonly flags: LaunchFlags;
  readonly dataDir: string;
  readonly print: (line: string) => void;
  readonly afterAddress?: readonly string[];
  /** Given: the first page offers the demonstration, started with these switches. */
  readonly demoArguments?: readonly string[];
}

/** Exit code of the program: 0 closed as asked. A demonstration that was opened from the page ends with it. */
export async function openApp(options: OpenAppOptions): Promise<number> {
  const { flags, print, demoArguments } = options;
  const program = flags.shell === 'tab' ? null : electronProgram(flags.shell === 'desktop', print);
  if (program === null && flags.shell !== 'tab') print(noElectron);
  const demo =
    demoArguments === undefined
      ? null
      : createDemoChild({
          script: join(root, 'scripts/demo.ts'),
          args: ['--no-open', `--shell=${program === null ? 'tab' : 'desktop'}`, ...demoArguments],
          print,
        });
  try {
    return await (program === null ? openTab(options, demo) : openDesktop(program, options, demo));
  } finally {
    await demo?.stop();
  }
}

async function openTab(
  { flags, dataDir, print, afterAddress = [] }: OpenAppOptions,
  demo: DemoChild | null,
): Promise<number> {
  if (!buildPage(print)) return 1;
  const core = await spawnCore({
    workerUrl: coreWorkerUrl,
    dataDir,
    shell: 'tab',
    appVersion: packageFile.version,
    ...(demo === null ? {} : { startDemo: demo.start }),
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

function openDesktop(
  program: string,
  { dataDir, print, afterAddress = [] }: OpenAppOptions,
  demo: DemoChild | null,
): Promise<number> {
  if (!buildDesktop(print)) return Promise.resolve(1);
  for (const line of afterAddress) print(line);
  return runDesktop({ program, args: [root], dataDir, print, demo });
}
