/** From what somebody dropped, pasted or chose to a mention for the record: pictures made small, bytes stored, name kept. */
import type { Bridge } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { FileRef } from '../../shared/files/file-ref.ts';
import type { Answer } from '../bridge/bridge-context.tsx';
import { bytesInWords } from '../format/bytes.ts';
import { preparePicture } from './picture.ts';
import { takeFile } from './take-file.ts';

export interface AddOptions {
  readonly imagesOnly: boolean;
  readonly maxBytes: number;
  readonly newId: () => string;
  readonly onProgress?: (share: number) => void;
}

export async function addFile(
  bridge: Bridge,
  file: File,
  options: AddOptions,
): Promise<Answer<FileRef>> {
  const name = nameOf(file);
  if (file.size === 0) return refuse({ code: 'E_FILE_CUT' });
  const isPicture = /^image\/(jpeg|png|webp|gif|bmp)$/.test(file.type);
  const picture = isPicture ? await preparePicture(file) : null;
  // What calls itself a picture and is none goes on as it is: the core says what it found.
  const content = picture?.kept ?? file;
  if (content.size > options.maxBytes)
    return refuse({
      code: 'E_FILE_LARGE',
      params: { size: bytesInWords(content.size), max: bytesInWords(options.maxBytes) },
    });
  const taken = await takeFile(bridge, content, options);
  if (!taken.ok) return taken;
  const small =
    picture === null || picture.small === null
      ? null
      : await takeFile(bridge, picture.small, { imagesOnly: true });
  return {
    ok: true,
    value: {
      id: options.newId(),
      name,
      ...taken.value,
      ...(picture === null ? {} : { width: picture.width, height: picture.height }),
      ...(small?.ok === true
        ? { small: { sha256: small.value.sha256, size: small.value.size } }
        : {}),
    },
  };
}

function refuse(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

function nameOf(file: File): string {
  const name = file.name.normalize('NFC').trim();
  return Array.from(name === '' ? 'file' : name)
    .slice(0, 100)
    .join('');
}
