/**
 * 放行: rescued rows go the way of every push, in their author's name, with the times they have. A row that meets a newer state is
 * merged by the device's own rules (shared/sync/settle.ts) and pushed again; what both sides changed is handed to the desk.
 */
import { randomUUID } from 'node:crypto';
import {
  maxBatch,
  protocolVersion,
  type PushResult,
  type WireRow,
} from '../../shared/sync/protocol.ts';
import type { RescueLine } from '../../shared/rescue/box-format.ts';
import type { RescueDecided } from '../../shared/rescue/desk-protocol.ts';
import { settle, type Living } from '../../shared/sync/settle.ts';
import type { Session } from '../auth/session.ts';
import { push } from '../sync/push.ts';
import type { ServerDeps } from '../deps.ts';
import { asWire } from './read-box.ts';

type RowLine = Extract<RescueLine, { kind: 'row' }>;
type Verdict = Pick<RescueDecided['results'][number], 'outcome' | 'code' | 'problems' | 'clash'>;

const versions = { app: 'district', protocol: protocolVersion, schema: 1 };
/** Somebody may write between two tries; after this many the desk tries again. */
const tries = 5;

/** Pushes records; answers what became of each, in their order. */
export async function releaseRecords(
  deps: ServerDeps,
  author: Session,
  lines: readonly RowLine[],
): Promise<Verdict[]> {
  const results = await pushRows(deps, author, 'records', lines);
  const verdicts: Verdict[] = [];
  for (const [index, line] of lines.entries()) {
    const result = results[index];
    if (result === undefined) throw new Error('a push left out a row in its answer');
    verdicts.push(
      result.status === 'conflict'
        ? await mergeInto(deps, author, line, result.master)
        : verdictOf(result),
    );
  }
  return verdicts;
}

/** Events are only ever added; one that the district has is there. */
export async function releaseEvents(
  deps: ServerDeps,
  author: Session,
  lines: readonly RowLine[],
): Promise<Verdict[]> {
  return (await pushRows(deps, author, 'events', lines)).map((result) =>
    result.status === 'conflict' ? plainVerdict('same') : verdictOf(result),
  );
}

async function pushRows(
  deps: ServerDeps,
  author: Session,
  collection: 'records' | 'events',
  lines: readonly { readonly base: string | null; readonly row: unknown }[],
): Promise<PushResult[]> {
  const results: PushResult[] = [];
  for (let at = 0; at < lines.length; at += maxBatch) {
    const rows = lines.slice(at, at + maxBatch).map(({ base, row }) => ({ base, row }));
    // A fresh number each time: what was taken before is recognised by its mutation.
    const request = { requestId: randomUUID(), collection, rows, versions };
    results.push(...(await push(deps, author, request)).results);
  }
  return results;
}

async function mergeInto(
  deps: ServerDeps,
  author: Session,
  line: RowLine,
  met: WireRow,
): Promise<Verdict> {
  const mine = asWire(line.row) as Living | null;
  const base = asWire(line.assumed) as Living | null;
  if (mine === null) return plainVerdict('refused', 'malformed');
  let master = met;
  for (let left = tries; left > 0; left -= 1) {
    const district = master as unknown as Living;
    const settled = settle(
      { base, mine, district },
      { actor: author.actor, newId: randomUUID, now: deps.clock.now, device: author.deviceId },
    );
    const clash =
      settled.clashes.length === 0
        ? null
        : { mine: mine as WireRow, district: master, assumed: base as WireRow | null };
    if (settled.isDistricts) return { ...plainVerdict(clash === null ? 'same' : 'clash'), clash };
    const [result] = await pushRows(deps, author, 'records', [
      { base: district.mutation, row: { ...settled.record, updatedAt: mine.updatedAt } },
    ]);
    if (result === undefined) throw new Error('a push left out a row in its answer');
    if (result.status === 'accepted')
      return { ...plainVerdict(clash === null ? 'merged' : 'clash'), clash };
    if (result.status === 'rejected') return verdictOf(result);
    master = result.master;
  }
  return plainVerdict('refused', 'busy');
}

function verdictOf(result: Exclude<PushResult, { status: 'conflict' }>): Verdict {
  return result.status === 'accepted'
    ? plainVerdict('accepted')
    : { ...plainVerdict('refused', result.code), problems: result.problems };
}

function plainVerdict(outcome: Verdict['outcome'], code = ''): Verdict {
  return { outcome, code, problems: [], clash: null };
}
