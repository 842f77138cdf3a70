/**
 * Merging two records as one unit of work, and taking it back (domain.md §2.4, decision 031). The winner takes what was chosen; the loser keeps
 * its content in the state `absorbed`; entries of the register that named the loser name the winner; cases are left as they were
 * and followed by the redirect. What changed is kept with the redirect for 90 days.
 */
import { z } from 'zod';
import { can } from '../../../../shared/access/can.ts';
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { absorbedState } from '../../../../shared/duplicates/key.ts';
import { mergedData } from '../../../../shared/duplicates/merge-data.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { MergeData } from '../../../../shared/records/merge/schema.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { ok } from '../../../../shared/result.ts';
import { sameValue } from '../../../../shared/sync/merge.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { changesBetween } from '../records/mask-fields.ts';
import {
  newEnvelope,
  nextEnvelope,
  registeredState,
  type NumberBook,
} from '../records/new-envelope.ts';
import { referenceColumns, refOf } from './duplicates.ts';
import { decisionId } from './pair-key.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };
type Merged = Extract<Output<'duplicates.merge'>, { ok: true }>['value'];

/** Calendar days in which a merge can be taken back. */
export const undoDays = 90;

/** What the redirect remembers: fields of the winner as they were and as they became, and who named the loser. */
const formerSchema = z.object({
  fields: z.record(
    z.string(),
    z.object({ before: z.json().nullable(), after: z.json().nullable() }),
  ),
  named: z.array(z.object({ id: z.string(), field: z.string() })),
});
type Former = z.infer<typeof formerSchema>;

export function mergeRecords(
  context: Context,
  input: Input<'duplicates.merge'>,
): Promise<Answer<Merged>> {
  return context.work.run<Merged, Failure>(async (work) => {
    const type = findType(input.type);
    if (!type.ok) return type;
    const both = await livingPair(context, work, type.value, [input.winner, input.loser]);
    if (!both.ok) return both;
    const [winner, loser] = both.value;
    const data = cleanData(
      type.value.fields,
      mergedData(type.value.fields, winner.data, loser.data, input.picks, context.newId),
    );
    const own = pointAway(type.value, data, loser.id, winner);
    const problems = validateRecord(type.value, own, checkContextOf(context));
    if (hasErrors(problems)) return invalid(problems);

    const id = decisionId(winner.id, loser.id);
    const cause = { type: 'merge', id, action: 'merge' };
    const kept = nextEnvelope(context, winner, { data: own });
    const changes = changesBetween(winner.data, own);
    await work.putRecord(kept);
    work.addEvent('edit', kept, { changes, cause });
    const gone = nextEnvelope(context, loser, { state: absorbedState });
    await work.putRecord(gone);
    work.addEvent('transition', gone, {
      action: 'merge',
      from: loser.state,
      to: absorbedState,
      cause,
    });
    const named = await nameWinner(context, work, { loser, winner: refOf(kept), cause });
    const former: Former = {
      fields: Object.fromEntries(
        changes.map(({ field, before, after }) => [
          field,
          { before: before as never, after: after as never },
        ]),
      ),
      named,
    };
    await putDecision(context, work, id, winner, {
      decision: 'merged',
      winner: refOf(kept),
      loser: refOf(loser),
      reason: input.reason.trim(),
      former: JSON.stringify(former),
    });
    return ok({ id, problems: problems.map((each) => ({ ...each, params: { ...each.params } })) });
  });
}

/** Says that two records are not the same. */
export function keepApart(
  context: Context,
  input: Input<'duplicates.different'>,
): Promise<Answer<{ id: string }>> {
  return context.work.run<{ id: string }, Failure>(async (work) => {
    const type = findType(input.type);
    if (!type.ok) return type;
    const both = await livingPair(context, work, type.value, [input.a, input.b]);
    if (!both.ok) return both;
    const [a, b] = both.value;
    const id = decisionId(a.id, b.id);
    await putDecision(context, work, id, a, {
      decision: 'different',
      winner: refOf(a),
      loser: refOf(b),
    });
    return ok({ id });
  });
}

/** Takes a decision back. What has been changed since by hand stays as it is. */
export function undoDecision(
  context: Context,
  { id }: Input<'duplicates.undo'>,
): Promise<Answer<Record<string, never>>> {
  return context.work.run<Record<string, never>, Failure>(async (work) => {
    const record = await work.record(id);
    const type = recordType('merge');
    if (record === undefined || type === undefined || record.type !== 'merge')
      return fail('E_NOT_FOUND');
    const allowed = can(context.actor(), 'edit', type, record, record);
    if (!allowed.allow) return denied(allowed.reason);
    const data = record.data as unknown as MergeData;
    if (data.standing === 'undone') return ok({});
    if (checkContextOf(context).today > data.undoUntil)
      return fail('E_UNDO_LATE', { until: data.undoUntil });
    if (data.decision === 'merged') await giveBack(context, work, id, data);
    const next = nextEnvelope(context, record, {
      data: cleanData(type.fields, { ...record.data, standing: 'undone', former: undefined }),
    });
    await work.putRecord(next);
    work.addEvent('edit', next, {
      changes: [{ field: 'standing', before: 'in_force', after: 'undone' }],
    });
    return ok({});
  });
}

