/**
 * Tells the page which kinds of records changed, whoever changed them, and gathers what comes in quick succession. It listens to
 * `eventBulks$`: whoever subscribes to RxDB's `$` makes it keep every document that is ever written (17.6: rx-change-event.ts, a Map
 * that nothing clears).
 */
import type { Live } from '../live.ts';
import type { Store } from '../../storage/index.ts';

export interface WatchDeps {
  readonly store: Store;
  readonly live: Live;
  /** Something synced or to be synced changed. */
  readonly onChange: () => void;
}

/** More ids than this in one message say nothing but "much": the page asks again anyway. */
const mostIds = 200;
const gatherMs = 80;

export function watchChanges({ store, live, onChange }: WatchDeps): { stop(): void } {
  const types = new Set<string>();
  const ids = new Set<string>();
  let drafts = false;
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    timer = undefined;
    if (types.size > 0)
      live.publish({ topic: 'records', types: [...types], ids: [...ids].slice(0, mostIds) });
    if (drafts) live.publish({ topic: 'drafts' });
    types.clear();
    ids.clear();
    drafts = false;
    onChange();
  }

  function gather(): void {
    timer ??= setTimeout(tell, gatherMs);
  }

  const { records, masters, events, local } = store.collections;
  const subscriptions = [
    ...[records, masters].map((collection) =>
      collection.eventBulks$.subscribe((bulk) => {
        for (const { documentData } of bulk.events) {
          types.add(documentData.type);
          if (ids.size < mostIds) ids.add(documentData.id);
        }
        gather();
      }),
    ),
    events.eventBulks$.subscribe((bulk) => {
      for (const { documentData } of bulk.events)
        if (ids.size < mostIds) ids.add(documentData.recordId);
      gather();
    }),
    local.eventBulks$.subscribe((bulk) => {
      const kinds = new Set(bulk.events.map(({ documentData }) => documentData.kind));
      if (!kinds.has('draft') && !kinds.has('card')) return;
      drafts ||= kinds.has('draft');
      gather();
    }),
  ];
  return {
    stop() {
      subscriptions.forEach((each) => each.unsubscribe());
      clearTimeout(timer);
    },
  };
}
