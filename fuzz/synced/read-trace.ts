/** Reads what strace saw (-f -y): which writes to a log file were synced when an acknowledgement went out. */

export interface SyncCount {
  readonly acknowledged: number;
  /** Acknowledgements while a write-ahead log held bytes that were not on the disk. */
  readonly unsynced: number;
}

const call = /^(\d+)\s+(\w+)\(\d+<([^>]*)>(.*)$/;
const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>/;

export function countUnsynced(trace: string): SyncCount {
  const dirty = new Set<string>();
  const syncing = new Map<string, string>();
  let acknowledged = 0;
  let unsynced = 0;
  for (const line of trace.split('\n')) {
    const back = resumed.exec(line);
    if (back !== null) {
      const path = syncing.get(back[1] ?? '');
      if (isSync(back[2]) && path !== undefined) dirty.delete(path);
      syncing.delete(back[1] ?? '');
      continue;
    }
    const [, thread = '', name = '', path = '', rest = ''] = call.exec(line) ?? [];
    if (isSync(name)) {
      // Only a sync that has come back counts.
      if (rest.includes('unfinished')) syncing.set(thread, path);
      else dirty.delete(path);
    } else if (path.endsWith('-wal')) {
      dirty.add(path);
    } else if (rest.includes(String.raw`{\"say\":\"done\"`)) {
      acknowledged += 1;
      if (dirty.size > 0) unsynced += 1;
    }
  }
  return { acknowledged, unsynced };
}

function isSync(name: string | undefined): boolean {
  return name === 'fsync' || name === 'fdatasync';
}
