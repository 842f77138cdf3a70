/** The public door for online requests (shared/sync/intake-protocol.ts): small, slow for floods, and nothing comes back out of it. */
import type { FastifyInstance } from 'fastify';
import {
  intakeAnswerRequest,
  intakeRating,
  intakeRequest,
} from '../../shared/sync/intake-protocol.ts';
import type { ServerDeps } from '../deps.ts';
import { addOpen } from '../http/endpoint.ts';
import { answerFor, rateRequest } from '../intake/sender-side.ts';
import { takeRequest } from '../intake/take-request.ts';

/** The longest permitted request in four-byte letters, and room for its field names. */
const bodyLimit = 16 * 1024;

export function addIntake(app: FastifyInstance, deps: ServerDeps): void {
  const limits = { bodyLimit, perMinute: deps.settings.intakesPerMinute } as const;
  addOpen(app, {
    method: 'POST',
    path: '/v1/intake/request',
    body: intakeRequest,
    ...limits,
    handle: (input) => takeRequest(deps, input),
  });
  addOpen(app, {
    method: 'POST',
    path: '/v1/intake/answer',
    body: intakeAnswerRequest,
    ...limits,
    handle: (input) => answerFor(deps, input),
  });
  addOpen(app, {
    method: 'POST',
    path: '/v1/intake/rating',
    body: intakeRating,
    ...limits,
    handle: (input) => rateRequest(deps, input),
  });
}
