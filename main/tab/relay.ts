/** Joins a page's socket and a port of the core: frames pass untouched and in order, and the two ends close together. */
import type { MessagePort } from 'node:worker_threads';
import type { RawData, WebSocket } from 'ws';
import { socketClose } from '../../shared/bridge/wire.ts';

/** Relays until either end closes. `onFirstFrame` is called when the page sends its first frame. */
export function relay(socket: WebSocket, port: MessagePort, onFirstFrame: () => void): void {
  let firstFrame = onFirstFrame as (() => void) | null;

  socket.on('message', (data, isBinary) => {
    firstFrame?.();
    firstFrame = null;
    if (isBinary) {
      const bytes = bytesOf(data);
      port.postMessage(bytes, [bytes]);
    } else {
      port.postMessage(textOf(data));
    }
  });
  socket.on('close', () => port.close());

  port.on('message', (frame: unknown) => {
    if (socket.readyState !== socket.OPEN) return;
    if (typeof frame === 'string') socket.send(frame);
    else if (frame instanceof ArrayBuffer || frame instanceof Uint8Array)
      socket.send(frame, { binary: true });
    else socket.close(1011, 'frame');
  });
  port.on('close', () => socket.close(socketClose.coreGone, 'core'));
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data)
    ? data.toString('utf8')
    : Buffer.from(bytesOf(data)).toString('utf8');
}

/** A copy of its own: ws hands out views into a shared pool, which cannot be transferred. */
function bytesOf(data: RawData): ArrayBuffer {
  const whole = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(whole).slice().buffer;
}
