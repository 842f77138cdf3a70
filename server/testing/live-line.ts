/** A live connection as a device has it. */
import { WebSocket } from 'ws';
import { livePoke } from '../../shared/sync/protocol.ts';
import type { TestOffice, TestSeat } from './test-office.ts';

export interface Line {
  readonly socket: WebSocket;
  /** The scopes of the next poke. */
  next(): Promise<readonly string[]>;
  /** The close code, once it has closed. */
  readonly closed: Promise<number>;
}

/** A live connection that has had its first poke. */
export async function openLine(office: TestOffice, seat: TestSeat): Promise<Line> {
  const socket = new WebSocket(`${office.district.url.replace('http', 'ws')}/v1/live`);
  const pokes: (readonly string[])[] = [];
  const waiting: ((scopes: readonly string[]) => void)[] = [];
  socket.on('message', (data: Buffer) => {
    const { poke } = livePoke.parse(JSON.parse(data.toString()));
    const taker = waiting.shift();
    if (taker === undefined) pokes.push(poke);
    else taker(poke);
  });
  const next = () => {
    const ready = pokes.shift();
    return ready === undefined
      ? new Promise<readonly string[]>((resolve) => waiting.push(resolve))
      : Promise.resolve(ready);
  };
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.once('open', () => socket.send(JSON.stringify({ token: seat.token })));
  await next();
  return { socket, next, closed };
}

export function closeCode(office: TestOffice, token: string): Promise<number> {
  const socket = new WebSocket(`${office.district.url.replace('http', 'ws')}/v1/live`);
  socket.once('open', () => socket.send(JSON.stringify({ token })));
  return new Promise((resolve) => socket.once('close', resolve));
}
