/** After quiet: was every promise kept? Compares what was acknowledged, what the district has and what lies on each computer. */
import { canonicalJson } from './canonical-json.ts';
import type { Dump } from './device-messages.ts';
import { readDistrict, type District } from './district-view.ts';
import type { Quiet } from './heal.ts';
import type { Written } from './ledger.ts';
import { maySee } from './people.ts';
import type { Post, Stage } from './stage.ts';
import { createTraces, type Traces } from './traces.ts';

/** Sentences, one for each broken promise. */
export interface Verdict {
  readonly lost: readonly string[];
  readonly stuck: readonly string[];
  readonly diverged: readonly string[];
  readonly silent: readonly string[];
  readonly leaked: readonly string[];
}

export async function judge(stage: Stage, quiet: Quiet): Promise<Verdict> {
  const district = await readDistrict(stage.server());
  const users = new Map(stage.posts.map(({ seat }) => [seat.login, seat.userId]));
  const traces = createTraces(district, [...quiet.dumps.values()], stage.ledger, users);
  const lost: string[] = [...stage.lies];
  const silent: string[] = [];
  const { beyondRepair } = stage.backups;
  for (const each of stage.ledger.written) {
    if (each.events.some((id) => beyondRepair.has(id))) continue;
    lost.push(...lostOf(each, district, traces));
    silent.push(...silentOf(each, district, traces, stage.moved));
  }
  const diverged: string[] = [];
  const leaked: string[] = [...stage.leaks];
  for (const [post, dump] of quiet.dumps) {
    leaked.push(...leaksOn(post, dump));
    // What is still on its way differs for a good reason, and is counted already.
    if (dump.waiting.length === 0 && dump.state.lastFailure === null)
      diverged.push(...differencesOf(post, dump, district));
  }
  return { lost, stuck: quiet.stuck, diverged, silent, leaked: [...new Set(leaked)] };
}

const name = (each: Written) =>
  `#${each.number} ${each.what} by ${each.by} on ${each.recordId} (${each.after?.type ?? ''})`;

/** Neither at the district nor in anybody's hands. */
function lostOf(each: Written, district: District, traces: Traces): string[] {
  const events = each.events.filter(
    (id) => !district.events.has(id) && !traces.isRefused('events', id),
  );
  const complaints = events.map((id) => `${name(each)}: its event ${id} is nowhere`);
  // Written and removed again before anybody else heard of it: then there is nothing to send but the events.
  const isThere =
    district.records.has(each.recordId) ||
    traces.isRefused('records', each.recordId) ||
    traces.isRemoved(each.recordId);
  return isThere ? complaints : [...complaints, `${name(each)}: the record is nowhere`];
}

/** Gone from the record without anybody having known or having been asked. */
function silentOf(
  each: Written,
  district: District,
  traces: Traces,
  moved: ReadonlySet<string>,
): string[] {
  const master = district.records.get(each.recordId);
  if (master === undefined) return [];
  if (each.after === null) {
    if (master.deleted || traces.isDecided(each, '_deleted', true)) return [];
    return [`${name(each)}: the record lives`];
  }
  const complaints: string[] = [];
  for (const { field, value } of traces.changesOf(each)) {
    // Whoever moves a record says in which community it is from then on.
    if (field === 'community' && moved.has(each.recordId)) continue;
    const now = field === 'state' ? master.doc.state : master.doc.data[field];
    if (canonicalJson(now) === canonicalJson(value)) {
      if (!master.deleted || traces.isDecided(each, field, value)) continue;
      if (traces.sawAtRemoval(each.recordId, field, value)) continue;
      complaints.push(`${name(each)}: removed by somebody who had not seen its ${field}`);
    } else if (!traces.isDecided(each, field, value))
      complaints.push(
        `${name(each)}: ${field} ${canonicalJson(value)} gave way to ${canonicalJson(now)}`,
      );
  }
  return complaints;
}

function leaksOn(post: Post, dump: Dump): string[] {
  const access = post.access.at(-1);
  return [...dump.records, ...dump.events].flatMap((row) =>
    access === undefined || maySee(access, row)
      ? []
      : [`${post.seat.login} holds ${row.id} of ${row.unit}/${row.community}`],
  );
}

/** Byte for byte, but for rows that the district refused and a person has not looked at yet. */
function differencesOf(post: Post, dump: Dump, district: District): string[] {
  const access = post.access.at(-1);
  const refused = new Set(
    dump.cards.flatMap(({ kind, mine }) => (kind === 'rejected' ? [mine.id] : [])),
  );
  const complaints: string[] = [];
  for (const collection of ['records', 'events'] as const) {
    const here = new Map(dump[collection].map((row) => [row.id, canonicalJson(row)]));
    const there = new Map(
      [...district[collection].values()].flatMap(({ doc, deleted }) =>
        deleted || access === undefined || !maySee(access, doc)
          ? []
          : [[doc.id, canonicalJson(doc)] as const],
      ),
    );
    for (const id of new Set([...here.keys(), ...there.keys()])) {
      if (refused.has(id) || here.get(id) === there.get(id)) continue;
      const what = !there.has(id)
        ? 'has and the district has not'
        : !here.has(id)
          ? 'lacks'
          : 'has otherwise';
      complaints.push(`${post.seat.login} ${what}: ${collection} ${id}`);
    }
  }
  return complaints;
}
