/** Services answer with a value or with a Failure that the page can show. */
import type { DenialCode, Failure, FailureCode } from '../../../shared/bridge/errors.ts';
import type { Problem } from '../../../shared/fields/field.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { RecordType } from '../../../shared/records/record-type.ts';
import { recordType } from '../../../shared/records/registry.ts';

export type Answer<T> = Result<T, Failure>;

export function fail(
  code: FailureCode,
  params?: Readonly<Record<string, string | number>>,
): { ok: false; error: Failure } {
  return err(params === undefined ? { code } : { code, params });
}

/** `reason` is a key of `denials`; the page fills in its words. */
export function denied(reason: DenialCode): { ok: false; error: Failure } {
  return fail('E_DENIED', { reason });
}

export function invalid(problems: readonly Problem[]): { ok: false; error: Failure } {
  const count = problems.filter((problem) => problem.severity === 'error').length;
  return err({ code: 'E_INVALID', params: { count }, problems });
}

export function findType(
  name: string,
): { ok: true; value: RecordType } | { ok: false; error: Failure } {
  const type = recordType(name);
  return type === undefined ? fail('E_UNKNOWN_TYPE', { type: name }) : { ok: true, value: type };
}
