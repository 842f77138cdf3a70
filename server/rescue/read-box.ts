/** A box as the desk sees it: the list, and what is in one beside the district's present state. */
import type { WireRow } from '../../shared/sync/protocol.ts';
import type { RescueLine } from '../../shared/rescue/box-format.ts';
import type { RescueBoxes, RescueItem, RescueLooked } from '../../shared/rescue/desk-protocol.ts';
import { wireRow } from '../../shared/sync/protocol.ts';
import { placeOf } from '../../shared/sync/sight.ts';
import { appendAudit } from '../audit.ts';
import type { Session } from '../auth/session.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { raiseRescueWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { readRows, toWire } from '../docs/stored-row.ts';
import { mayReceive, visibilityOf, type Visibility } from '../docs/visibility.ts';
import { readServerKeys, type PrivateJwk } from '../keys/district-keys.ts';
import { openPart } from './box-crypto.ts';

/** Matters on one page. */
const page = 50;

export interface StoredItem {
  readonly number: number;
  readonly part: number;
  readonly kind: RescueItem['kind'];
  readonly type: string;
  readonly docId: string;
  readonly lead: number;
  readonly decision: RescueItem['decision'];
  readonly outcome: RescueItem['outcome'];
  readonly code: string;
  readonly problems: RescueItem['problems'];
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date | null;
}

const itemColumns = `number, part, kind, type, doc_id AS "docId", lead, decision, outcome, code, problems, reason,
  decided_by_name AS "decidedBy", decided_at AS "decidedAt"`;

/** Complete boxes, newest first. */
export async function listBoxes(deps: ServerDeps, session: Session): Promise<RescueBoxes> {
  const rows = await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, session, 'desk');
    return tx.query<Omit<RescueBoxes['boxes'][number], 'deviceName' | 'letter'> & HeadRow>(
      `SELECT b.id, b.device, b.user_id AS "userId", b.reason, b.made_at AS "madeAt", b.closed_at AS "arrivedAt",
         (SELECT coalesce(jsonb_object_agg(t.type, t.n), '{}') FROM (SELECT type, count(*)::int AS n FROM rescue_items i
            WHERE i.box = b.id AND i.kind = 'record' GROUP BY type) t) AS types,
         count(*) FILTER (WHERE i.kind = 'draft')::int AS drafts,
         count(*) FILTER (WHERE i.kind = 'file')::int AS files,
         count(*) FILTER (WHERE i.lead = i.number AND i.decision IS NULL)::int AS waiting,
         count(*) FILTER (WHERE i.lead = i.number AND i.decision = 'released')::int AS released,
         count(*) FILTER (WHERE i.lead = i.number AND i.decision = 'rejected')::int AS rejected
       FROM rescue_boxes b LEFT JOIN rescue_items i ON i.box = b.id
       WHERE b.closed_at IS NOT NULL GROUP BY b.id ORDER BY b.closed_at DESC LIMIT 500`,
    );
  });
  const names = await namesOf(deps.database, rows);
  return {
    boxes: rows.map(({ device, userId, madeAt, arrivedAt, ...row }) => ({
      ...row,
      ...names.device(device),
      userName: names.user(userId),
      madeAt: new Date(madeAt).toISOString(),
      arrivedAt: new Date(arrivedAt).toISOString(),
    })),
  };
}

interface HeadRow {
  readonly device: string;
  readonly userId: string;
}

/** What a person may call a device and an account; '' where it is not known any more. */
export async function namesOf(queries: Queries, rows: readonly HeadRow[]) {
  const devices = await queries.query<{
    id: string;
    name: string;
    letter: string;
    unit: string;
    unitName: string | null;
  }>(
    `SELECT d.id, d.name, d.letter, d.unit, u.doc->'data'->>'name' AS "unitName"
     FROM devices d LEFT JOIN docs u ON u.collection = 'masters' AND u.id = d.unit WHERE d.id = ANY($1::text[])`,
    [rows.map((row) => row.device)],
  );
  const users = await queries.query<{ id: string; name: string | null }>(
    `SELECT id, doc->'data'->>'name' AS name FROM docs WHERE collection = 'masters' AND id = ANY($1::text[])`,
    [rows.map((row) => row.userId)],
  );
  return {
    device(id: string) {
      const found = devices.find((each) => each.id === id);
      return {
        deviceName: found?.name ?? '',
        letter: found?.letter ?? '',
        unit: found?.unit ?? '',
        unitName: found?.unitName ?? found?.unit ?? '',
      };
    },
    user: (id: string) => users.find((each) => each.id === id)?.name ?? '',
  };
}

