/** 片区定位 (S25), set at the district's desk; everybody has it with the next sync. */
import type { FastifyInstance } from 'fastify';
import { districtUnit, isDistrictActor } from '../../shared/access/actor.ts';
import { sloganRequest } from '../../shared/sync/zones-protocol.ts';
import { writeMasters } from '../admin/write-masters.ts';
import { appendAudit } from '../audit.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fail } from '../http/answer.ts';
import { addForSession } from '../http/endpoint.ts';

export function addZones(app: FastifyInstance, deps: ServerDeps): void {
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/zones/slogan',
    body: sloganRequest,
    write: true,
    handle: async ({ actor, userId, deviceId }, { zone, slogan }) => {
      if (!isDistrictActor(actor) || !actor.roles.includes('D')) return fail('forbidden');
      await deps.database.transaction(async (tx) => {
        const draft = { id: `zone-${zone}`, type: 'zone_profile', unit: districtUnit };
        const written = await writeMasters(deps, tx, [
          { ...draft, community: '', data: { zone, slogan } },
        ]);
        if (!written.ok) throw new Error('the request was checked by the same rules');
        await appendAudit(tx, {
          at: isoNow(deps.clock),
          actor: userId,
          device: deviceId,
          verb: 'zone slogan',
          subject: zone,
          result: 'done',
        });
      });
      return { ok: true, value: {} };
    },
  });
}
