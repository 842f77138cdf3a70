/** Why the vault did not open, in the page's words. */
import type { Failure } from '../../../../shared/bridge/errors.ts';
import type { RefusedOpen } from '../../vault/profile-vault.ts';
import { fail } from '../answer.ts';

export function refusedUnlock(answer: RefusedOpen): { ok: false; error: Failure } {
  switch (answer.reason) {
    case 'wrong':
      return fail('E_PASSWORD_WRONG', { left: answer.left });
    case 'wait':
      return fail('E_PASSWORD_WAIT', { seconds: answer.seconds });
    case 'off':
      return fail('E_PASSWORD_OFF');
    case 'newer':
      return fail('E_NEWER_DATA');
    case 'unreadable':
      return fail('E_KEY_UNREADABLE');
    case 'absent':
      return fail('E_NO_PROFILE');
    default:
      return answer satisfies never;
  }
}
