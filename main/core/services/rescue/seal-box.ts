/** Seals lines into a box on the disk: packed, gzipped, each part to the district's exchange key, the head signed by this device. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { CompactEncrypt, importJWK } from 'jose';
import {
  rescueLimits,
  type RescueHead,
  type RescueLine,
  type RescueReason,
} from '../../../../shared/rescue/box-format.ts';
import type { SealingKey } from '../../../../shared/sync/district-keys.ts';
import type { BoxFolder, KeptBox } from './box-folder.ts';

export interface SealDeps {
  readonly folder: BoxFolder;
  readonly device: { readonly deviceId: string; readonly instance: string };
  readonly profileId: string;
  readonly userId: string;
  readonly exchange: SealingKey;
  /** Compact JWS by this device, of type `qb-rescue`. */
  readonly sign: (head: string) => Promise<string>;
  readonly newId: () => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The box is on the disk when it resolves; null: there was nothing to put into it. Throws when the disk refuses. */
export async function sealBox(
  deps: SealDeps,
  reason: RescueReason,
  lines: AsyncIterable<RescueLine>,
  settles: KeptBox['settles'] = [],
): Promise<RescueHead | null> {
  const id = deps.newId();
  const madeAt = new Date(deps.now()).toISOString();
  const making = deps.folder.begin({ id, profileId: deps.profileId, reason, madeAt, settles });
  try {
    const hashes: string[] = [];
    const counts = { rows: 0, drafts: 0, files: 0 };
    for await (const packed of packedLines(lines, counts)) {
      const part = await seal(deps.exchange, packed);
      hashes.push(createHash('sha256').update(part).digest('hex'));
      making.add(part);
    }
    if (hashes.length === 0) {
      making.abandon();
      return null;
    }
    const head: RescueHead = {
      format: 1,
      id,
      instance: deps.device.instance,
      device: deps.device.deviceId,
      userId: deps.userId,
      reason,
      madeAt,
      parts: hashes,
      ...counts,
    };
    making.finish(await deps.sign(JSON.stringify(head)));
    return head;
  } catch (error) {
    making.abandon();
    throw error;
  }
}

async function* packedLines(
  lines: AsyncIterable<RescueLine>,
  counts: { rows: number; drafts: number; files: number },
): AsyncGenerator<string> {
  let packed: string[] = [];
  let size = 0;
  for await (const line of lines) {
    if (line.kind === 'row') counts.rows += 1;
    else if (line.kind === 'draft') counts.drafts += 1;
    else if (line.offset === 0) counts.files += 1;
    const text = `${JSON.stringify(line)}\n`;
    if (size > 0 && size + text.length > rescueLimits.partChars) {
      yield packed.join('');
      [packed, size] = [[], 0];
    }
    packed.push(text);
    size += text.length;
  }
  if (size > 0) yield packed.join('');
}

async function seal(exchange: SealingKey, text: string): Promise<string> {
  return new CompactEncrypt(await promisify(gzip)(text))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(exchange, 'ECDH-ES'));
}
