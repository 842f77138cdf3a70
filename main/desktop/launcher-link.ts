/** The line to the program that started this copy from the sources. It carries one question: open the demonstration. */
import { createDemoRelay } from '../core/shell/demo-relay.ts';
import type { StartDemo } from '../core/ports.ts';

export interface Launcher {
  send(message: LauncherQuestion): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface LauncherQuestion {
  readonly type: 'start-demo';
}

export interface LauncherAnswer {
  readonly type: 'demo';
  readonly opened: boolean;
}

/** The demonstration opens a window of its own, so there is never an address to go to. */
export function demoByLauncher(launcher: Launcher): StartDemo {
  const relay = createDemoRelay(() => launcher.send({ type: 'start-demo' }));
  launcher.onMessage((message) => {
    if (isAnswer(message)) relay.answer(message.opened ? { address: null } : null);
  });
  return relay.start;
}

export function isQuestion(message: unknown): message is LauncherQuestion {
  return typeOf(message) === 'start-demo';
}

function isAnswer(message: unknown): message is LauncherAnswer {
  return typeOf(message) === 'demo';
}

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'type' in message ? message.type : null;
}
