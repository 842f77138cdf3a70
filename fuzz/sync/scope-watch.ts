/** Looks at every row that the district sends to a computer: nothing may pass that the person there may not see. */
import type { Watcher } from './link.ts';
import { maySee } from './people.ts';
import type { Access } from './server-messages.ts';

interface Row {
  readonly id: string;
  readonly unit: string;
  readonly community: string;
  readonly _deleted?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
}

export function createScopeWatch(deps: {
  readonly who: string;
  readonly access: () => readonly Access[];
  readonly onLeak: (leak: string) => void;
}): Watcher {
  const asked = new WeakMap<Buffer, readonly Access[]>();
  return {
    onRequest(sent) {
      asked.set(sent.body, deps.access());
      return sent;
    },
    onReply(sent, received) {
      const allowed = [...(asked.get(sent.body) ?? []), ...deps.access()];
      for (const row of rowsIn(sent.path, received.body)) {
        // The mark of a row that left names it and tells nothing of it.
        if (row._deleted === true && Object.keys(row.data ?? {}).length === 0) continue;
        if (!allowed.some((access) => maySee(access, row)))
          deps.onLeak(`${deps.who} was sent ${row.id} of ${row.unit}/${row.community}`);
      }
      return received;
    },
  };
}

function rowsIn(path: string, body: Buffer): readonly Row[] {
  if (path !== '/v1/pull' && path !== '/v1/push') return [];
  try {
    const reply = JSON.parse(body.toString('utf8')) as {
      rows?: Row[];
      results?: { master?: Row }[];
    };
    return [...(reply.rows ?? []), ...(reply.results ?? []).flatMap(({ master }) => master ?? [])];
  } catch {
    // An error page.
    return [];
  }
}
