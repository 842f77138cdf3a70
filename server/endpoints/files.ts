/** Files: what the district has, the next piece, a part for reading. For a signed-in user on an enrolled device. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pieceBytes } from '../../shared/files/file-ref.ts';
import {
  fileHeaders,
  filePiece,
  fileRead,
  filesAsk,
  signedHead,
} from '../../shared/sync/files-protocol.ts';
import type { ServerDeps } from '../deps.ts';
import { askFiles } from '../files/ask-files.ts';
import { readFilePart } from '../files/read-file.ts';
import { takePiece } from '../files/take-piece.ts';
import { fail } from '../http/answer.ts';
import { bodyHashOf } from '../http/body-hash.ts';
import { addForSession, admit, sendFailure, type Admission } from '../http/endpoint.ts';

/** A picture is a few requests, a scan of 50 MB two hundred; a quick line sends dozens a second. */
const perMinute = 12_000;

export function addFiles(app: FastifyInstance, deps: ServerDeps): void {
  const { id: instance, epoch } = deps.instance;
  const config = { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
  const laneOf = (act: string, bodyHash: string): Admission => ({
    proof: { act, bodyHash, repeatable: true },
    perDeviceMinute: deps.settings.filesPerDeviceMinute,
    lane: 'files ',
  });
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: pieceBytes },
    (_request, body, done) => done(null, body),
  );
  addForSession(app, deps, {
    method: 'POST',
    path: '/v1/files/ask',
    write: true,
    body: filesAsk,
    handle: async (session, input) => ({
      ok: true,
      value: { files: await askFiles(deps, session, input), instance, epoch },
    }),
  });
  app.put('/v1/files/piece', { config, bodyLimit: pieceBytes }, async (request, reply) => {
    const piece = filePiece.safeParse(headersOf(request));
    if (!piece.success || !Buffer.isBuffer(request.body))
      return sendFailure(reply, fail('bad_request').failure);
    const bodyHash = hashOf([signedHead(piece.data), request.body]);
    const session = await admit(deps, request, laneOf('PUT /v1/files/piece', bodyHash));
    if (!session.ok) return sendFailure(reply, session.failure);
    const taken = await takePiece(deps, session.value, piece.data, request.body);
    return reply.send({ ...taken, instance, epoch });
  });
  app.post('/v1/files/read', { config }, async (request, reply) => {
    const session = await admit(deps, request, laneOf('POST /v1/files/read', bodyHashOf(request)));
    if (!session.ok) return sendFailure(reply, session.failure);
    const input = fileRead.safeParse(request.body);
    if (!input.success) return sendFailure(reply, fail('bad_request').failure);
    const part = await readFilePart(deps, session.value, input.data);
    if (part === null) return sendFailure(reply, fail('not_found').failure);
    return reply.type('application/octet-stream').send(part);
  });
}

function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64url');
}

function headersOf(request: FastifyRequest): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fileHeaders).map(([key, header]) => [key, request.headers[header]]),
  );
}
