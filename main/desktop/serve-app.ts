/** Answers app://office requests with the built page and the security headers. The page's files are an allow-list. */
import { securityHeaders } from '../core/shell/content-security.ts';
import type { PageFiles } from '../core/shell/page-files.ts';
import { isOwnPage } from './policy.ts';

/** Never throws: whatever is not a file of the page is a 404, whatever is not a GET a 405. */
export async function serveApp(
  files: PageFiles,
  request: Pick<Request, 'url' | 'method'>,
): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  if (!isOwnPage(request.url)) return refuse(404);
  const file = await files.read(new URL(request.url).pathname);
  if (file === null) return refuse(404);
  return new Response(new Uint8Array(file.body), {
    headers: { ...headers(), 'Content-Type': file.type },
  });
}

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: headers() });
}

/** The page has no network of its own: its line to the core is a MessagePort. */
function headers(): Record<string, string> {
  return { ...securityHeaders({ connectSrc: [] }), 'Cache-Control': 'no-store' };
}
