/** The desk decides matters of a box: 放行 or 不采纳. Each decision stands for good, with who, when and why; nothing is deleted. */
import type { RescueDecide, RescueDecided } from '../../shared/rescue/desk-protocol.ts';
import type { RescueLine } from '../../shared/rescue/box-format.ts';
import { appendAudit } from '../audit.ts';
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import { aboveWall, raiseRescueWall } from '../database/wall.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { readServerKeys } from '../keys/district-keys.ts';
import { authorSession } from './author-session.ts';
import { itemsOf, linesOf, reachOf, verdictOf, type StoredItem } from './read-box.ts';
import { releaseFile } from './release-files.ts';
import { releaseEvents, releaseRecords } from './release.ts';

type RowLine = Extract<RescueLine, { kind: 'row' }>;
type Result = RescueDecided['results'][number];
type Verdict = Pick<Result, 'outcome' | 'code' | 'problems' | 'clash'>;

/** Null: no such box. What is decided already, and what this desk may not read, is left as it is. */
export async function decideItems(
  deps: ServerDeps,
  session: Session,
  input: RescueDecide,
): Promise<RescueDecided | null> {
  const keys = await readServerKeys(deps.database);
  const author = await authorSession(deps.database, input.boxId);
  const reach = await reachOf(deps, session);
  const found = await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, session, 'desk');
    const items = await itemsOf(tx, input.boxId);
    const chosen = items.filter(
      (item) => item.lead === item.number && input.numbers.includes(item.number),
    );
    const following = items.filter((item) => chosen.some(({ number }) => number === item.lead));
    const lines = await linesOf(tx, keys.exchange, input.boxId, following);
    return { items, chosen, lines };
  });
  if (found.items.length === 0) return null;
  const { items, lines } = found;
  const open = found.chosen.filter((item) => {
    const line = lines.get(item.number);
    return item.decision === null && line !== undefined && reach.may(line);
  });
  const verdicts =
    input.decision === 'reject' || author === null
      ? new Map<number, Verdict>()
      : await release(open, (lead) => items.filter((item) => item.lead === lead.number));
  const decided = new Map<number, Verdict>();
  for (const item of open) {
    const fallback = input.decision === 'reject' ? plain('') : plain('refused', 'not_author');
    decided.set(item.number, verdicts.get(item.number) ?? fallback);
  }
  await write(deps, session, input, open, decided);
  return { results: await answer(deps, session, input, found.chosen, decided) };

  async function release(
    leads: readonly StoredItem[],
    withLead: (lead: StoredItem) => readonly StoredItem[],
  ): Promise<Map<number, Verdict>> {
    // Only called with one: TypeScript does not see it through the closure.
    if (author === null) return new Map();
    const rowsOf = (list: readonly StoredItem[]) =>
      list.flatMap((item) => {
        const line = lines.get(item.number);
        return line?.kind === 'row' ? [{ item, line: line satisfies RowLine }] : [];
      });
    const outcome = new Map<number, Verdict>();
    const records = rowsOf(leads.filter(({ kind }) => kind === 'record'));
    const taken = await releaseRecords(
      deps,
      author,
      records.map(({ line }) => line),
    );
    for (const [index, { item }] of records.entries())
      outcome.set(item.number, taken[index] ?? plain('refused', 'internal'));
    // What says how a record came about goes with it, and not without it.
    const through = leads.filter((lead) => {
      if (lead.kind === 'draft') outcome.set(lead.number, plain('refused', 'draft'));
      return lead.kind !== 'draft' && outcome.get(lead.number)?.outcome !== 'refused';
    });
    const events = rowsOf(through.flatMap(withLead).filter(({ kind }) => kind === 'event'));
    const told = await releaseEvents(
      deps,
      author,
      events.map(({ line }) => line),
    );
    for (const [index, { item }] of events.entries())
      if (item.lead === item.number) outcome.set(item.number, told[index] ?? plain('accepted'));
    for (const file of through.flatMap(withLead).filter(({ kind }) => kind === 'file')) {
      const way = { exchange: keys.exchange, desk: session, author, boxId: input.boxId };
      const refused = await releaseFile(deps, way, file);
      if (refused !== '') outcome.set(file.lead, plain('refused', `file_${refused}`));
      else if (file.lead === file.number) outcome.set(file.number, plain('accepted'));
    }
    return outcome;
  }
}

function plain(outcome: Verdict['outcome'], code = ''): Verdict {
  return { outcome, code, problems: [], clash: null };
}

async function write(
  deps: ServerDeps,
  session: Session,
  input: RescueDecide,
  open: readonly StoredItem[],
  decided: ReadonlyMap<number, Verdict>,
): Promise<void> {
  const at = isoNow(deps.clock);
  await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, session, 'desk');
    for (const item of open) {
      const verdict = decided.get(item.number) ?? plain('');
      const stands = verdict.outcome !== 'refused';
      const decision = input.decision === 'reject' ? 'rejected' : 'released';
      await tx.query(
        `UPDATE rescue_items SET decision = CASE WHEN $4::boolean THEN $3 END, outcome = $5, code = $6, problems = $7::jsonb,
           reason = $8, decided_by = $9, decided_by_name = $10, decided_at = $11::timestamptz
         WHERE box = $1 AND lead = $2 AND decision IS NULL`,
        [
          input.boxId,
          item.number,
          decision,
          stands,
          verdict.outcome,
          verdict.code,
          JSON.stringify(verdict.problems),
          input.reason,
          session.userId,
          session.actor.name,
          at,
        ],
      );
      await appendAudit(tx, {
        at,
        actor: session.userId,
        device: session.deviceId,
        verb: `rescue ${input.decision}`,
        subject: `${input.boxId} ${item.number} ${item.docId}`,
        result: verdict.outcome === '' ? 'ok' : verdict.outcome,
      });
    }
    if (input.decision === 'reject') await settleQuarantine(tx, input.boxId, open, at);
  });
}

/** What was given up for good does not wait for its device any more. */
async function settleQuarantine(
  tx: Transaction,
  boxId: string,
  open: readonly StoredItem[],
  at: string,
): Promise<void> {
  await aboveWall(tx, () =>
    tx.query(
      `UPDATE quarantine q SET resolved_at = $3 FROM rescue_boxes b
       WHERE b.id = $1 AND q.device = b.device AND q.doc_id = ANY($2::text[]) AND q.resolved_at IS NULL`,
      [boxId, open.map((item) => item.docId), at],
    ),
  );
}

/** As they stand now, whoever decided them. */
async function answer(
  deps: ServerDeps,
  session: Session,
  input: RescueDecide,
  chosen: readonly StoredItem[],
  decided: ReadonlyMap<number, Verdict>,
): Promise<Result[]> {
  const now = await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, session, 'desk');
    return itemsOf(tx, input.boxId);
  });
  return chosen.flatMap(({ number }) => {
    const item = now.find((each) => each.number === number);
    if (item === undefined) return [];
    return [{ number, ...verdictOf(item), clash: decided.get(number)?.clash ?? null }];
  });
}
