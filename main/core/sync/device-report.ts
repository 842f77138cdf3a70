/** What this device says of itself to the district's board: counts, never content. */
import type { DeviceReport } from '../../../shared/sync/protocol.ts';
import type { Store } from '../storage/index.ts';

export async function deviceReport(deps: {
  readonly store: Store;
  readonly clockOffset: () => number | null;
  readonly freeBytes: () => number | null;
}): Promise<DeviceReport> {
  const [oldest] = await deps.store.outbox.list({ limit: 1 });
  return {
    queue: await deps.store.outbox.count(),
    files: 0,
    oldestUnsentAt: oldest?.since ?? null,
    clockOffset: Math.round(deps.clockOffset() ?? 0),
    freeBytes: deps.freeBytes(),
  };
}
