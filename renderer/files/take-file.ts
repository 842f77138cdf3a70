/** Hands a file to the core, piece by piece. It is on the disk, sealed, when this answers. */
import type { Bridge } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { pieceBytes, type FileMime } from '../../shared/files/file-ref.ts';
import type { Answer } from '../bridge/bridge-context.tsx';
import { failureFrom } from '../bridge/failure-error.ts';

export interface TakenFile {
  readonly sha256: string;
  readonly mime: FileMime;
  readonly size: number;
}

export async function takeFile(
  bridge: Bridge,
  content: Blob,
  options: { readonly imagesOnly: boolean; readonly onProgress?: (share: number) => void },
): Promise<Answer<TakenFile>> {
  try {
    const begun = await bridge.call('files.begin', { size: content.size });
    if (!begun.ok) return refused(begun.error as Failure);
    const { ticket } = begun.value;
    for (let at = 0; at < content.size; at += pieceBytes) {
      const data = await base64Of(content.slice(at, at + pieceBytes));
      const taken = await bridge.call('files.piece', { ticket, data });
      if (!taken.ok) return refused(taken.error as Failure);
      options.onProgress?.(Math.min(1, (at + pieceBytes) / content.size));
    }
    const { imagesOnly } = options;
    const finished = await bridge.call('files.finish', { ticket, imagesOnly });
    return finished.ok ? finished : refused(finished.error as Failure);
  } catch (error) {
    return refused(failureFrom(error));
  }
}

function refused(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // In parts: a call with a quarter of a million arguments would overflow.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
