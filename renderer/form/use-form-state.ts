/** The data of an open form, and which of its problems may be shown: those of fields that were left, or all after 提交. */
import { useCallback, useMemo, useState } from 'react';
import type { Problem } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useCheckContext } from '../bridge/session.tsx';
import { findProblems, topField } from './form-problems.ts';

export interface FormState {
  readonly data: PlainData;
  readonly problems: readonly Problem[];
  /** Those that the form itself finds: what a core or the district once said does not hold up the next try. */
  readonly own: readonly Problem[];
  isShown(problem: Problem): boolean;
  problemsAt(path: string): readonly Problem[];
  set(field: string, value: unknown): void;
  leave(path: string): void;
  /** After 提交: everything may be shown, together with what only the core could know. */
  showAll(fromCore: readonly Problem[]): void;
}

export function useFormState(type: RecordType, first: PlainData): FormState {
  const check = useCheckContext();
  const [data, setData] = useState(first);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [fromCore, setFromCore] = useState<readonly Problem[]>([]);

  const own = useMemo(() => findProblems(type, data, check()), [type, data, check]);
  const problems = useMemo(() => {
    const added = fromCore.filter(
      (problem) => !own.some((each) => each.field === problem.field && each.code === problem.code),
    );
    return [...own, ...added];
  }, [own, fromCore]);

  const set = useCallback((field: string, value: unknown) => {
    setData((old) => {
      const next = { ...old, [field]: value };
      if (value === undefined) delete next[field];
      return next;
    });
    // What the core found is about the old value.
    setFromCore((old) =>
      old.some((problem) => topField(problem.field) === field)
        ? old.filter((problem) => topField(problem.field) !== field)
        : old,
    );
  }, []);
  const leave = useCallback(
    (path: string) => setLeft((old) => (old.has(path) ? old : new Set([...old, path]))),
    [],
  );
  const showAll = useCallback((found: readonly Problem[]) => {
    setAll(true);
    setFromCore(found);
  }, []);

  const isShown = useCallback((problem: Problem) => all || left.has(problem.field), [all, left]);
  const problemsAt = useCallback(
    (path: string) => problems.filter((problem) => problem.field === path && isShown(problem)),
    [problems, isShown],
  );
  return { data, problems, own, isShown, problemsAt, set, leave, showAll };
}
