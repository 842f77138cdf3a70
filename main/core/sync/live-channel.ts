/** Hears from the district that a scope has grown, so that a colleague's record appears without waiting for the interval. */
import { livePoke, type LivePoke } from '../../../shared/sync/protocol.ts';
import type { CorePorts, LiveSocket } from '../ports.ts';

export interface LiveChannel {
  /** Connects unless it is connected. Failing is no error: the interval still works. */
  ensure(accessToken: string): void;
  close(): void;
}

export function createLiveChannel(deps: {
  readonly url: string;
  readonly openSocket: CorePorts['openSocket'];
  readonly onPoke: (poke: LivePoke) => void;
}): LiveChannel {
  let socket: LiveSocket | null = null;
  let closed = false;

  function ensure(accessToken: string): void {
    if (closed || socket !== null) return;
    const mine = deps.openSocket(deps.url);
    socket = mine;
    const gone = () => {
      if (socket === mine) socket = null;
    };
    mine.addEventListener('open', () => mine.send(JSON.stringify({ token: accessToken })));
    mine.addEventListener('close', gone);
    mine.addEventListener('error', gone);
    mine.addEventListener('message', ({ data }) => {
      const poke = readPoke(data);
      if (poke !== null) deps.onPoke(poke);
    });
  }

  return {
    ensure,
    close() {
      closed = true;
      socket?.close();
      socket = null;
    },
  };
}

function readPoke(data: unknown): LivePoke | null {
  if (typeof data !== 'string') return null;
  try {
    const parsed = livePoke.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON, so not a poke.
    return null;
  }
}