/** A page of matters, opened for this desk and noted in the log. Null: no such box. */
export async function lookIntoBox(
  deps: ServerDeps,
  session: Session,
  boxId: string,
  from: number,
): Promise<RescueLooked | null> {
  const keys = await readServerKeys(deps.database);
  const found = await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, session, 'desk');
    const items = await itemsOf(tx, boxId);
    const leads = items.filter((item) => item.lead === item.number && item.number >= from);
    if (items.length === 0) return null;
    const shown = leads.slice(0, page);
    const lines = await linesOf(tx, keys.exchange, boxId, shown);
    await appendAudit(tx, {
      at: isoNow(deps.clock),
      actor: session.userId,
      device: session.deviceId,
      verb: 'rescue look',
      subject: boxId,
      result: `${shown.length}`,
    });
    return { items, shown, lines, next: leads[page]?.number ?? null };
  });
  if (found === null) return null;
  const { items, shown, lines, next } = found;
  const masters = await readRows(
    deps.database,
    'records',
    shown.map((item) => item.docId),
  );
  const reach = await reachOf(deps, session);
  return {
    items: shown.map((item) => {
      const withIt = items.filter((each) => each.lead === item.number && each !== item);
      const line = lines.get(item.number);
      const master = masters.get(item.docId);
      const isHidden = line === undefined || !reach.may(line);
      const open = isHidden ? undefined : line;
      return {
        number: item.number,
        kind: item.kind,
        type: item.type,
        recordId: item.kind === 'event' ? textIn(rowIn(line), 'recordId') : item.docId,
        isHidden,
        row: rowIn(open),
        draft: open?.kind === 'draft' ? draftIn(open) : null,
        assumed: open?.kind === 'row' ? asWire(open.assumed) : null,
        master: master === undefined || isHidden ? null : toWire(master),
        events: withIt.filter((each) => each.kind === 'event').length,
        files: withIt.filter((each) => each.kind === 'file').length,
        ...verdictOf(item),
      };
    }),
    next,
  };
}

export function verdictOf(item: StoredItem) {
  const { decision, outcome, code, problems, reason, decidedBy, decidedAt } = item;
  return {
    decision,
    outcome,
    code,
    problems,
    reason,
    decidedBy,
    decidedAt: decidedAt === null ? null : new Date(decidedAt).toISOString(),
  };
}

export function itemsOf(tx: Transaction, boxId: string): Promise<StoredItem[]> {
  return tx.query<StoredItem>(
    `SELECT ${itemColumns} FROM rescue_items WHERE box = $1 ORDER BY number`,
    [boxId],
  );
}

/** Where each item's line begins, by number. The parts are opened one after the other; files bring their first bytes only. */
export async function linesOf(
  tx: Transaction,
  exchange: PrivateJwk,
  boxId: string,
  items: readonly StoredItem[],
): Promise<Map<number, RescueLine>> {
  const lines = new Map<number, RescueLine>();
  for (const part of new Set(items.map((item) => item.part))) {
    // Numbers count the beginnings of items through the whole box: the first one of this part says where it begins.
    const [first] = await tx.query<{ number: number }>(
      'SELECT min(number)::int AS number FROM rescue_items WHERE box = $1 AND part = $2',
      [boxId, part],
    );
    const begun = (await readPart(tx, exchange, boxId, part)).filter(
      (line) => line.kind !== 'file' || line.offset === 0,
    );
    for (const [index, line] of begun.entries()) lines.set((first?.number ?? 0) + index, line);
  }
  return lines;
}

/** Throws: what was opened when the receipt was signed must open again. */
export async function readPart(
  tx: Transaction,
  exchange: PrivateJwk,
  boxId: string,
  number: number,
): Promise<RescueLine[]> {
  const [row] = await tx.query<{ body: string }>(
    'SELECT body FROM rescue_parts WHERE box = $1 AND number = $2',
    [boxId, number],
  );
  const lines = row === undefined ? null : await openPart(exchange, row.body);
  if (lines === null) throw new Error('a part of a rescue box cannot be opened any more');
  return lines;
}

/** What this desk may read: the same rule as for rows that it pulls. */
export async function reachOf(deps: ServerDeps, session: Session) {
  const visibility = await visibilityOf(deps.database, session.actor, 'records');
  return { may: (line: RescueLine) => mayRead(visibility, line) };
}

function mayRead(visibility: Visibility, line: RescueLine): boolean {
  if (line.kind === 'file') return true;
  if (line.kind === 'draft') {
    const type = textIn(line.draft, 'type');
    return visibility.everywhere.includes(type);
  }
  const row = asWire(line.row);
  if (row === null) return false;
  const { _deleted, ...doc } = row;
  return mayReceive(visibility, placeOf(doc));
}

function rowIn(line: RescueLine | undefined): WireRow | null {
  return line?.kind === 'row' ? asWire(line.row) : null;
}

/** Null: no row, or one of a program newer than this server. */
export function asWire(row: unknown): WireRow | null {
  const parsed = wireRow.safeParse(row);
  return parsed.success ? parsed.data : null;
}

function draftIn(line: Extract<RescueLine, { kind: 'draft' }>): RescueItem['draft'] {
  const data: unknown =
    typeof line.draft === 'object' && line.draft !== null
      ? Reflect.get(line.draft, 'data')
      : undefined;
  // Through JSON it came, so whatever it holds is JSON.
  return typeof data === 'object' && data !== null ? (data as RescueItem['draft']) : null;
}

function textIn(value: unknown, key: string): string {
  const text: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof text === 'string' ? text : '';
}
