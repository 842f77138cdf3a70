/** Brings a file to the core in pieces. */
import { excelPieceBytes } from '../../shared/bridge/excel.ts';
import type { useTell, Answer } from '../bridge/bridge-context.tsx';

export async function uploadFile(
  tell: ReturnType<typeof useTell>,
  file: File,
): Promise<Answer<{ upload: string }>> {
  const begun = await tell('excel.upload', {
    fileName: file.name.slice(-200),
    size: Math.max(1, file.size),
  });
  if (!begun.ok) return begun;
  const { upload } = begun.value;
  for (let offset = 0; offset < file.size; offset += excelPieceBytes) {
    const bytes = new Uint8Array(await file.slice(offset, offset + excelPieceBytes).arrayBuffer());
    const sent = await tell('excel.piece', { upload, data: base64Of(bytes) });
    if (!sent.ok) return sent;
  }
  return begun;
}

/** In parts: a call with a million arguments is one too many. */
function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
}
