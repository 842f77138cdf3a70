/** SHA-256 of each JSON body as it came in: what a device signs when it writes (auth/write-proof.ts). */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const hashes = new WeakMap<FastifyRequest, string>();

/** Reads JSON as Fastify does, and remembers what was read. */
export function hashBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    hashes.set(request, createHash('sha256').update(text).digest('base64url'));
    void parse(request, text, done);
  });
}

/** base64url; the hash of nothing where there was no body. */
export function bodyHashOf(request: FastifyRequest): string {
  return hashes.get(request) ?? createHash('sha256').digest('base64url');
}
