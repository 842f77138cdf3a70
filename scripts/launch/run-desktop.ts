// Runs the Electron program and answers the one question that its page may have for the launcher.
import { spawn, type ChildProcess } from 'node:child_process';
import { isQuestion, type LauncherAnswer } from '../../main/desktop/launcher-link.ts';
import type { DemoChild } from './demo-child.ts';
import { root } from './root.ts';

export interface RunDesktopOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly dataDir: string;
  readonly print: (line: string) => void;
  /** Null: the page does not offer a demonstration. */
  readonly demo: Pick<DemoChild, 'start'> | null;
}

/** The window is the program: it ends when the window is closed or with Ctrl-C. Its exit code. */
export function runDesktop({
  program,
  args,
  dataDir,
  print,
  demo,
}: RunDesktopOptions): Promise<number> {
  const child = spawn(program, args, {
    cwd: root,
    // Without the channel the desktop shell knows that it has nobody to ask.
    stdio: ['inherit', 'inherit', 'inherit', ...(demo === null ? [] : (['ipc'] as const))],
    env: { ...process.env, QIAOBANG_DATA: dataDir },
  });
  child.once('spawn', () =>
    print(
      'window: 窗口已打开，关掉窗口即停止。 / The window is open; closing it stops the program.',
    ),
  );
  if (demo !== null) answerQuestions(child, demo);
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

function answerQuestions(child: ChildProcess, demo: Pick<DemoChild, 'start'>): void {
  const answer = (opened: boolean) => {
    // The window may have been closed while the demonstration was being filled.
    if (child.connected) child.send({ type: 'demo', opened } satisfies LauncherAnswer);
  };
  child.on('message', (message) => {
    if (!isQuestion(message)) return;
    demo.start().then(
      () => answer(true),
      () => answer(false),
    );
  });
}
