/** Answers HTTP requests with the page's files. Nothing personal travels here: data goes through the socket only. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { securityHeaders } from '../core/shell/content-security.ts';
import { decideRequest } from './guards.ts';
import type { PageFiles } from '../core/shell/page-files.ts';

export interface RequestDeps {
  readonly files: PageFiles;
  readonly port: number;
}

export function answerRequests(server: Server, deps: RequestDeps): void {
  server.on('request', (request, response) => {
    answer(request, response, deps).catch(() => {
      // A file that vanished or a client that hung up; there is nobody to tell.
      response.destroy();
    });
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { files, port }: RequestDeps,
): Promise<void> {
  const refusal = decideRequest(request.method ?? '', request.headers, port);
  if (refusal !== null) {
    refuse(response, refusal.status);
    return;
  }
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const file = await files.read(path);
  if (file === null) {
    refuse(response, 404);
    return;
  }
  response.writeHead(200, {
    ...headersFor(request.headers.host ?? ''),
    'Content-Type': file.type,
    'Content-Length': file.body.byteLength,
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** The page may talk to its own socket and to nothing else. */
function headersFor(host: string): Record<string, string> {
  return { ...securityHeaders({ connectSrc: [`ws://${host}`] }), 'Cache-Control': 'no-store' };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, {
    ...securityHeaders({ connectSrc: [] }),
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
  });
  response.end(`${status}\n`);
}
