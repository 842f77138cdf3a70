/** Opens an address in the machine's own browser. The address carries a ticket, so it is handed over as an argument, never through a shell. */
import { spawn } from 'node:child_process';

/** The program and arguments that open an address here. */
export function browserCommand(
  address: string,
  platform: NodeJS.Platform = process.platform,
): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', address];
  // rundll32 takes the address as it is; `start` is a shell word and would read & and ^ in it.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}

/** False when there is no such program or it says that it failed at once. */
export function openBrowser(address: string, command = browserCommand(address)): Promise<boolean> {
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    // A browser may stay in the foreground: after a moment without bad news it counts as opened.
    const patience = setTimeout(() => finish(true), 3000);
    const finish = (opened: boolean) => {
      clearTimeout(patience);
      child.unref();
      resolve(opened);
    };
    child.once('error', () => finish(false));
    child.once('exit', (code) => finish(code === 0));
  });
}
