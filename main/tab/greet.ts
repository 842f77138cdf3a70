/** The hand-shake of a fresh socket: one hello with a ticket or a resume token, within a few seconds, or it is closed. */
import type { RawData, WebSocket } from 'ws';
import {
  helloFrame,
  socketClose,
  welcomeFrame,
  type HelloFrame,
} from '../../shared/bridge/wire.ts';
import type { Admission, Passes } from './passes.ts';

export const helloWithinMs = 10_000;
const longestHello = 1024;

/** Calls `onAdmitted` once, after the welcome was sent; a refused socket is closed with its code and never reported. */
export function greet(
  socket: WebSocket,
  passes: Passes,
  onAdmitted: (admission: Admission) => void,
): void {
  const impatience = setTimeout(() => socket.close(socketClose.badHello, 'hello'), helloWithinMs);
  socket.once('close', () => clearTimeout(impatience));
  socket.once('message', (data, isBinary) => {
    clearTimeout(impatience);
    const hello = isBinary ? null : parseHello(data);
    if (hello === null) {
      socket.close(socketClose.badHello, 'hello');
      return;
    }
    const admission =
      'ticket' in hello.hello
        ? passes.admitTicket(hello.hello.ticket)
        : passes.admitResume(hello.hello.resume);
    if (admission === null) {
      socket.close(socketClose.ticket, 'ticket');
      return;
    }
    // The relay listens before the page can answer the welcome, so no frame falls between.
    onAdmitted(admission);
    socket.send(JSON.stringify(welcomeFrame.parse({ welcome: { resume: admission.resume } })));
  });
}

function parseHello(data: RawData): HelloFrame | null {
  const text = Buffer.isBuffer(data) ? data.toString('utf8') : '';
  if (text === '' || text.length > longestHello) return null;
  try {
    const parsed = helloFrame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON, so not a hello.
    return null;
  }
}
