/** The actor's own new password: the old one is asked for and counted like a sign-in, and every sign-in with it ends. */
import type { z } from 'zod';
import type { passwordRequest } from '../../shared/sync/protocol.ts';
import { passwordMin, setPassword } from '../admin/users.ts';
import type { ServerDeps } from '../deps.ts';
import { fail, type Answer } from '../http/answer.ts';
import { countTry } from './login.ts';
import type { Passwords } from './password.ts';
import type { Session } from './session.ts';

export async function changePassword(
  deps: ServerDeps,
  passwords: Passwords,
  session: Session,
  input: z.infer<typeof passwordRequest>,
): Promise<Answer<object>> {
  const rows = await deps.database.query<{ login: string }>(
    'SELECT login FROM credentials WHERE user_id = $1',
    [session.actor.userId],
  );
  const login = rows[0]?.login ?? '';
  const credential = await countTry(deps, login);
  if (credential === 'unknown') return fail('login_wrong');
  if ('seconds' in credential) return fail('login_locked', { seconds: credential.seconds });
  if (!(await passwords.matches(input.oldPassword, credential.password)))
    return fail('login_wrong');
  const done = await setPassword(deps, passwords, login, input.newPassword);
  return done.ok ? { ok: true, value: {} } : fail('password_weak', { min: passwordMin });
}
