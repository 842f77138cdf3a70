/** Speaks with the district about files (shared/sync/files-protocol.ts). Never throws; never puts a name into an address. */
import type { z } from 'zod';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { err, ok } from '../../../../shared/result.ts';
import {
  fileHeaders,
  filePut,
  filesAsked,
  signedHead,
  type FilePiece,
  type FilePut,
  type FileRead,
} from '../../../../shared/sync/files-protocol.ts';
import { errorBody } from '../../../../shared/sync/protocol.ts';
import type { WriteToSign } from '../device-proof.ts';
import type { Answer } from '../district-client.ts';
import { failureOfCode } from '../failure-codes.ts';
import { failureOfUnreached } from '../unreached.ts';

export interface FileClient {
  ask(
    token: string,
    files: readonly { readonly record: string; readonly sha256: string; readonly size: number }[],
  ): Promise<Answer<z.infer<typeof filesAsked>>>;
  put(token: string, piece: FilePiece, bytes: Uint8Array): Promise<Answer<FilePut>>;
  /** Null: the district does not have it (yet), or we may not have it. */
  read(token: string, part: FileRead): Promise<Answer<Uint8Array | null>>;
}

interface Ask {
  readonly method: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  /** What is signed of it. */
  readonly signed: WriteToSign['body'];
}

/** A piece on a very slow line; a connection that stalls longer must not hold up the next try. Milliseconds. */
const timeout = 60_000;

export function createFileClient(deps: {
  readonly server: string;
  readonly fetch: typeof fetch;
  readonly sign: (write: WriteToSign) => Promise<string>;
}): FileClient {
  const { server } = deps;

  async function reach(path: string, accessToken: string, ask: Ask): Promise<Answer<Response>> {
    const { signed: body, ...init } = ask;
    try {
      const proof = await deps.sign({ act: `${init.method} ${path}`, accessToken, body });
      return ok(
        await deps.fetch(`${server}${path}`, {
          ...init,
          redirect: 'error',
          signal: AbortSignal.timeout(timeout),
          headers: {
            ...init.headers,
            authorization: `Bearer ${accessToken}`,
            'device-proof': proof,
          },
        }),
      );
    } catch (error) {
      return err(failureOfUnreached(error, server));
    }
  }

  async function jsonOf<T>(response: Response, schema: z.ZodType<T>): Promise<Answer<T>> {
    try {
      const body: unknown = await response.json();
      if (!response.ok) return err(failureOf(response.status, body));
      const parsed = schema.safeParse(body);
      return parsed.success ? ok(parsed.data) : err(garbled());
    } catch {
      // Cut off in the middle, or no JSON at all.
      return err(response.ok ? { code: 'E_OFFLINE', params: { server } } : garbled());
    }
  }

  function failureOf(status: number, body: unknown): Failure {
    const parsed = errorBody.safeParse(body);
    if (parsed.success) return failureOfCode(parsed.data.code, parsed.data.params ?? {}, status);
    return status >= 500 ? { code: 'E_SERVER_TROUBLE', params: { status } } : garbled();
  }

  const garbled = (): Failure => ({ code: 'E_SERVER_GARBLED', params: { server } });

  function asJson(body: unknown): Ask {
    const text = JSON.stringify(body);
    return {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json' },
      signed: text,
    };
  }

  return {
    async ask(token, files) {
      const asked = files.map(({ record, sha256, size }) => ({ record, sha256, size }));
      const response = await reach('/v1/files/ask', token, asJson({ files: asked }));
      return response.ok ? jsonOf(response.value, filesAsked) : response;
    },
    async put(token, piece, bytes) {
      const response = await reach('/v1/files/piece', token, {
        method: 'PUT',
        body: Uint8Array.from(bytes),
        signed: [signedHead(piece), bytes],
        headers: {
          'content-type': 'application/octet-stream',
          [fileHeaders.record]: piece.record,
          [fileHeaders.sha256]: piece.sha256,
          [fileHeaders.size]: String(piece.size),
          [fileHeaders.offset]: String(piece.offset),
        },
      });
      return response.ok ? jsonOf(response.value, filePut) : response;
    },
    async read(token, part) {
      const response = await reach('/v1/files/read', token, asJson(part));
      if (!response.ok) return response;
      const type = response.value.headers.get('content-type') ?? '';
      if (response.value.ok && type.startsWith('application/octet-stream')) {
        try {
          return ok(new Uint8Array(await response.value.arrayBuffer()));
        } catch {
          return err({ code: 'E_OFFLINE', params: { server } });
        }
      }
      const said = errorBody.safeParse(await response.value.json().catch(() => null));
      if (said.success && said.data.code === 'not_found') return ok(null);
      return err(failureOf(response.value.status, said.data));
    },
  };
}
