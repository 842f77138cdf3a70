/**
 * Autosave. Every pause of a second and every leave writes the draft; 已保存 is only said after the core's answer, which comes
 * after the disk's. Saves go one after another, and what changed during a save is saved by the next.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import { useBridge, type Answer } from '../bridge/bridge-context.tsx';
import { failureFrom } from '../bridge/failure-error.ts';

export const pauseBeforeSaving = 1000;

export type DraftStatus =
  | { readonly state: 'untouched' | 'waiting' | 'saving' }
  | { readonly state: 'saved'; readonly at: string }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface DraftKeeper {
  readonly status: DraftStatus;
  /** Writes now what has not been written; resolves when it is on disk or known not to be. */
  flush(): Promise<void>;
  /** The record was saved: the draft is no longer needed, whatever is still pending. */
  finish(): void;
}

export function useDraft(
  draft: Omit<Input<'drafts.save'>, 'data' | 'title'>,
  data: PlainData,
  title: string,
): DraftKeeper {
  const bridge = useBridge();
  const [status, setStatus] = useState<DraftStatus>({ state: 'untouched' });
  const now = useRef({ data, title });
  const written = useRef(data);
  const running = useRef<Promise<void> | null>(null);
  const finished = useRef(false);
  const meta = useRef(draft);

  useEffect(() => {
    now.current = { data, title };
  });

  const flush = useCallback(async () => {
    const write = async () => {
      while (now.current.data !== written.current && !finished.current) {
        const { data: sent, title: named } = now.current;
        setStatus({ state: 'saving' });
        const answer: Answer<{ savedAt: string }> = await bridge
          .call('drafts.save', {
            ...meta.current,
            data: sent as Input<'drafts.save'>['data'],
            title: named,
          })
          .then((given) => given as Answer<{ savedAt: string }>)
          .catch((error: unknown) => ({ ok: false, error: failureFrom(error) }));
        if (!answer.ok) return setStatus({ state: 'failed', failure: answer.error });
        written.current = sent;
        setStatus({ state: 'saved', at: answer.value.savedAt });
      }
    };
    // One at a time: an older save must never overtake a newer one.
    if (running.current === null) {
      running.current = write().finally(() => {
        running.current = null;
      });
    }
    await running.current;
  }, [bridge]);

  useEffect(() => {
    if (data === written.current || finished.current) return undefined;
    setStatus((old) => (old.state === 'failed' ? old : { state: 'waiting' }));
    const timer = setTimeout(() => void flush(), pauseBeforeSaving);
    return () => clearTimeout(timer);
  }, [data, flush]);

  useEffect(() => {
    const onHide = () => void flush();
    document.addEventListener('visibilitychange', onHide);
    window.addEventListener('pagehide', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('pagehide', onHide);
      void flush();
    };
  }, [flush]);

  const finish = useCallback(() => {
    finished.current = true;
  }, []);
  return { status, flush, finish };
}
