/** Enrolment, sign-in, renewal and the health check: what a device may ask before it has a token. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  enrolRequest,
  loginRequest,
  protocolVersion,
  tokenRequest,
} from '../../shared/sync/protocol.ts';
import { enrol } from '../auth/enrol.ts';
import { login, renew } from '../auth/login.ts';
import type { Passwords } from '../auth/password.ts';
import type { ServerDeps } from '../deps.ts';
import { addOpen } from '../http/endpoint.ts';
import { versionTrouble } from './versions.ts';

export function addSignIn(app: FastifyInstance, deps: ServerDeps, passwords: Passwords): void {
  const perMinute = deps.settings.signInsPerMinute;
  addOpen(app, {
    method: 'POST',
    path: '/v1/enrol',
    body: enrolRequest,
    perMinute,
    handle: async (input) => versionTrouble(input.versions) ?? enrol(deps, input),
  });
  addOpen(app, {
    method: 'POST',
    path: '/v1/login',
    body: loginRequest,
    perMinute,
    handle: (input) => passwords.inLine(() => login(deps, passwords, input)),
  });
  addOpen(app, {
    method: 'POST',
    path: '/v1/token',
    body: tokenRequest,
    perMinute,
    handle: (input) => renew(deps, input),
  });
  addOpen(app, {
    method: 'GET',
    path: '/v1/health',
    body: z.unknown(),
    handle: async () => {
      await deps.database.query('SELECT 1');
      const { id, epoch, isDemo, name } = deps.instance;
      const value = {
        ok: true,
        instance: id,
        epoch,
        protocol: protocolVersion,
        isDemo,
        districtName: name,
      };
      return { ok: true, value };
    },
  });
}
