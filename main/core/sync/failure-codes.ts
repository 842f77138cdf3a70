/** The district's error codes in the page's words. */
import type { Failure, FailureCode } from '../../../shared/bridge/errors.ts';
import type { ErrorCode } from '../../../shared/sync/protocol.ts';

const codes: Readonly<Record<ErrorCode, FailureCode>> = {
  bad_request: 'E_SERVER_TROUBLE',
  enrol_code_wrong: 'E_ENROL_CODE_WRONG',
  enrol_code_expired: 'E_ENROL_CODE_EXPIRED',
  enrol_code_used: 'E_ENROL_CODE_USED',
  login_wrong: 'E_LOGIN_WRONG',
  login_locked: 'E_LOGIN_LOCKED',
  user_disabled: 'E_USER_DISABLED',
  user_other_unit: 'E_USER_OTHER_UNIT',
  token_expired: 'E_SIGN_IN_AGAIN',
  token_reused: 'E_SIGN_IN_AGAIN',
  device_unknown: 'E_DEVICE_REVOKED',
  device_revoked: 'E_DEVICE_REVOKED',
  device_pending: 'E_DEVICE_PENDING',
  proof_wrong: 'E_SERVER_TROUBLE',
  forbidden: 'E_FORBIDDEN',
  busy: 'E_SERVER_BUSY',
  sign_in_busy: 'E_SIGN_IN_BUSY',
  password_weak: 'E_PASSWORD_WEAK',
  version_too_old: 'E_VERSION_TOO_OLD',
  version_too_new: 'E_SERVER_OLDER',
  too_many: 'E_SERVER_TROUBLE',
  not_found: 'E_SERVER_TROUBLE',
  internal: 'E_SERVER_TROUBLE',
};

/** Named holes of the texts are always filled: `status` for trouble, `seconds` for a pause. */
export function failureOfCode(
  code: ErrorCode,
  params: Readonly<Record<string, string | number>>,
  status: number,
): Failure {
  // A district from before `version_too_new` says it like this.
  if (code === 'bad_request' && 'newest' in params) return { code: 'E_SERVER_OLDER' };
  return { code: codes[code], params: { status, seconds: 60, ...params } };
}

/** Whether the same request may succeed later without anybody doing something. */
export function canRetry(failure: Failure): boolean {
  return (
    failure.code === 'E_OFFLINE' ||
    failure.code === 'E_SERVER_TROUBLE' ||
    failure.code === 'E_SERVER_BUSY' ||
    failure.code === 'E_SIGN_IN_BUSY' ||
    failure.code === 'E_SERVER_GARBLED'
  );
}
