/** Forms being written (decision 002). A save answers after the commit, so that 草稿已自动保存 is never said too early. */
import type { Draft, Input } from '../../../shared/bridge/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { LocalValues } from '../documents/local-values.ts';
import { plain, type Stored } from '../documents/stored-documents.ts';
import type { Store } from '../storage/index.ts';
import { fail, type Answer } from './answer.ts';
import { draftKey } from './records/draft-key.ts';

export interface Drafts {
  save(input: Input<'drafts.save'>): Promise<Answer<{ savedAt: string }>>;
  /** Newest first. */
  list(): Promise<readonly Draft[]>;
  get(id: string): Promise<Answer<Draft>>;
  drop(id: string): Promise<Answer<Record<string, never>>>;
}

export const draftKind = 'draft';
const most = 500;

export function createDrafts(deps: {
  readonly store: Store;
  readonly local: LocalValues;
  readonly now: () => number;
}): Drafts {
  const { store, local, now } = deps;
  return {
    async save(input) {
      const savedAt = new Date(now()).toISOString();
      await local.put(draftKey(input.id), draftKind, { ...input, updatedAt: savedAt });
      return ok({ savedAt });
    },
    async list() {
      const found = await store.collections.local
        .find({ selector: { kind: draftKind }, sort: [{ updatedAt: 'desc' }], limit: most })
        .exec();
      return found.map((document) =>
        toDraft(plain<'local'>(document.toJSON(true) as Stored<'local'>).data),
      );
    },
    async get(id) {
      const data = await local.get(draftKey(id));
      return data === undefined ? fail('E_NOT_FOUND') : ok(toDraft(data));
    },
    async drop(id) {
      await local.drop(draftKey(id));
      return ok({});
    },
  };
}

/** Written by this file alone, so its shape is trusted; a copy, because RxDB's data must not be changed. */
function toDraft(data: Readonly<Record<string, unknown>>): Draft {
  return structuredClone(data) as Draft;
}
