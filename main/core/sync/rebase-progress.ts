/**
 * How far a scope has come that bundles bring anew from its start (rebase.ts). A bundle holds only so many rows: the next one goes on where
 * this one ended, weeks later and after a restart. What was named so far is kept page by page, in `local`.
 */
import { z } from 'zod';
import type { SyncCollection } from '../../../shared/sync/protocol.ts';
import type { LocalValues } from '../documents/local-values.ts';

export interface NamedSoFar {
  /** The number up to which everything was named. */
  readonly upTo: number;
  readonly ids: ReadonlySet<string>;
}

export interface RebaseProgress {
  /** Null: from the start. */
  read(scope: string): Promise<NamedSoFar | null>;
  /** One more page is taken, up to this number. Durable when it resolves. */
  add(scope: string, upTo: number, ids: readonly string[]): Promise<void>;
  /** Settled, or to be read from its start once more. */
  drop(scope: string): Promise<void>;
}

const headSchema = z.object({ upTo: z.int(), pages: z.int(), at: z.number() });
const pageSchema = z.object({ ids: z.array(z.string()) });
const kind = 'rebase';

/** Deletions are remembered for half a year at least: what was named longer ago may be gone without a word (milliseconds). */
const goodForMs = 60 * 86_400_000;

export function createRebaseProgress(deps: {
  readonly collection: SyncCollection;
  readonly local: LocalValues;
  readonly now: () => number;
}): RebaseProgress {
  const { local, now } = deps;
  const headKey = (scope: string) => `sync:rebase:${deps.collection}:${scope}`;
  const pageKey = (scope: string, page: number) => `${headKey(scope)}:${page}`;

  async function headOf(scope: string): Promise<z.infer<typeof headSchema> | null> {
    const parsed = headSchema.safeParse(await local.get(headKey(scope)));
    return parsed.success ? parsed.data : null;
  }

  return {
    async read(scope) {
      const head = await headOf(scope);
      if (head === null || Math.abs(now() - head.at) > goodForMs) return null;
      const ids = new Set<string>();
      for (let page = 0; page < head.pages; page += 1) {
        const parsed = pageSchema.safeParse(await local.get(pageKey(scope, page)));
        if (!parsed.success) return null;
        for (const id of parsed.data.ids) ids.add(id);
      }
      return { upTo: head.upTo, ids };
    },
    async add(scope, upTo, ids) {
      const head = await headOf(scope);
      const page = head?.pages ?? 0;
      // The page first: one that the head does not know is written over.
      if (ids.length > 0) await local.put(pageKey(scope, page), kind, { ids: [...ids] });
      const pages = ids.length > 0 ? page + 1 : page;
      await local.put(headKey(scope), kind, { upTo, pages, at: head?.at ?? now() });
    },
    async drop(scope) {
      const head = await headOf(scope);
      if (head === null) return;
      // The head first: without it no page counts.
      await local.drop(headKey(scope));
      for (let page = 0; page < head.pages; page += 1) await local.drop(pageKey(scope, page));
    },
  };
}
