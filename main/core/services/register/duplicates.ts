/** 疑似重复 (domain.md §2.4): who may be the same, by the blind index; what differs between two; decisions so far. */
import { can } from '../../../../shared/access/can.ts';
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { DuplicateHint, DuplicatePair } from '../../../../shared/bridge/duplicates.ts';
import { duplicateLevels, type DuplicateRule } from '../../../../shared/duplicates/key.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { MergeData } from '../../../../shared/records/merge/schema.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { sameValue } from '../../../../shared/sync/merge.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { twinHasher } from '../../storage/index.ts';
import { findType, type Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { readScope } from '../lists/read-scope.ts';
import { keysOfRecord } from '../profile/twin-specs.ts';
import { tableOf } from '../profile/type-tables.ts';
import { readableRecord } from '../records/get-record.ts';
import { maskData, unmaskData } from '../records/mask-fields.ts';
import { pairKey } from './pair-key.ts';

type Value<P extends 'duplicates.list' | 'duplicates.compare' | 'duplicates.decisions'> = Extract<
  Output<P>,
  { ok: true }
>['value'];

const hints = 5;
/** Values that more records than this share say nothing (a common name in one community). */
const mostWithOneKey = 12;
const pairsShown = 300;

export async function duplicateHints(
  context: ProfileContext,
  input: Input<'duplicates.hint'>,
): Promise<Answer<DuplicateHint[]>> {
  const type = findType(input.type);
  if (!type.ok) return type;
  if (type.value.duplicates === undefined) return ok([]);
  const actor = context.actor();
  const stored =
    input.id === null ? undefined : (await findPlain(context.store, 'records', [input.id]))[0];
  const data = unmaskData(type.value.fields, input.data, stored?.data ?? {});
  const keys = keysOfRecord(input.type, {
    data,
    unit: actor.unit,
    community: stored?.community ?? actor.community,
  });
  const twinHash = twinHasher(context.twinSecret.reveal());
  const hashes = keys.map((key) => twinHash(input.type, key));
  const rows = await context.store.read.all<{ id: string; rule: string; level: number }>(hintSql, [
    input.type,
    JSON.stringify(hashes),
    mostWithOneKey * hints,
  ]);
  const byId = new Map<string, { level: number; rules: Set<string> }>();
  for (const { id, rule, level } of rows) {
    if (id === input.id) continue;
    const known = byId.get(id) ?? { level, rules: new Set<string>() };
    known.level = Math.min(known.level, level);
    byId.set(id, { ...known, rules: known.rules.add(rule) });
  }
  const best = [...byId].toSorted((a, b) => a[1].level - b[1].level).slice(0, hints * 2);
  const records = await findPlain(
    context.store,
    'records',
    best.map(([id]) => id),
  );
  const decided = input.id === null ? new Set<string>() : await decidedPairs(context, [input.id]);
  return ok(
    best
      .flatMap(([id, { level, rules }]): DuplicateHint[] => {
        const record = records.find((each) => each.id === id);
        if (record === undefined || !isReadable(context, record)) return [];
        if (input.id !== null && decided.has(pairKey(input.id, id))) return [];
        return [{ ...refOf(record), place: placeOf(record), ...foundBy(level, [...rules]) }];
      })
      .slice(0, hints),
  );
}

/** By the index alone; asked at every pause of a form. */
export const hintSql =
  'SELECT id, rule, level FROM twins WHERE type = ? AND hash IN (SELECT value FROM json_each(?)) ORDER BY level LIMIT ?';

export async function duplicateList(
  context: ProfileContext,
  { type: name }: Input<'duplicates.list'>,
): Promise<Answer<Value<'duplicates.list'>>> {
  const type = findType(name);
  if (!type.ok) return type;
  const rows = await context.store.read.remembered<{
    a: string;
    b: string;
    level: number;
    rules: string;
  }>(
    `WITH shared AS MATERIALIZED (SELECT hash FROM twins WHERE type = ? GROUP BY hash HAVING count(*) BETWEEN 2 AND ${mostWithOneKey})
     SELECT x.id AS a, y.id AS b, min(x.level) AS level, group_concat(DISTINCT x.rule) AS rules
     FROM shared JOIN twins AS x ON x.type = ? AND x.hash = shared.hash JOIN twins AS y ON y.type = ? AND y.hash = shared.hash AND y.id > x.id
     GROUP BY x.id, y.id ORDER BY level, a, b LIMIT ${pairsShown + 1}`,
    [name, name, name],
  );
  const decided = await decidedPairs(context, null);
  const records = new Map(
    (
      await findPlain(context.store, 'records', [...new Set(rows.flatMap(({ a, b }) => [a, b]))])
    ).map((record) => [record.id, record]),
  );
  const pairs = rows.flatMap(({ a, b, level, rules }): DuplicatePair[] => {
    const [first, second] = [records.get(a), records.get(b)];
    if (first === undefined || second === undefined || decided.has(pairKey(a, b))) return [];
    if (!isReadable(context, first) || !isReadable(context, second)) return [];
    return [{ a: sideOf(first), b: sideOf(second), ...foundBy(level, rules.split(',')) }];
  });
  return ok({ pairs: pairs.slice(0, pairsShown), isCut: rows.length > pairsShown });
}

/**
 * By unit: pairs of persons that are surely or very likely one and about which nobody has decided (N of 数字清). Within one unit, so that
 * the district counts what the street counts; pairs across streets are the district's own matter (decision 039).
 */
export async function undecidedPairs(
  context: ProfileContext,
): Promise<ReadonlyMap<string, number>> {
  const type = findType('person');
  if (!type.ok) return new Map();
  const scope = readScope(type.value, context.actor());
  const rows = await context.store.read.remembered<{ a: string; b: string; unit: string }>(
    `WITH often AS MATERIALIZED (SELECT hash FROM twins WHERE type = 'person' AND level < 2 GROUP BY hash HAVING count(*) > 1),
       shared AS MATERIALIZED (SELECT t.hash AS hash, list.unit AS unit FROM often JOIN twins AS t ON t.type = 'person' AND t.hash = often.hash
         JOIN p_person AS list ON list.id = t.id WHERE ${scope.sql} GROUP BY t.hash, list.unit HAVING count(*) BETWEEN 2 AND ${mostWithOneKey})
     SELECT DISTINCT x.id AS a, y.id AS b, shared.unit AS unit
     FROM shared JOIN twins AS x ON x.type = 'person' AND x.hash = shared.hash JOIN p_person AS p ON p.id = x.id AND p.unit = shared.unit
       JOIN twins AS y ON y.type = 'person' AND y.hash = shared.hash AND y.id > x.id JOIN p_person AS q ON q.id = y.id AND q.unit = shared.unit
     LIMIT 20000`,
    scope.params,
  );
  const decided = await decidedPairs(context, null);
  const counts = new Map<string, number>();
  for (const { a, b, unit } of rows)
    if (!decided.has(pairKey(a, b))) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
}

export async function compareRecords(
  context: ProfileContext,
  { type, a, b }: Input<'duplicates.compare'>,
): Promise<Answer<Value<'duplicates.compare'>>> {
  const [first, second] = await Promise.all([
    readableRecord(context, { type, id: a }),
    readableRecord(context, { type, id: b }),
  ]);
  if (!first.ok) return first;
  if (!second.ok) return second;
  const { fields } = first.value.type;
  const [left, right] = [first.value.record.data, second.value.record.data];
  const used = Object.entries(fields).filter(
    ([key]) => left[key] !== undefined || right[key] !== undefined,
  );
  return ok({
    a: maskData(fields, left).data as Value<'duplicates.compare'>['a'],
    b: maskData(fields, right).data as Value<'duplicates.compare'>['b'],
    fields: used.map(([key]) => ({ field: key, isSame: sameValue(left[key], right[key]) })),
    references: {
      a: await countReferences(context, type, a),
      b: await countReferences(context, type, b),
    },
  });
}

export async function duplicateDecisions(
  context: ProfileContext,
): Promise<Answer<Value<'duplicates.decisions'>>> {
  const { today } = checkContextOf(context);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_merge ORDER BY decided_on DESC, id DESC LIMIT 100`,
  );
  const records = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  return ok(
    records
      .filter((record) => isReadable(context, record))
      .map(({ id, data }) => ({ id, data: data as unknown as MergeData }))
      .filter(({ data }) => data.undoUntil >= today)
      .map(({ id, data }) => ({
        id,
        decision: data.decision as 'merged' | 'different',
        winner: data.winner,
        loser: data.loser,
        on: data.decidedOn,
        undoUntil: data.undoUntil,
        isUndone: data.standing === 'undone',
      })),
  );
}

/** Pairs somebody has said are not the same; null: all of them. */
async function decidedPairs(
  context: ProfileContext,
  of: readonly string[] | null,
): Promise<ReadonlySet<string>> {
  const where = `decision = 'different' AND standing = 'in_force'`;
  const ids = JSON.stringify(of ?? []);
  const rows =
    of === null
      ? await context.store.read.all<{ winner_id: string; loser_id: string }>(
          `SELECT winner_id, loser_id FROM p_merge WHERE ${where}`,
        )
      : await context.store.read.all<{ winner_id: string; loser_id: string }>(
          `SELECT winner_id, loser_id FROM p_merge WHERE winner_id IN (SELECT value FROM json_each(?)) AND ${where}
           UNION SELECT winner_id, loser_id FROM p_merge WHERE loser_id IN (SELECT value FROM json_each(?)) AND ${where}`,
          [ids, ids],
        );
  return new Set(rows.map(({ winner_id, loser_id }) => pairKey(winner_id, loser_id)));
}

async function countReferences(context: ProfileContext, name: string, id: string): Promise<number> {
  const counts = await Promise.all(
    recordTypes.flatMap((type) =>
      referenceColumns(type.name, name).map(async ({ column }) => {
        const [row] = await context.store.read.all<{ n: number }>(
          `SELECT count(*) AS n FROM ${tableOf(type.name)} WHERE ${column} = ?`,
          [id],
        );
        return row?.n ?? 0;
      }),
    ),
  );
  return counts.reduce((sum, n) => sum + n, 0);
}

/** Reference fields of a type that may point to records of `target` and can be searched backwards, merges themselves left out. */
export function referenceColumns(
  name: string,
  target: string,
): readonly { field: string; column: string }[] {
  const type = recordType(name);
  if (type === undefined || type.collection !== 'records' || name === 'merge') return [];
  return Object.entries(type.fields).flatMap(([field, { kind, refTypes }]) => {
    const column = `${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_id`;
    const projected = type.list.columns.some((each) => each.key === column);
    return kind === 'ref' && refTypes?.includes(target) === true && projected
      ? [{ field, column }]
      : [];
  });
}

export function isReadable(context: ProfileContext, record: Envelope): boolean {
  const type = recordType(record.type);
  return type !== undefined && can(context.actor(), 'read', type, record, record).allow;
}

function foundBy(level: number, rules: readonly string[]): Pick<DuplicateHint, 'level' | 'rules'> {
  return { level: duplicateLevels[level] ?? 'weak', rules: rules as DuplicateRule[] };
}

export function refOf(record: Envelope): { type: string; id: string; label: string } {
  return {
    type: record.type,
    id: record.id,
    label: recordType(record.type)?.label(record.data) ?? '',
  };
}

function sideOf(record: Envelope): DuplicatePair['a'] {
  const verified = record.data['verifiedOn'];
  return {
    ...refOf(record),
    place: placeOf(record),
    verifiedOn: typeof verified === 'string' ? verified : '',
  };
}

function placeOf({ data }: Envelope): string {
  const words = [data['birth'], data['liveAddr'] ?? data['addr'] ?? data['bizAddr']];
  return words.filter((each) => typeof each === 'string').join('　');
}
