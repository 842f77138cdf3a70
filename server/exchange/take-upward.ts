/** The district's desk and a bundle that was brought: look into it, then take it and make the reply. */
import type {
  BundlePreview,
  MadeBundle,
  RegisterEntry,
} from '../../shared/exchange/desk-protocol.ts';
import { bundleFileName, missingBetween, type UpMessage } from '../../shared/exchange/format.ts';
import type { Refusal } from '../../shared/exchange/refusals.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CheckpointVector, PushResult } from '../../shared/sync/protocol.ts';
import { appendAudit } from '../audit.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { unitNameOf } from '../docs/unit-name.ts';
import { takeRows, tryRows } from './judge-bundle.ts';
import { takeFiles, wishesOf } from './bundle-files.ts';
import { makeDownward } from './make-downward.ts';
import { openUpward, type UpwardBundle } from './open-upward.ts';
import { enter, lastNumber, noteReceipt, takenAs, type Handler } from './register.ts';

/** What is in the bundle and what taking it would do. Nothing is changed. */
export async function lookInto(
  deps: ServerDeps,
  text: string,
): Promise<Result<BundlePreview, Refusal>> {
  const opened = await openUpward(deps, text);
  if (!opened.ok) return opened;
  const { header, opening, checksum, session } = opened.value;
  const counts = countResults(await tryRows(deps, opened.value));
  return ok({
    fileName: bundleFileName(header),
    checksum,
    kind: header.kind,
    unit: session.actor.unit,
    unitName: await unitNameOf(deps.database, session.actor.unit),
    letter: header.letter,
    seq: header.seq,
    answers: header.answers,
    createdAt: header.createdAt,
    mediaNo: header.mediaNo,
    userName: session.actor.name,
    rows: header.rows,
    files: header.files,
    types: opening.types,
    ...(await standingOf(deps, opened.value)),
    accepted: counts.accepted,
    conflicts: counts.conflicts,
    rejected: counts.codes,
  });
}

export interface TakeInput {
  readonly text: string;
  readonly mediaNo: string;
  readonly virusChecked: boolean;
  readonly handler: Handler;
}

/** Judges the rows, enters the bundle and answers it. Taking the same file again changes nothing and makes a fresh reply. */
export async function takeUpward(
  deps: ServerDeps,
  input: TakeInput,
): Promise<Result<{ readonly entry: RegisterEntry; readonly reply: MadeBundle }, Refusal>> {
  const opened = await openUpward(deps, input.text);
  if (!opened.ok) return opened;
  const bundle = opened.value;
  const { header, session, checksum } = bundle;
  const { missing } = await standingOf(deps, bundle);
  const pushed = await takeRows(deps, bundle);
  const filed = bundle.isFromBefore ? [] : [...(await takeFiles(deps, session, bundle.messages))];
  const counts = countResults(pushed.flatMap(({ reply }) => reply.results));
  const at = isoNow(deps.clock);
  const mediaNo = input.mediaNo === '' ? header.mediaNo : input.mediaNo;
  const entry = await deps.database.transaction(async (tx) => {
    await noteReceipt(tx, header.device, header.lastReceipt, at);
    const entered = await enter(tx, {
      direction: 'up',
      kind: header.kind,
      device: header.device,
      seq: header.seq,
      answers: 0,
      checksum,
      mediaNo,
      handler: input.handler,
      virusChecked: input.virusChecked,
      rows: header.rows,
      accepted: counts.accepted,
      conflicts: counts.conflicts,
      rejected: counts.rejected,
      missing,
      userId: session.userId,
      // Its numbers mean something else now: the answer brings everything from the start.
      stands: bundle.isFromBefore ? {} : standsOf(bundle.messages),
      answerTo: header.answerTo,
      at,
    });
    await appendAudit(tx, {
      at,
      actor: input.handler.id,
      device: header.device,
      verb: 'exchange in',
      subject: `${session.actor.unit} ${header.seq}`,
      result: `${counts.accepted}/${header.rows}`,
    });
    return entered;
  });
  const reply = await makeDownward(deps, {
    device: header.device,
    mediaNo,
    handler: input.handler,
    answered: { seq: header.seq, pushed, filed, wishes: wishesOf(bundle.messages) },
  });
  return reply.ok ? ok({ entry, reply: reply.value }) : reply;
}

async function standingOf(
  deps: ServerDeps,
  { header, checksum, isFromBefore }: UpwardBundle,
): Promise<Pick<BundlePreview, 'standing' | 'missing'>> {
  if (isFromBefore) return { standing: 'before_restore', missing: [] };
  const last = await lastNumber(deps.database, 'up', header.device);
  const taken = await takenAs(deps.database, header.device, header.seq);
  if (taken.includes(checksum)) return { standing: 'same', missing: [] };
  if (taken.length > 0) return { standing: 'renumbered', missing: [] };
  if (header.seq < last) return { standing: 'older', missing: [] };
  return { standing: 'new', missing: [...missingBetween(last, header.seq)] };
}

function standsOf(messages: readonly UpMessage[]): Record<string, CheckpointVector> {
  return Object.fromEntries(
    messages.flatMap((message) =>
      message.kind === 'stand' ? [[message.collection, message.checkpoint]] : [],
    ),
  );
}

function countResults(results: readonly PushResult[]) {
  const codes: Record<string, number> = {};
  for (const result of results)
    if (result.status === 'rejected') codes[result.code] = (codes[result.code] ?? 0) + 1;
  const count = (status: PushResult['status']) =>
    results.filter((result) => result.status === status).length;
  return {
    accepted: count('accepted'),
    conflicts: count('conflict'),
    rejected: count('rejected'),
    codes,
  };
}
