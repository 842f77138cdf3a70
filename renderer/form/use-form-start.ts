/** Where a form begins: a stored draft, a record to change, or a blank with sensible first values. Loaded once, never overwritten by sync. */
import { useQuery } from '@tanstack/react-query';
import type { Draft, RecordView } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { failureFrom } from '../bridge/failure-error.ts';
import { useCheckContext, useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { knownStart } from '../visit/known-start.ts';
import { startingData } from './defaults.ts';

export interface FormStart {
  readonly draftId: string;
  readonly recordId: string | null;
  readonly baseMutation: string | null;
  readonly baseData: PlainData | null;
  readonly data: PlainData;
  /** State of the record being changed; null for a new one. */
  readonly state: string | null;
  readonly bizNo: string;
  readonly savedAt: string | null;
  /** Why the district refused the record; its problems are shown at once. */
  readonly refusal: RecordView['refusal'];
}

export type FormPlace = { readonly draftId: string } | { readonly recordId: string };

export function useFormStart(type: RecordType, place: FormPlace): Found {
  const tell = useTell();
  const { actor } = useSession();
  const check = useCheckContext();
  const { newId, prefill } = useSurroundings();
  const load = async (): Promise<Found> => {
    const draft = await storedDraft(tell, type, place);
    if (!draft.ok) return { start: null, failure: draft.failure };
    const recordId = draft.value?.recordId ?? ('recordId' in place ? place.recordId : null);
    const record =
      recordId === null ? null : await tell('records.get', { type: type.name, id: recordId });
    if (record !== null && !record.ok) return { start: null, failure: record.error };
    const view = record?.value ?? null;
    const draftId = draft.value?.id ?? ('draftId' in place ? place.draftId : newId());
    const asked = prefill.get(draftId) ?? {};
    const isBlank = draft.value === null && view === null;
    // What was chosen on the way here stands before what is known of the subject.
    const known = isBlank ? await knownStart(tell, type.name, asked[type.form.context ?? '']) : {};
    const blank = () => startingData(type, actor, check(), { ...known, ...asked });
    const start: FormStart = {
      draftId,
      recordId,
      state: view?.record.state ?? null,
      bizNo: view?.record.bizNo ?? '',
      baseMutation:
        draft.value === null ? (view?.record.mutation ?? null) : draft.value.baseMutation,
      baseData: draft.value === null ? (view?.record.data ?? null) : draft.value.baseData,
      data: draft.value?.data ?? view?.record.data ?? blank(),
      savedAt: draft.value?.updatedAt ?? null,
      refusal: view?.refusal ?? null,
    };
    return { start, failure: null };
  };
  // Asked once per opened form and forgotten with it; live messages do not know this key, so sync cannot change what is being written.
  const query = useQuery({
    queryKey: ['form.start', type.name, place],
    queryFn: load,
    gcTime: 0,
    retry: false,
  });
  return query.data ?? { start: null, failure: query.isError ? failureFrom(query.error) : null };
}

interface Found {
  readonly start: FormStart | null;
  readonly failure: Failure | null;
}

type Stored =
  | { readonly ok: true; readonly value: Draft | null }
  | { readonly ok: false; readonly failure: Failure };

/** A record that is already being changed goes on from its draft. */
async function storedDraft(
  tell: ReturnType<typeof useTell>,
  type: RecordType,
  place: FormPlace,
): Promise<Stored> {
  if ('draftId' in place) {
    const answer = await tell('drafts.get', { id: place.draftId });
    if (answer.ok) return { ok: true, value: answer.value };
    return answer.error.code === 'E_NOT_FOUND'
      ? { ok: true, value: null }
      : { ok: false, failure: answer.error };
  }
  const answer = await tell('drafts.list', {});
  if (!answer.ok) return { ok: false, failure: answer.error };
  return {
    ok: true,
    value:
      answer.value.find((draft) => draft.recordId === place.recordId && draft.type === type.name) ??
      null,
  };
}
