/** Push, pull, digest and a new password: for a signed-in user on an enrolled device. */
import type { FastifyInstance } from 'fastify';
import {
  digestRequest,
  passwordRequest,
  pullRequest,
  pushRequest,
} from '../../shared/sync/protocol.ts';
import { changePassword } from '../auth/change-password.ts';
import type { Passwords } from '../auth/password.ts';
import type { ServerDeps } from '../deps.ts';
import { addForSession } from '../http/endpoint.ts';
import { fail } from '../http/answer.ts';
import { digest } from '../sync/digest.ts';
import { createFirstReads, isFirstRead } from '../sync/first-reads.ts';
import { pull } from '../sync/pull.ts';
import { push } from '../sync/push.ts';
import { versionTrouble } from './versions.ts';

export function addSync(app: FastifyInstance, deps: ServerDeps, passwords: Passwords): void {
  const firstReads = createFirstReads(deps.settings.firstReads);
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/password',
    write: true,
    body: passwordRequest,
    handle: (session, input) =>
      passwords.inLine(() => changePassword(deps, passwords, session, input)),
  });
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/push',
    write: true,
    body: pushRequest,
    lenient: ['rows'],
    handle: async (session, input) =>
      versionTrouble(input.versions) ?? { ok: true, value: await push(deps, session, input) },
  });
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/pull',
    body: pullRequest,
    handle: async (session, input) => {
      const trouble = versionTrouble(input.versions);
      if (trouble !== null) return trouble;
      const read = () => pull(deps, session, input);
      const value = isFirstRead(input) ? await firstReads.inTurn(read) : await read();
      return value === null
        ? fail('busy', { seconds: firstReads.patience() })
        : { ok: true, value };
    },
  });
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/digest',
    body: digestRequest,
    handle: async (session, input) => ({ ok: true, value: await digest(deps, session, input) }),
  });
}
