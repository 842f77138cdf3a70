/** In a server process: what came in and went out over its sockets, and what it cost. Headers count, as on the wire. */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';

export interface Mark {
  /** Seconds of processor time of this process. */
  readonly cpu: number;
  readonly requests: number;
  readonly connections: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Megabytes at most since the last mark. */
  readonly peak: number;
}

/** Call before the server starts. */
export function countTraffic(): () => Mark {
  let requests = 0;
  let connections = 0;
  let [goneIn, goneOut] = [0, 0];
  const open = new Set<Socket>();
  subscribe('http.server.request.start', () => {
    requests += 1;
  });
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { socket: Socket };
    // The control channel of the bench is none of these: it is no server socket.
    connections += 1;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      goneIn += socket.bytesRead;
      goneOut += socket.bytesWritten;
    });
  });
  return () => {
    const { user, system } = process.cpuUsage();
    let [bytesIn, bytesOut] = [goneIn, goneOut];
    for (const socket of open) {
      bytesIn += socket.bytesRead;
      bytesOut += socket.bytesWritten;
    }
    const status = readFileSync('/proc/self/status', 'utf8');
    const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    writeFileSync('/proc/self/clear_refs', '5');
    return { cpu: (user + system) / 1e6, requests, connections, bytesIn, bytesOut, peak };
  };
}

/** What happened between two marks. */
export function between(before: Mark, after: Mark): Mark {
  return {
    cpu: after.cpu - before.cpu,
    requests: after.requests - before.requests,
    connections: after.connections - before.connections,
    bytesIn: after.bytesIn - before.bytesIn,
    bytesOut: after.bytesOut - before.bytesOut,
    peak: after.peak,
  };
}
