/** Files as a page hands them in, and a record that names them. */
import { createHash, randomBytes } from 'node:crypto';
import type { Input } from '../../../shared/bridge/contract.ts';
import { pieceBytes, type FileRef } from '../../../shared/files/file-ref.ts';
import { value, type Device } from './stage.ts';

export const pdf = (size: number) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export async function handIn(device: Device, bytes: Buffer, name = '材料.pdf'): Promise<FileRef> {
  const { ticket } = value(await device.bridge.call('files.begin', { size: bytes.length }));
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const data = bytes.subarray(at, at + pieceBytes).toString('base64');
    value(await device.bridge.call('files.piece', { ticket, data }));
  }
  const whole = value(await device.bridge.call('files.finish', { ticket, imagesOnly: false }));
  return { id: `ref-${whole.sha256.slice(0, 8)}`, name, ...whole };
}

/** Answers the record's id. */
export async function suggestionWith(device: Device, files: readonly FileRef[]): Promise<string> {
  const saved = await device.bridge.call('records.save', {
    type: 'suggestion',
    id: null,
    data: {
      channel: 'desk',
      category: 'service',
      content: '随信附上材料',
      receivedOn: '2026-01-05',
      attachments: files,
    } as unknown as Input<'records.save'>['data'],
    draftId: null,
    baseMutation: null,
    baseData: null,
    action: 'register',
    opinion: '',
  });
  return value(saved).id;
}
