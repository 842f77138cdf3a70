/** Runs the tab shell in a terminal until it is stopped: prints the address, opens the browser, closes in order. */
import { createInterface } from 'node:readline';
import { failures } from '../../shared/bridge/errors.ts';
import { say } from '../../shared/texts/bilingual.ts';
import type { CoreProcess } from '../core/shell/core-process.ts';
import { startTab, type TabShell } from './boot.ts';
import { openBrowser } from './open-browser.ts';

export interface RunTabOptions {
  /** Closed by this function, whatever happens. */
  readonly core: CoreProcess;
  readonly rendererDir: string;
  readonly port: number;
  readonly open: boolean;
  readonly print: (line: string) => void;
  /** Printed after the address. */
  readonly afterAddress?: readonly string[];
}

/** Exit codes: 0 stopped on request, 1 the core ended by itself, 2 the port is in use. */
export async function runTab({
  core,
  rendererDir,
  port,
  open,
  print,
  afterAddress = [],
}: RunTabOptions): Promise<0 | 1 | 2> {
  const stopped = stopSignal();
  const started = await startTab({ core, rendererDir, port });
  if (!started.ok) {
    const params = { port: started.port };
    print(
      `${say(failures[started.code], 'zh', params)} / ${say(failures[started.code], 'en', params)}`,
    );
    await core.close();
    return 2;
  }
  const { shell } = started;
  print(`address: ${shell.address}`);
  for (const line of afterAddress) print(line);
  const stopKeys = listenForEnter(shell, print);
  // A second address: the printed one must stay good for whoever copies it.
  if (open && !(await openBrowser(shell.newTicket()))) {
    print(
      '没能打开浏览器，请把上面的地址复制到浏览器。 / The browser did not open; copy the address above into one.',
    );
  }

  const coreEnded = new Promise<'core'>((resolve) => core.onExit(() => resolve('core')));
  const why = await Promise.race([stopped, coreEnded]);
  stopKeys();
  await shell.close();
  await core.close();
  if (why === 'core')
    print(
      '办件核心意外停止，已存的记录没有受影响，请重新启动。 / The core stopped unexpectedly; saved records are unaffected. Start again.',
    );
  return why === 'core' ? 1 : 0;
}

function stopSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve('signal'));
  });
}

/** An address works once, so whoever needs another one, a person or the launcher, gets it with Enter. */
function listenForEnter(shell: TabShell, print: (line: string) => void): () => void {
  if (process.stdin.isTTY)
    print('按回车键得到新的打开地址，按 Ctrl-C 停止。 / Enter prints a new address, Ctrl-C stops.');
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => print(`address: ${shell.newTicket()}`));
  return () => lines.close();
}
