/** Pairs of records in different streets that hold the same number, and what the district's desk does about one. */
import { randomUUID } from 'node:crypto';
import { addDays } from '../../shared/calendar/day.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { AcrossPair } from '../../shared/sync/across-protocol.ts';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { moveRecord } from '../../shared/workflow/move.ts';
import { appendAudit } from '../audit.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { readRows } from '../docs/stored-row.ts';
import { unitNameOf } from '../docs/unit-name.ts';
import { writeRequest } from '../intake/write-request.ts';
import { catchUp } from './blind-index.ts';

const mostShown = 500;
/** Calendar days that a street has to look at its record. */
const daysToLook = 15;
/** More records than this with one number are no pairs but a number that somebody made up. */
const mostWithOneKey = 12;

/** Open ones first; all numbers stay here. */
export async function listAcross(
  deps: ServerDeps,
): Promise<{ pairs: AcrossPair[]; isCut: boolean }> {
  await catchUp(deps);
  const rows = await deps.database.query<PairRow>(
    `${pairsSql} ORDER BY coalesce(d.decision, '') , p.a, p.b LIMIT ${mostShown + 1}`,
  );
  const shown = rows.slice(0, mostShown);
  const docs = await readRows(
    deps.database,
    'records',
    shown.flatMap(({ a, b }) => [a, b]),
  );
  const names = new Map<string, string>();
  for (const { doc } of docs.values())
    if (!names.has(doc.unit)) names.set(doc.unit, await unitNameOf(deps.database, doc.unit));
  const sideOf = (id: string) => {
    const doc = docs.get(id)?.doc as Envelope | undefined;
    if (doc === undefined) return null;
    const text = (field: string) => {
      const value = doc.data[field];
      return typeof value === 'string' ? value : '';
    };
    return {
      id,
      label: recordType(doc.type)?.label(doc.data) ?? '',
      unit: doc.unit,
      unitName: names.get(doc.unit) ?? doc.unit,
      community: doc.community,
      birth: text('birth'),
      verifiedOn: text('verifiedOn'),
    };
  };
  return {
    pairs: shown.flatMap((row): AcrossPair[] => {
      const [a, b] = [sideOf(row.a), sideOf(row.b)];
      if (a === null || b === null) return [];
      const { type, rule, decision, note, by, at } = row;
      return [
        {
          type,
          rule,
          a,
          b,
          state: decision ?? 'open',
          note: note ?? '',
          by: by ?? '',
          at: at?.toISOString() ?? '',
        },
      ];
    }),
    isCut: rows.length > mostShown,
  };
}

interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly type: string;
  readonly rule: string;
  readonly decision: 'asked' | 'apart' | null;
  readonly note: string | null;
  readonly by: string | null;
  readonly at: Date | null;
}

const pairsSql = `WITH shared AS (
    SELECT keyed FROM blind_index GROUP BY keyed HAVING count(DISTINCT scope) > 1 AND count(*) <= ${mostWithOneKey}
  ), p AS (
    SELECT x.record AS a, y.record AS b, min(x.type) AS type, min(x.rule) AS rule
    FROM shared s JOIN blind_index x ON x.keyed = s.keyed JOIN blind_index y ON y.keyed = s.keyed
    WHERE x.record < y.record AND x.scope <> y.scope GROUP BY x.record, y.record
  )
  SELECT p.a, p.b, p.type, p.rule, d.decision, d.note, d.actor_name AS by, d.at
  FROM p LEFT JOIN across_decisions d ON d.a = p.a AND d.b = p.b`;

/** `asked`: each street gets a list with its own record. False: no such pair, or it has been decided so already. */
export async function decideAcross(
  deps: ServerDeps,
  session: Session,
  decision: 'asked' | 'apart',
  input: { readonly a: string; readonly b: string; readonly note: string },
): Promise<boolean> {
  await catchUp(deps);
  const [a = '', b = ''] = [input.a, input.b].toSorted();
  return deps.database.transaction(async (tx) => {
    const [pair] = await tx.query<PairRow>(`${pairsSql} WHERE p.a = $1 AND p.b = $2`, [a, b]);
    if (pair === undefined) return false;
    const at = isoNow(deps.clock);
    const written = await tx.query(
      `INSERT INTO across_decisions (a, b, decision, note, actor, actor_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (a, b) DO UPDATE SET decision = excluded.decision, note = excluded.note, actor = excluded.actor,
         actor_name = excluded.actor_name, at = excluded.at WHERE across_decisions.decision <> excluded.decision RETURNING a`,
      [a, b, decision, input.note.trim(), session.userId, session.actor.name, at],
    );
    // The same press twice asks once.
    if (written.length === 0) return true;
    if (decision === 'asked') {
      const docs = await readRows(tx, 'records', [a, b]);
      const records = [...docs.values()].map(({ doc }) => doc as Envelope);
      // In the order in which scopes are locked everywhere.
      for (const record of records.toSorted((x, y) => x.unit.localeCompare(y.unit)))
        await askStreet(deps, tx, session, record);
    }
    await appendAudit(tx, {
      at,
      actor: session.userId,
      device: session.deviceId,
      verb: `across ${decision}`,
      subject: `${a},${b}`,
      result: 'done',
    });
    return true;
  });
}

/** A 核查任务单 about the street's own record; the other street is not named, nor that there is one. */
async function askStreet(
  deps: ServerDeps,
  tx: Transaction,
  session: Session,
  record: Envelope,
): Promise<void> {
  const type = recordType('task_list');
  const hand = type?.workflow?.transitions.find(({ action }) => action === 'hand');
  const of = recordType(record.type);
  if (type === undefined || hand === undefined || of === undefined)
    throw new Error('task lists are registered');
  const now = isoNow(deps.clock);
  const today = businessDateOf(now);
  const { actor } = session;
  const caredBy = record.data[of.caredBy ?? 'liaison'] ?? (await creatorOf(tx, record));
  const blank: Envelope = {
    id: randomUUID(),
    type: type.name,
    unit: record.unit,
    community: record.community,
    state: hand.to,
    bizNo: '',
    class: 'internal',
    isDemo: deps.instance.isDemo,
    schemaVersion: type.version,
    version: 1,
    mutation: randomUUID(),
    createdAt: now,
    createdBy: actor.userId,
    updatedAt: now,
    updatedBy: actor.userId,
    device: session.deviceId,
    data: {
      title: '区侨联交办：核对证件号码',
      gauge: 'sz',
      of: record.type,
      view: 'all',
      ...(record.community === '' ? {} : { community: record.community }),
      liaison: caredBy,
      handedOn: today,
      dueOn: addDays(today, daysToLook),
      tasks: [
        {
          id: randomUUID(),
          subject: { type: record.type, id: record.id, label: of.label(record.data) },
          missing: '核对证件号码、户籍地和现居住地，改正后更新核实日期',
        },
      ],
    },
  };
  const after = moveRecord(
    type,
    blank,
    { transition: hand, from: null, stepId: randomUUID() },
    { now, today, isDemo: deps.instance.isDemo, actor, opinion: '' },
  );
  await writeRequest(deps, tx, { before: null, after, kind: 'create' });
}

/** Whoever entered a record that nobody cares for. */
async function creatorOf(tx: Transaction, { createdBy }: Envelope): Promise<PlainData> {
  const user = (await readRows(tx, 'masters', [createdBy])).get(createdBy)?.doc;
  return { type: 'user', id: createdBy, label: String(user?.data['name'] ?? '') };
}
