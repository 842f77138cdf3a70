/** A box as a device makes it, for tests of the district. */
import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import { headType, type RescueHead, type RescueLine } from '../../shared/rescue/box-format.ts';
import { rescueStanding, type RescueStanding } from '../../shared/rescue/delivery-protocol.ts';
import type { TestOffice, TestSeat } from './test-office.ts';

export interface TestBox {
  readonly id: string;
  readonly head: string;
  readonly parts: readonly string[];
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Each list of lines becomes a part. `changes` spoils the head. */
export async function makeBox(
  seat: TestSeat,
  instance: string,
  lines: readonly (readonly RescueLine[])[],
  changes: Partial<RescueHead> = {},
): Promise<TestBox> {
  const key = await importJWK(seat.reply.keys.exchange ?? {}, 'ECDH-ES');
  const parts = await Promise.all(
    lines.map((part) =>
      new CompactEncrypt(gzipSync(part.map((line) => JSON.stringify(line)).join('\n')))
        .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
        .encrypt(key),
    ),
  );
  const all = lines.flat();
  const id = randomUUID();
  const head: RescueHead = {
    format: 1,
    id,
    instance,
    device: seat.device.id,
    userId: seat.userId,
    reason: 'revoked',
    madeAt: '2026-11-20T02:00:00.000Z',
    parts: parts.map((part) => hashOf(part)),
    rows: all.filter(({ kind }) => kind === 'row').length,
    drafts: all.filter(({ kind }) => kind === 'draft').length,
    files: all.filter((line) => line.kind === 'file' && line.offset === 0).length,
    ...changes,
  };
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(head)))
    .setProtectedHeader({ alg: 'EdDSA', typ: headType })
    .sign(seat.device.privateKey);
  return { id, head: signed, parts };
}

/** One request about a box, with a fresh proof of this seat's device. */
export async function deliver(
  office: TestOffice,
  seat: TestSeat,
  step: 'begin' | 'part' | 'finish',
  body: object,
): Promise<{ status: number; body: unknown }> {
  return office.call(`/v1/rescue/${step}`, { ...body, deviceProof: await seat.device.proof() });
}

/** Delivers the whole box; the standing with its receipt. */
export async function deliverAll(
  office: TestOffice,
  seat: TestSeat,
  box: TestBox,
): Promise<RescueStanding> {
  const boxId = box.id;
  const begun = await deliver(office, seat, 'begin', { head: box.head });
  if (begun.status !== 200) throw new Error(JSON.stringify(begun));
  for (const [number, part] of box.parts.entries())
    await deliver(office, seat, 'part', { boxId, number, part });
  const finished = await deliver(office, seat, 'finish', { boxId });
  if (finished.status !== 200) throw new Error(JSON.stringify(finished));
  return rescueStanding.parse(finished.body);
}
