/** The address of the district server, as people type it. */
import type { Failure } from '../../../shared/bridge/errors.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const sealed = new Set(['https:', 'wss:']);

/** Encrypted on its way, or not leaving this machine. */
export function isSafeAddress(url: URL): boolean {
  return sealed.has(url.protocol) || loopback.has(url.hostname);
}

/** `https://host[:port]`, or plain http to this very machine. Answers the origin, without a trailing slash. */
export function parseServerAddress(typed: string): Result<string, Failure> {
  const refused = err<Failure>({ code: 'E_SERVER_ADDRESS' });
  const text = typed.trim();
  if (!URL.canParse(text)) return refused;
  const url = new URL(text);
  const allowed = ['http:', 'https:'].includes(url.protocol) && isSafeAddress(url);
  // A user name, a path or a query would be sent along silently, or dropped silently: neither is what was meant.
  const plain =
    url.username === '' &&
    url.password === '' &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '';
  return allowed && plain ? ok(url.origin) : refused;
}
