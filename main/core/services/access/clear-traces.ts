/**
 * What was made of records that this device may not hold any more: forms begun on them and files that they named. What a person typed is
 * handed over first (`keepLostWork`); where that is not possible, only the typing stays, without what was copied into the form.
 */
import type { Draft } from '../../../../shared/bridge/contract.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { FileBook } from '../../sync/files/file-book.ts';
import type { Traces } from '../../sync/purge.ts';
import { draftKind, type Drafts } from '../drafts.ts';
import { draftKey } from '../records/draft-key.ts';
import { changesBetween } from '../records/mask-fields.ts';

/** Takes work that may not stay here; true when it is safe elsewhere, so that it may go. */
export type KeepLostWork = (drafts: readonly Draft[]) => Promise<boolean>;

export interface TraceDeps {
  readonly drafts: Pick<Drafts, 'list'>;
  readonly local: LocalValues;
  readonly files: Pick<FileStore, 'remove'>;
  readonly book: Pick<FileBook, 'sentAndUnnamed' | 'forget'>;
  /** A page has just handed this content in. */
  readonly isOurs: (sha256: string) => boolean;
  readonly keepLostWork: KeepLostWork;
}

export function createTraces(deps: TraceDeps): Traces {
  const { local } = deps;
  return {
    async clear(collection, ids) {
      if (collection === 'events') return;
      const concerned = (await deps.drafts.list()).filter((draft) => isAbout(draft, ids));
      if (concerned.length === 0) return;
      const isKept = await deps.keepLostWork(concerned);
      for (const draft of concerned) {
        const key = draftKey(draft.id);
        if (isKept) await local.drop(key);
        else await local.put(key, draftKind, { ...typedOnly(draft, ids) });
      }
    },
    async sweep() {
      for (const sha256 of await deps.book.sentAndUnnamed()) {
        if (deps.isOurs(sha256)) continue;
        deps.files.remove(sha256);
        await deps.book.forget(sha256);
      }
    },
  };
}

function isAbout({ recordId, data }: Draft, ids: ReadonlySet<string>): boolean {
  return (recordId !== null && ids.has(recordId)) || refersTo(data, ids);
}

function refersTo(value: unknown, ids: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return ids.has(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => refersTo(inner, ids));
}

/** Of a form on a record only what was changed in it; of any form the names of those who are gone are left out. */
function typedOnly(draft: Draft, ids: ReadonlySet<string>): Draft {
  const isOnOne = draft.recordId !== null && ids.has(draft.recordId);
  const typed = isOnOne
    ? Object.fromEntries(
        changesBetween(draft.baseData ?? {}, draft.data).map(({ field, after }) => [field, after]),
      )
    : draft.data;
  return {
    ...draft,
    title: '',
    baseData: isOnOne ? null : draft.baseData,
    data: nameless(typed, ids) as Draft['data'],
  };
}

function nameless(value: unknown, ids: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((inner) => nameless(inner, ids));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value as PlainData).map(([key, each]) => [key, nameless(each, ids)]);
  const { id } = value as PlainData;
  return {
    ...Object.fromEntries(inner),
    ...(typeof id === 'string' && ids.has(id) && 'label' in value ? { label: '' } : {}),
  };
}
