/**
 * Who may talk to the tab shell: pure decisions over request headers. A web page elsewhere must reach neither the files
 * (DNS rebinding, hence Host) nor the socket (cross-site WebSocket, hence Origin and Sec-Fetch-Site).
 */
import type { IncomingHttpHeaders } from 'node:http';

export type Refusal = { readonly status: 403 | 404 | 405 | 421; readonly why: string };

/** The two names under which this machine may be addressed. */
export function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Null lets the request for a file through. */
export function decideRequest(
  method: string,
  headers: IncomingHttpHeaders,
  port: number,
): Refusal | null {
  if (!isOwnHost(headers.host, port)) return { status: 421, why: 'host' };
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, why: 'method' };
  // Another port of this machine is the same site: the first-run page sends its own tab to the demonstration. Whoever else
  // does that gets the built page, without a ticket and so without data.
  if (isTopNavigation(headers) && headers['sec-fetch-site'] === 'same-site') return null;
  // `none`: typed, opened from the terminal or a bookmark. Absent: not a browser.
  return isFromElsewhere(headers, ['same-origin', 'none']) ? { status: 403, why: 'site' } : null;
}

/** Null lets the upgrade to a socket through; it still has to say its ticket. */
export function decideUpgrade(
  path: string,
  headers: IncomingHttpHeaders,
  port: number,
  socketPath: string,
): Refusal | null {
  if (!isOwnHost(headers.host, port)) return { status: 421, why: 'host' };
  if (path !== socketPath) return { status: 404, why: 'path' };
  // Browsers always send Origin with a WebSocket, so its absence is a refusal as well.
  if (headers.origin !== `http://${headers.host}`) return { status: 403, why: 'origin' };
  return isFromElsewhere(headers, ['same-origin']) ? { status: 403, why: 'site' } : null;
}

function isOwnHost(host: string | undefined, port: number): boolean {
  return host !== undefined && ownHosts(port).includes(host);
}

function isTopNavigation(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

function isFromElsewhere(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && !(typeof site === 'string' && allowed.includes(site));
}
