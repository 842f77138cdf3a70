/** 联络包干 (S102, E03): how much each liaison has, and handing all or part of it over as one unit of work that can be taken back. */
import { can } from '../../../../shared/access/can.ts';
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { refSchema, type Ref } from '../../../../shared/fields/kinds.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { mostHandedOver, type HandOverData } from '../../../../shared/records/hand_over/index.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { listUsers } from '../masters.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import { readScope } from '../lists/read-scope.ts';
import { changesBetween } from '../records/mask-fields.ts';
import {
  newEnvelope,
  nextEnvelope,
  registeredState,
  type NumberBook,
} from '../records/new-envelope.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };
type Value<
  P extends 'caseload.board' | 'caseload.preview' | 'caseload.handOver' | 'caseload.undo',
> = Extract<Output<P>, { ok: true }>['value'];

/** Names shown before somebody confirms. */
const previewed = 12;
const pastShown = 20;

interface Counted {
  readonly who: string;
  readonly label: string;
  readonly n: number;
}

/** Types whose records somebody cares for, with the column of that reference. */
const caredFor = recordTypes.flatMap((type) =>
  type.caredBy === undefined ? [] : [{ type, field: type.caredBy, column: `${type.caredBy}_id` }],
);

export async function caseloadBoard(context: Context): Promise<Answer<Value<'caseload.board'>>> {
  const { actor } = mayHandOver(context);
  const users = await listUsers(context, { unit: actor.unit });
  if (!users.ok) return users;
  const counted = await Promise.all(
    caredFor.map(async ({ type, column }) => {
      const scope = readScope(type, actor);
      const rows = await context.store.read.remembered<Counted>(
        `SELECT ${column} AS who, max(${type.caredBy}) AS label, count(*) AS n FROM ${tableOf(type.name)} WHERE ${column} IS NOT NULL AND ${scope.sql} GROUP BY ${column}`,
        scope.params,
      );
      return [type.name, rows] as const;
    }),
  );
  const byType = new Map(counted);
  const of = (type: string, id: string) => byType.get(type)?.find(({ who }) => who === id)?.n ?? 0;
  // Whoever has left still cares for something until it is handed over (domain.md §9.29).
  const active = new Set(users.value.map(({ id }) => id));
  const left = new Map(
    counted.flatMap(([, rows]) =>
      rows.flatMap(({ who, label }) => (active.has(who) ? [] : [[who, label] as const])),
    ),
  );
  const everybody = [
    ...users.value.map(({ id, label }) => ({ id, label, isActive: true })),
    ...[...left].map(([id, label]) => ({ id, label, isActive: false })),
  ];
  const people = everybody.map((user) => ({
    type: 'user',
    id: user.id,
    label: user.label,
    isActive: user.isActive,
    household: of('household', user.id),
    person: of('person', user.id),
    enterprise: of('enterprise', user.id),
  }));
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_hand_over ORDER BY handed_on DESC, id DESC LIMIT ${pastShown}`,
  );
  const past = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  return ok({ people, past: past.filter((each) => isReadable(context, each)).map(pastOf) });
}

export async function previewCaseload(
  context: Context,
  input: Input<'caseload.preview'>,
): Promise<Answer<Value<'caseload.preview'>>> {
  const found = await recordsOf(context, input);
  const count = (type: string) => found.filter((record) => record.type === type).length;
  return ok({
    counts: {
      household: count('household'),
      person: count('person'),
      enterprise: count('enterprise'),
    },
    labels: found
      .slice(0, previewed)
      .map((record) => recordType(record.type)?.label(record.data) ?? ''),
  });
}

export async function handOverCaseload(
  context: Context,
  input: Input<'caseload.handOver'>,
): Promise<Answer<Value<'caseload.handOver'>>> {
  const type = findType('hand_over');
  if (!type.ok) return type;
  const { actor, allowed } = mayHandOver(context);
  if (!allowed.allow) return denied(allowed.reason);
  const reason = input.reason.trim();
  if (reason === '') return invalid([{ field: 'reason', code: 'required', severity: 'error' }]);
  if (input.from === input.to)
    return invalid([{ field: 'to', code: 'hand_over.same', severity: 'error' }]);
  const users = await listUsers(context, { unit: actor.unit });
  if (!users.ok) return users;
  const to = refOf(users.value.find((user) => user.id === input.to));
  if (to === undefined) return fail('E_NOT_FOUND');
  const found = await recordsOf(context, input);
  if (found.length === 0) return fail('E_NOT_FOUND');
  if (found.length > mostHandedOver)
    return fail('E_TOO_MANY', { max: mostHandedOver, count: found.length });
  const id = context.newId();
  // As it stands in the records: an account that is closed is in no list of users.
  const from = carer(found[0]) ?? { type: 'user', id: input.from, label: input.from };
  return context.work.run<Value<'caseload.handOver'>, Failure>(async (work) => {
    const moved: Ref[] = [];
    for (const { id: recordId } of found) {
      const before = await work.record(recordId);
      if (before === undefined || carerOf(before) !== input.from) continue;
      if (await give(context, work, before, to, id))
        moved.push({ type: before.type, id: before.id, label: '' });
    }
    if (moved.length === 0) return fail('E_NOT_FOUND');
    const data: HandOverData = {
      from,
      to,
      handedOn: checkContextOf(context).today,
      ...(input.community === '' ? {} : { community: input.community }),
      reason,
      count: moved.length,
      moved,
      standing: 'done',
    };
    const record = await newEnvelope(context, work, {
      id,
      type: type.value,
      data,
      community: '',
      state: registeredState,
    });
    await work.putRecord(record);
    work.addEvent('create', record, { to: record.state });
    return ok({ id, count: moved.length });
  });
}

export async function undoHandOver(
  context: Context,
  input: Input<'caseload.undo'>,
): Promise<Answer<Value<'caseload.undo'>>> {
  const { allowed } = mayHandOver(context);
  if (!allowed.allow) return denied(allowed.reason);
  return context.work.run<Value<'caseload.undo'>, Failure>(async (work) => {
    const record = await work.record(input.id);
    if (record === undefined || record.type !== 'hand_over') return fail('E_NOT_FOUND');
    const data = record.data as unknown as HandOverData;
    if (data.standing === 'undone') return ok({ count: 0 });
    let count = 0;
    for (const ref of data.moved ?? []) {
      const before = await work.record(ref.id);
      // Whoever was given to a third since stays there.
      if (before === undefined || carerOf(before) !== data.to.id) continue;
      if (await give(context, work, before, data.from, record.id)) count += 1;
    }
    const next = nextEnvelope(context, record, { data: { ...record.data, standing: 'undone' } });
    await work.putRecord(next);
    work.addEvent('edit', next, { changes: changesBetween(record.data, next.data) });
    return ok({ count });
  });
}

/** Writes the new liaison into one record; false when this person may not. */
async function give(
  context: Context,
  work: Work,
  before: Envelope,
  to: Ref,
  cause: string,
): Promise<boolean> {
  const type = recordType(before.type);
  if (type?.caredBy === undefined) return false;
  if (!can(context.actor(), 'edit', type, before, before).allow) return false;
  const next = nextEnvelope(context, before, { data: { ...before.data, [type.caredBy]: to } });
  await work.putRecord(next);
  work.addEvent('edit', next, {
    changes: changesBetween(before.data, next.data),
    cause: { type: 'hand_over', id: cause, action: 'hand_over' },
  });
  return true;
}

async function recordsOf(
  context: Context,
  input: Input<'caseload.preview'>,
): Promise<readonly Envelope[]> {
  const wanted = caredFor.filter(({ type }) =>
    (input.types as readonly string[]).includes(type.name),
  );
  const ids: string[] = [];
  for (const { type, column } of wanted) {
    const within = input.community === '' ? '' : 'AND community = ?';
    const rows = await context.store.read.all<{ id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${column} = ? ${within} ORDER BY id LIMIT ${mostHandedOver + 1}`,
      [input.from, ...(input.community === '' ? [] : [input.community])],
    );
    ids.push(...rows.map(({ id }) => id));
  }
  const records = await findPlain(context.store, 'records', ids);
  return records.filter((record) => isReadable(context, record));
}

function mayHandOver(context: Context) {
  const actor = context.actor();
  const type = recordType('hand_over') as RecordType;
  return { actor, allowed: can(actor, 'create', type, { unit: actor.unit, community: '' }) };
}

function isReadable(context: Context, record: Envelope): boolean {
  const type = recordType(record.type);
  return type !== undefined && can(context.actor(), 'read', type, record, record).allow;
}

function carerOf(record: Envelope): string {
  return carer(record)?.id ?? '';
}

function carer(record: Envelope | undefined): Ref | undefined {
  const field = recordType(record?.type ?? '')?.caredBy;
  const parsed = refSchema.safeParse(field === undefined ? undefined : record?.data[field]);
  return parsed.success ? parsed.data : undefined;
}

function pastOf(record: Envelope): Value<'caseload.board'>['past'][number] {
  const data = record.data as unknown as HandOverData;
  return {
    id: record.id,
    on: data.handedOn,
    from: data.from.label,
    to: data.to.label,
    count: data.count,
    reason: data.reason,
    isUndone: data.standing === 'undone',
  };
}

function refOf(user: { id: string; label: string } | undefined): Ref | undefined {
  return user === undefined ? undefined : { type: 'user', id: user.id, label: user.label };
}
