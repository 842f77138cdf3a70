/**
 * Makes a bundle for the district: everything unsent, and where this computer stands. Nothing stops being pending by it; that needs a
 * reply, or the network.
 */
import type { MadeBundle, RegisterEntry } from '../../../../shared/exchange/desk-protocol.ts';
import {
  bundleFileName,
  limits,
  type FilesChoice,
  type UpMessage,
} from '../../../../shared/exchange/format.ts';
import { refusal, type Refusal } from '../../../../shared/exchange/refusals.ts';
import { writeBundle, type WrittenBundle } from '../../../../shared/exchange/write-bundle.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { syncCollections } from '../../../../shared/sync/protocol.ts';
import { collectUnsent, readStands, type Unsent } from '../../sync/by-hand.ts';
import { toPushMessage } from '../../sync/export-ledger.ts';
import { filesGoing, type FilesGoing } from './bundle-files.ts';
import { bundleWriter } from './bundle-crypto.ts';
import type { ExchangeParts } from './parts.ts';

export interface ExportInput {
  readonly mediaNo: string;
  readonly virusChecked: boolean;
  readonly files: FilesChoice;
}

export async function exportBundle(
  parts: ExchangeParts,
  input: ExportInput,
): Promise<Result<MadeBundle, Refusal>> {
  const { memory } = parts;
  if (parts.keys().exchange === null) return err(refusal('no_key'));
  const hand = parts.sync.hand();
  const state = await memory.state();
  const going = await filesGoing(parts, input.files);
  const seq = state.up + 1;
  for (let most: number = limits.rows; ; most = Math.floor(most / 2)) {
    const unsent = await collectUnsent(hand, seq, most);
    const written = await write(parts, input, seq, state.down, unsent, going);
    if (written === null && most > 1) continue;
    if (written === null) throw new Error('a bundle of one row outgrew its limit');
    // Before anybody can carry the file away: what it holds must be known when the reply comes.
    await hand.ledger.add(unsent.requests);
    await memory.change({ up: seq, sentFiles: { ...going.sent } });
    const entry = entryOf(parts, input, written, unsent.rows);
    await memory.enter(entry);
    return ok({ fileName: bundleFileName(written.header), text: written.text, entry });
  }
}

async function write(
  parts: ExchangeParts,
  input: ExportInput,
  seq: number,
  lastReceipt: number,
  unsent: Unsent,
  going: FilesGoing,
): Promise<WrittenBundle | null> {
  const { device, memory, versions } = parts;
  const district = parts.keys().exchange;
  if (district === null) return null;
  const stands = await readStands(parts.sync.hand());
  const actor = parts.actor();
  const messages: UpMessage[] = [
    {
      kind: 'opening',
      userId: actor.userId,
      userName: actor.name,
      versions,
      types: countTypes(unsent),
    },
    ...unsent.requests.map((request) => toPushMessage(request, versions)),
    ...syncCollections.map((collection) => ({
      kind: 'stand' as const,
      collection,
      checkpoint: stands[collection],
    })),
    ...going.messages,
  ];
  const { publicKey } = await memory.key();
  return writeBundle(
    bundleWriter({ sign: parts.signBundle, district }),
    {
      format: 1,
      kind: 'up',
      instance: device.instance,
      epoch: parts.sync.epoch(),
      isDemo: device.isDemo,
      device: device.deviceId,
      letter: device.letter,
      unit: device.unit,
      seq,
      lastReceipt,
      answers: 0,
      createdAt: new Date(parts.now()).toISOString(),
      mediaNo: input.mediaNo,
      rows: unsent.rows,
      files: going.files,
      answerTo: publicKey,
    },
    messages,
  );
}

function countTypes(unsent: Unsent): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rows } of unsent.requests)
    for (const { row } of rows) {
      const type = 'recordId' in row ? 'event' : row.type;
      counts[type] = (counts[type] ?? 0) + 1;
    }
  return counts;
}

function entryOf(
  parts: ExchangeParts,
  input: ExportInput,
  { header, checksum }: WrittenBundle,
  rows: number,
): RegisterEntry {
  return {
    id: parts.newId(),
    direction: 'out',
    kind: header.kind,
    unit: header.unit,
    unitName: parts.device.unitName,
    letter: header.letter,
    seq: header.seq,
    answers: 0,
    checksum,
    mediaNo: input.mediaNo,
    handler: parts.actor().name,
    virusChecked: input.virusChecked,
    rows,
    accepted: 0,
    conflicts: 0,
    rejected: 0,
    missing: [],
    times: 1,
    receivedAt: null,
    at: header.createdAt,
  };
}
