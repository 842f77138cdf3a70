/** 跨街道重复: for the district's own people who work with records; administrators have no business data (domain.md §3.0). */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isDistrictActor, type Actor, type Role } from '../../shared/access/actor.ts';
import { acrossRequest } from '../../shared/sync/across-protocol.ts';
import type { ServerDeps } from '../deps.ts';
import { decideAcross, listAcross } from '../duplicates/across.ts';
import { fail } from '../http/answer.ts';
import { addForSession } from '../http/endpoint.ts';

const reads: readonly Role[] = ['D', 'B'];
const acts: readonly Role[] = ['D'];

export function addAcross(app: FastifyInstance, deps: ServerDeps): void {
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/across',
    body: z.strictObject({}),
    handle: async ({ actor }) =>
      hasOne(actor, reads) ? { ok: true, value: await listAcross(deps) } : fail('forbidden'),
  });
  for (const [path, decision] of [
    ['/v1/across/ask', 'asked'],
    ['/v1/across/apart', 'apart'],
  ] as const)
    addForSession(app, deps, {
      method: 'POST',
      path,
      body: acrossRequest,
      write: true,
      handle: async (session, input) => {
        if (!hasOne(session.actor, acts)) return fail('forbidden');
        const done = await decideAcross(deps, session, decision, input);
        return done ? { ok: true, value: {} } : fail('not_found');
      },
    });
}

function hasOne(actor: Actor, roles: readonly Role[]): boolean {
  return isDistrictActor(actor) && roles.some((role) => actor.roles.includes(role));
}
