/** Follows long work of the core until it ends, and fetches its file. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProcedureName } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell, type Answer, type Value } from '../bridge/bridge-context.tsx';
import { saveAsFile } from '../exchange/save-file.ts';

type JobState = Value<'excel.job'>;
const lookEveryMs = 250;

export interface Job {
  readonly id: string | null;
  readonly state: JobState | null;
  readonly failure: Failure | null;
  /** Begins to follow what this starts. */
  start(begin: () => Promise<Answer<{ job: string }>>): Promise<void>;
  /** Hands the finished file to the person. */
  save(): Promise<void>;
  reset(): void;
}

export function useJob(): Job {
  const tell = useTell();
  const [job, setJob] = useState<string | null>(null);
  const [state, setState] = useState<JobState | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  useEffect(() => {
    if (job === null) return undefined;
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const answer = await tell('excel.job', { job });
      if (!isHere) return;
      if (!answer.ok) return setFailure(answer.error);
      setState(answer.value);
      if (answer.value.state === 'running') timer = setTimeout(() => void look(), lookEveryMs);
      if (answer.value.failure !== null) setFailure(answer.value.failure as Failure);
    };
    void look();
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [job, tell]);

  const reset = useCallback(() => {
    setJob(null);
    setState(null);
    setFailure(null);
  }, []);
  const start = useCallback(
    async (begin: () => Promise<Answer<{ job: string }>>) => {
      reset();
      const begun = await begin();
      if (begun.ok) setJob(begun.value.job);
      else setFailure(begun.error);
    },
    [reset],
  );
  const save = useCallback(async () => {
    if (job === null || state?.state !== 'ready') return;
    const bytes = new Uint8Array(state.size);
    for (let offset = 0; offset < state.size;) {
      const piece = await tell('excel.read', { job, offset });
      if (!piece.ok) return setFailure(piece.error);
      const part = Uint8Array.from(atob(piece.value.data), (letter) => letter.charCodeAt(0));
      bytes.set(part, offset);
      offset += part.length;
    }
    saveAsFile(state.fileName, bytes);
  }, [job, state, tell]);
  return { id: job, state, failure, start, save, reset };
}

/** Hands the finished file to the person by itself, once, and has asked anew what the export has changed. `changed` must stay the same list. */
export function useSaveOnce({ id, state, save }: Job, changed: readonly ProcedureName[]): void {
  const forget = useForget();
  const saved = useRef<string | null>(null);
  const isReady = state?.state === 'ready';
  useEffect(() => {
    if (!isReady || id === null || saved.current === id) return;
    saved.current = id;
    forget(...changed);
    void save();
  }, [isReady, id, save, forget, changed]);
}
