/**
 * The way to the district over this machine's network. Where the data folder names the district's own authorities, only a certificate of
 * theirs is taken, and none of the machine's many; the file is looked at before each request, so that another one is in force at once.
 * Plain http goes no further than this very machine.
 */
import { readFileSync, statSync } from 'node:fs';
import { Agent, fetch as fetchBy, WebSocket as SocketBy } from 'undici';
import type { CorePorts } from '../ports.ts';
import { isSafeAddress } from '../sync/server-address.ts';
import { authorityPath, readAuthorities } from '../vault/district-authority.ts';

export function createDistrictNetwork(dataDir: string): Pick<CorePorts, 'fetch' | 'openSocket'> {
  const path = authorityPath(dataDir);
  let known: { readonly mark: string; readonly agent: Agent | null } = { mark: '', agent: null };

  /** Null: the machine's own authorities hold. */
  function agent(): Agent | null {
    const mark = markOf(path);
    if (mark === known.mark) return known.agent;
    // What is under way on it comes to its end.
    void known.agent?.close();
    known = { mark, agent: mark === '' ? null : agentFor(path) };
    return known.agent;
  }

  return {
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input);
      if (!isSafeAddress(url)) throw new TypeError('plain http leaves this machine');
      const pinned = agent();
      if (pinned === null) return fetch(input, init);
      // The platform's own implementation, whose types name themselves differently.
      return fetchBy(url, { ...init, dispatcher: pinned } as never);
    },
    openSocket(address) {
      if (!isSafeAddress(new URL(address))) throw new TypeError('plain ws leaves this machine');
      const pinned = agent();
      return pinned === null
        ? new WebSocket(address)
        : new SocketBy(address, { dispatcher: pinned });
    },
  };
}

function agentFor(path: string): Agent {
  // A file that is no authority lets nobody in; an empty list of authorities does just that.
  const authorities = readAuthorities(readFileSync(path, 'utf8')) ?? [];
  return new Agent({ connect: { ca: [...authorities], minVersion: 'TLSv1.2' } });
}

/** '' where there is no such file. */
function markOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}
