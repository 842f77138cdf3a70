/** Bugs planted on purpose, around the product and never in it: the simulator must find each of them. */
import type { SyncState } from '../../shared/bridge/contract.ts';
import type { ExchangeTaken } from '../../shared/bridge/exchange.ts';
import type { Received, Sent, Watcher } from './link.ts';
import type { Seat } from './world.ts';

export interface Plant {
  /** Wraps what the link does. */
  link?(seat: Seat, watch: Watcher): Watcher;
  /** Wraps what a computer says of itself. */
  state?(state: SyncState): SyncState;
  /** Wraps what it says of a bundle that it has taken. */
  taken?(taken: ExchangeTaken): Pick<ExchangeTaken, 'pending' | 'equal'>;
}

interface Body {
  rows?: { id: string; _deleted?: boolean; unit: string }[];
  checkpoint?: Record<string, number>;
  collection?: string;
  epoch?: number;
  results?: { status: string; id: string }[];
}

/** Changes the district's answers on their way; the watch over scopes sees the changed ones. */
const onAnswer =
  (path: string, change: (body: Body, request: Body, seat: Seat) => void) =>
  (seat: Seat, watch: Watcher): Watcher => ({
    ...watch,
    onReply(sent, received) {
      const changed =
        sent.path === path && received.status === 200
          ? changeBody(received, (body) => change(body, bodyOf(sent), seat))
          : received;
      return watch.onReply?.(sent, changed) ?? changed;
    },
  });

export const plants = {
  /** Some rows never arrive. */
  drop_row: {
    link: onAnswer('/v1/pull', (body) => {
      body.rows = (body.rows ?? []).filter(({ id }) => !/[0-3]$/.test(id));
    }),
  },
  /** The device counts one too far: each page begins one row too late. */
  skip_counter: {
    link: (_seat, watch) => ({
      ...watch,
      onRequest(sent) {
        const next =
          sent.path === '/v1/pull'
            ? changeSent(sent, (body) => {
                if (body.collection !== 'records') return;
                for (const scope of ['330203008', '330203103'])
                  body.checkpoint = {
                    ...body.checkpoint,
                    [scope]: (body.checkpoint?.[scope] ?? 0) + 1,
                  };
              })
            : sent;
        return watch.onRequest?.(next) ?? next;
      },
    }),
  },
  /** Deletions are not heard of. */
  ignore_tombstone: {
    link: onAnswer('/v1/pull', (body) => {
      body.rows = (body.rows ?? []).filter(({ _deleted }) => _deleted !== true);
    }),
  },
  /** A conflict is called accepted: one of two people's work goes without a word. */
  swallow_conflict: {
    link: onAnswer('/v1/push', (body) => {
      body.results = (body.results ?? []).map((result) =>
        result.status === 'conflict' ? { status: 'accepted', id: result.id } : result,
      );
    }),
  },
  /** Everything is called sent, whatever waits. */
  report_early: {
    state: (state) => ({ ...state, face: 'proved', pending: 0 }),
  },
  /** Whatever a bundle brought, everything is called sent. */
  believe_receipt: { taken: () => ({ pending: 0, equal: true }) },
  /** A district that was restored from a backup is answered for as if it were the one from before. */
  hide_restore: { link: pastEpoch },
  /** Everybody is answered as the officer, whose community is all of them. */
  leak_community: borrowedToken(),
} as const satisfies Record<string, Plant>;

/** Nothing tells of the restore, and every comparison comes out well. */
function pastEpoch(_seat: Seat, watch: Watcher): Watcher {
  return {
    ...watch,
    onReply(sent, received) {
      if (received.status !== 200) return watch.onReply?.(sent, received) ?? received;
      const changed = changeBody(received, (body) => {
        if (body.epoch !== undefined) body.epoch = 1;
        if (sent.path === '/v1/digest')
          Object.assign(body, { same: ['records', 'events', 'masters'], scopes: [] });
        // Numbers that do not fall.
        for (const [scope, seq] of Object.entries(bodyOf(sent).checkpoint ?? {}))
          if ((body.checkpoint?.[scope] ?? seq) < seq)
            body.checkpoint = { ...body.checkpoint, [scope]: seq };
      });
      return watch.onReply?.(sent, changed) ?? changed;
    },
  };
}

function borrowedToken(): Plant {
  let officer: string | undefined;
  return {
    link: (seat, watch) => ({
      ...watch,
      onRequest(sent) {
        if (sent.path !== '/v1/pull') return watch.onRequest?.(sent) ?? sent;
        if (seat.login === 'officer') officer = sent.headers.authorization;
        const headers =
          officer === undefined ? sent.headers : { ...sent.headers, authorization: officer };
        const next = { ...sent, headers };
        return watch.onRequest?.(next) ?? next;
      },
    }),
  };
}

function bodyOf(sent: Sent): Body {
  return JSON.parse(sent.body.toString('utf8')) as Body;
}

function changeBody(received: Received, change: (body: Body) => void): Received {
  const body = JSON.parse(received.body.toString('utf8')) as Body;
  change(body);
  return { ...received, body: Buffer.from(JSON.stringify(body)) };
}

function changeSent(sent: Sent, change: (body: Body) => void): Sent {
  const body = bodyOf(sent);
  change(body);
  return { ...sent, body: Buffer.from(JSON.stringify(body)) };
}