async function giveBack(context: Context, work: Work, id: string, data: MergeData): Promise<void> {
  const cause = { type: 'merge', id, action: 'undo' };
  const former = formerSchema.safeParse(JSON.parse(data.former ?? '{}'));
  const { fields, named } = former.success ? former.data : { fields: {}, named: [] };
  const [winner, loser] = [await work.record(data.winner.id), await work.record(data.loser.id)];
  if (winner !== undefined) {
    const back: PlainData = { ...winner.data };
    for (const [field, { before, after }] of Object.entries(fields))
      if (sameValue(back[field] ?? null, after)) back[field] = before ?? undefined;
    await change(context, work, winner, back, cause);
  }
  if (loser !== undefined && loser.state === absorbedState) {
    const next = nextEnvelope(context, loser, { state: registeredState });
    await work.putRecord(next);
    work.addEvent('transition', next, {
      action: 'undo',
      from: absorbedState,
      to: registeredState,
      cause,
    });
  }
  for (const { id: namer, field } of named) {
    const record = await work.record(namer);
    if (record === undefined || idOf(record.data[field]) !== data.winner.id) continue;
    await change(context, work, record, { ...record.data, [field]: data.loser }, cause);
  }
}

/** Entries of the register that named the loser name the winner from now on; a case is what it was. */
async function nameWinner(
  context: Context,
  work: Work,
  at: {
    readonly loser: Envelope;
    readonly winner: ReturnType<typeof refOf>;
    readonly cause: PlainData;
  },
): Promise<Former['named']> {
  const named: Former['named'] = [];
  for (const type of recordTypes.filter(({ workflow }) => workflow === null)) {
    for (const { field, column } of referenceColumns(type.name, at.loser.type)) {
      const rows = await context.store.read.all<{ id: string }>(
        `SELECT id FROM ${tableOf(type.name)} WHERE ${column} = ?`,
        [at.loser.id],
      );
      for (const { id } of rows) {
        const record = await work.record(id);
        if (record === undefined || idOf(record.data[field]) !== at.loser.id) continue;
        const changed = await change(
          context,
          work,
          record,
          { ...record.data, [field]: at.winner },
          at.cause,
        );
        if (changed) named.push({ id, field });
      }
    }
  }
  return named;
}

/** False where this person may not write the record. */
async function change(
  context: Context,
  work: Work,
  before: Envelope,
  data: PlainData,
  cause: PlainData,
): Promise<boolean> {
  const type = recordType(before.type);
  if (type === undefined || !can(context.actor(), 'edit', type, before, before).allow) return false;
  const next = nextEnvelope(context, before, { data: cleanData(type.fields, data) });
  const changes = changesBetween(before.data, next.data);
  if (changes.length === 0) return false;
  await work.putRecord(next);
  work.addEvent('edit', next, { changes, cause });
  return true;
}

/** Both records, alive, of one kind and unit, and this person's to write. */
async function livingPair(
  context: Context,
  work: Work,
  type: RecordType,
  [first, second]: readonly [string, string],
): Promise<Answer<readonly [Envelope, Envelope]>> {
  const [a, b] = [await work.record(first), await work.record(second)];
  if (a === undefined || b === undefined || a.type !== type.name || b.type !== type.name)
    return fail('E_NOT_FOUND');
  if (type.duplicates === undefined || a.id === b.id) return fail('E_NOT_FOUND');
  if (a.unit !== b.unit) return fail('E_MERGE_UNITS');
  for (const record of [a, b]) {
    const allowed = can(context.actor(), 'edit', type, record, record);
    if (!allowed.allow) return denied(allowed.reason);
  }
  const merge = recordType('merge');
  const may =
    merge === undefined
      ? null
      : can(context.actor(), 'create', merge, { unit: a.unit, community: '' });
  return may?.allow === false ? denied(may.reason) : ok([a, b]);
}

async function putDecision(
  context: Context,
  work: Work,
  id: string,
  winner: Envelope,
  part: Pick<MergeData, 'decision' | 'winner' | 'loser' | 'former' | 'reason'>,
): Promise<void> {
  const type = recordType('merge');
  if (type === undefined) throw new Error('merges are registered');
  const { today } = checkContextOf(context);
  const data = cleanData(type.fields, {
    ...part,
    decidedOn: today,
    undoUntil: addDays(today, undoDays),
    standing: 'in_force',
  });
  const before = await work.record(id);
  const record =
    before === undefined
      ? await newEnvelope(context, work, {
          id,
          type,
          data,
          community: winner.community,
          state: registeredState,
        })
      : nextEnvelope(context, before, { data });
  await work.putRecord(record);
  work.addEvent(before === undefined ? 'create' : 'edit', record, {
    to: record.state,
    decision: part.decision,
  });
}

/** A household member merged into another must not name itself. */
function pointAway(type: RecordType, data: PlainData, loser: string, winner: Envelope): PlainData {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) =>
      type.fields[key]?.kind === 'ref' && idOf(value) === loser
        ? [key, refOf(winner)]
        : [key, value],
    ),
  );
}

function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}
