/** The last things that sync did, for the sync centre. In memory: what matters for ever is in the events. */

import type { SyncLogKind } from '../../../shared/bridge/sync-room.ts';

export interface SyncLogEntry {
  readonly at: string;
  readonly what: SyncLogKind;
  readonly params: Readonly<Record<string, string | number>>;
}

const longest = 50;

export function createSyncLog(now: () => number) {
  let entries: readonly SyncLogEntry[] = [];
  return {
    add(what: SyncLogEntry['what'], params: SyncLogEntry['params']): void {
      entries = [{ at: new Date(now()).toISOString(), what, params }, ...entries].slice(0, longest);
    },
    /** Newest first. */
    entries: () => entries,
  };
}
