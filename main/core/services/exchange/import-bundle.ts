/** A bundle from the district on this computer: look into it, then take it. Taking it twice, or after a later one, does no harm. */
import type { ExchangeTaken } from '../../../../shared/bridge/exchange.ts';
import type { BundlePreview, RegisterEntry } from '../../../../shared/exchange/desk-protocol.ts';
import {
  bundleFileName,
  downMessage,
  missingBetween,
  type BundleHeader,
  type DownMessage,
  type Opening,
} from '../../../../shared/exchange/format.ts';
import { openBundle, peekBundle } from '../../../../shared/exchange/read-bundle.ts';
import { refusal, type Refusal } from '../../../../shared/exchange/refusals.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import type { PushResult } from '../../../../shared/sync/protocol.ts';
import { isEqual, takeDownward } from '../../sync/by-hand.ts';
import { takeFiles } from './bundle-files.ts';
import { bundleReader, fromBase64Url, sha256 } from './bundle-crypto.ts';
import type { ExchangeParts } from './parts.ts';

interface Opened {
  readonly header: BundleHeader;
  readonly opening: Opening;
  readonly messages: readonly DownMessage[];
  readonly checksum: string;
}

export async function lookInto(
  parts: ExchangeParts,
  text: string,
): Promise<Result<BundlePreview, Refusal>> {
  const opened = await openDownward(parts, text);
  if (!opened.ok) return opened;
  const { header, opening, checksum } = opened.value;
  return ok({
    fileName: bundleFileName(header),
    checksum,
    kind: header.kind,
    unit: header.unit,
    unitName: parts.device.unitName,
    letter: header.letter,
    seq: header.seq,
    answers: header.answers,
    createdAt: header.createdAt,
    mediaNo: header.mediaNo,
    userName: opening.userName,
    rows: header.rows,
    files: header.files,
    types: opening.types,
    ...(await standingOf(parts, opened.value)),
    ...countResults(opened.value.messages),
  });
}

export interface TakeInput {
  readonly text: string;
  readonly mediaNo: string;
  readonly virusChecked: boolean;
}

export async function takeBundle(
  parts: ExchangeParts,
  input: TakeInput,
): Promise<Result<ExchangeTaken, Refusal>> {
  const opened = await openDownward(parts, input.text);
  if (!opened.ok) return opened;
  const { header, messages } = opened.value;
  const { memory, sync } = parts;
  const { missing } = await standingOf(parts, opened.value);
  const isNewest = header.seq >= (await memory.state()).down;
  const taken = await sync.byHand(async (hand) => {
    const result = await takeDownward(hand, messages, isNewest);
    // What the district has taken needs no ledger any more; its results have just been looked at.
    await hand.ledger.settle(header.lastReceipt);
    return result;
  });
  const files = await takeFiles(parts, messages);
  const state = await memory.state();
  await memory.change({
    down: Math.max(state.down, header.seq),
    // An older backup was restored here: numbers go on from what the district has seen.
    up: Math.max(state.up, header.lastReceipt),
    confirmedUp: Math.max(state.confirmedUp, header.lastReceipt),
  });
  await sync.noteTaken(taken);
  const entry = await enter(parts, input, opened.value, missing);
  return ok({
    entry,
    rows: taken.rows,
    files,
    pending: await parts.store.outbox.count(),
    more: taken.more,
    behind: taken.behind.length > 0,
    equal: taken.comparisons === null ? null : isEqual(taken.comparisons),
  });
}

async function openDownward(parts: ExchangeParts, text: string): Promise<Result<Opened, Refusal>> {
  const claimed = peekBundle(fromBase64Url, text);
  if (!claimed.ok) return claimed;
  const wrong = wrongAddress(parts, claimed.value);
  if (wrong !== null) return err(wrong);
  const { privateKey } = await parts.memory.key();
  const port = bundleReader({ signing: parts.keys().signing, own: privateKey });
  const opened = await openBundle(port, text, downMessage);
  if (!opened.ok) return opened;
  if (claimed.value.epoch > parts.sync.epoch()) {
    await parts.sync.noteRestored(claimed.value.epoch);
    return err(refusal('district_restored'));
  }
  const [opening, ...messages] = opened.value.messages;
  return opening?.kind === 'opening'
    ? ok({ header: opened.value.header, opening, messages, checksum: sha256(text) })
    : err(refusal('damaged'));
}

function wrongAddress({ device, sync }: ExchangeParts, header: BundleHeader): Refusal | null {
  if (header.kind === 'up') return refusal('wrong_direction_up');
  if (header.isDemo !== device.isDemo) return refusal('demo_mixed');
  if (header.instance !== device.instance) return refusal('other_district');
  if (header.epoch < sync.epoch()) return refusal('other_epoch');
  return header.device === device.deviceId
    ? null
    : refusal('other_device', { unit: header.unit, letter: header.letter });
}

async function standingOf(
  { memory }: ExchangeParts,
  { header, checksum }: Opened,
): Promise<Pick<BundlePreview, 'standing' | 'missing'>> {
  const taken = (await memory.entries()).filter((entry) => entry.direction === 'in');
  if (taken.some((entry) => entry.checksum === checksum)) return { standing: 'same', missing: [] };
  if (taken.some((entry) => entry.seq === header.seq))
    return { standing: 'renumbered', missing: [] };
  const { down } = await memory.state();
  if (header.seq < down) return { standing: 'older', missing: [] };
  return { standing: 'new', missing: [...missingBetween(down, header.seq)] };
}

function countResults(messages: readonly DownMessage[]) {
  const results: readonly PushResult[] = messages.flatMap((message) =>
    message.kind === 'pushed' ? message.reply.results : [],
  );
  const rejected: Record<string, number> = {};
  for (const result of results)
    if (result.status === 'rejected') rejected[result.code] = (rejected[result.code] ?? 0) + 1;
  const count = (status: PushResult['status']) =>
    results.filter((result) => result.status === status).length;
  return { accepted: count('accepted'), conflicts: count('conflict'), rejected };
}

async function enter(
  parts: ExchangeParts,
  input: TakeInput,
  { header, messages, checksum }: Opened,
  missing: readonly number[],
): Promise<RegisterEntry> {
  const known = (await parts.memory.entries()).find(
    (entry) => entry.direction === 'in' && entry.checksum === checksum,
  );
  const counts = countResults(messages);
  const entry: RegisterEntry =
    known === undefined
      ? {
          id: parts.newId(),
          direction: 'in',
          kind: header.kind,
          unit: header.unit,
          unitName: parts.device.unitName,
          letter: header.letter,
          seq: header.seq,
          answers: header.answers,
          checksum,
          mediaNo: input.mediaNo === '' ? header.mediaNo : input.mediaNo,
          handler: parts.actor().name,
          virusChecked: input.virusChecked,
          rows: header.rows,
          accepted: counts.accepted,
          conflicts: counts.conflicts,
          rejected: Object.values(counts.rejected).reduce((sum, each) => sum + each, 0),
          missing: [...missing],
          times: 1,
          receivedAt: null,
          at: new Date(parts.now()).toISOString(),
        }
      : { ...known, times: known.times + 1 };
  await parts.memory.enter(entry);
  await confirmSent(parts, header.lastReceipt, entry.at);
  return entry;
}

/** The district has everything up to this number. */
async function confirmSent(parts: ExchangeParts, upTo: number, at: string): Promise<void> {
  for (const entry of await parts.memory.entries())
    if (entry.direction === 'out' && entry.seq <= upTo && entry.receivedAt === null)
      await parts.memory.enter({ ...entry, receivedAt: at });
}
