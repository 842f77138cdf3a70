/** Hears from the district that a scope has grown, so that a colleague's record appears without waiting for the interval. */
import { livePoke } from '../../../shared/sync/protocol.ts';
import type { CorePorts, LiveSocket } from '../ports.ts';

export interface LiveChannel {
  /** Connects unless it is connected. Failing is no error: the interval still works. */
  ensure(accessToken: string): void;
  close(): void;
}

export function createLiveChannel(deps: {
  readonly url: string;
  readonly openSocket: CorePorts['openSocket'];
  readonly onPoke: () => void;
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
      if (isPoke(data)) deps.onPoke();
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

function isPoke(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    return livePoke.safeParse(JSON.parse(data)).success;
  } catch {
    // Not JSON, so not a poke.
    return false;
  }
}
