/**
 * Saves a form: merges it with what happened since it was opened, checks it, takes the step that goes with it, and writes the
 * record, its events, its effects and the end of its draft in one transaction.
 */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Problem } from '../../../../shared/fields/field.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { err, ok } from '../../../../shared/result.ts';
import { mergeData, type Clash } from '../../../../shared/sync/merge.ts';
import { keepFlow, withoutFlow } from '../../../../shared/workflow/flow.ts';
import { takeStep } from '../../../../shared/workflow/workflow.ts';
import { denied, fail, findType, invalid, type Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { missingFiles } from '../files/missing-files.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { logVerification } from '../register/log-verification.ts';
import { stepRecord } from '../workflow/step-record.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { besideProblems } from './check-beside.ts';
import { draftKey } from './draft-key.ts';
import { editRules, isRefused } from './refused.ts';
import { changesBetween, unmaskData } from './mask-fields.ts';
import {
  communityOf,
  newEnvelope,
  nextEnvelope,
  registeredState,
  type NumberBook,
} from './new-envelope.ts';
import { tellRecords } from './tell-records.ts';

type SaveInput = Input<'records.save'>;
type Saved = Extract<Output<'records.save'>, { ok: true }>['value'];
type Context = ProfileContext & { readonly numbers: NumberBook };

export function saveRecord(context: Context, input: SaveInput): Promise<Answer<Saved>> {
  return context.work.run<Saved, Extract<Answer<Saved>, { ok: false }>['error']>((work) =>
    saveWithin(context, work, input),
  );
}

/** The save inside a larger unit of work. A refused one has put nothing but a number that stays unused. */
export async function saveWithin(
  context: Context,
  work: Work,
  input: SaveInput,
): Promise<Answer<Saved>> {
  const type = findType(input.type);
  if (!type.ok) return type;
  // Masters are the district's; a device never writes them.
  if (type.value.collection !== 'records') return denied('no_role');
  const saved =
    input.id === null
      ? await saveNew(context, work, type.value, input)
      : await saveExisting(context, work, type.value, input.id, input);
  if (saved.ok && input.draftId !== null) await work.dropLocal(draftKey(input.draftId));
  return saved;
}

async function saveNew(
  context: Context,
  work: Work,
  type: RecordType,
  input: SaveInput,
): Promise<Answer<Saved>> {
  const data = withoutFlow(
    finish(type, cleanData(type.fields, unmaskData(type.fields, input.data, {}))),
  );
  const actor = context.actor();
  const community = await communityOf(context, work, type, data);
  const allowed = can(actor, 'create', type, { unit: actor.unit, community });
  if (!allowed.allow) return denied(allowed.reason);
  const problems = [
    ...validateRecord(type, data, checkContextOf(context)),
    ...(await missingFiles(context.store, type, data, {})),
    ...(await besideProblems(context, type, null, data)),
  ];
  if (hasErrors(problems)) return invalid(problems);
  const record = await newEnvelope(context, work, {
    id: context.newId(),
    type,
    data,
    community,
    state: registeredState,
  });
  const action = input.action ?? soleBeginning(type);
  return store(context, work, { type, before: null, record, action, opinion: input.opinion });
}

async function saveExisting(
  context: Context,
  work: Work,
  type: RecordType,
  id: string,
  input: SaveInput,
): Promise<Answer<Saved>> {
  const before = await work.record(id);
  if (before === undefined || before.type !== type.name) return fail('E_NOT_FOUND');
  const actor = context.actor();
  const editable = editRules(type, await isRefused((key) => work.local(key), id));
  const allowed = can(actor, 'edit', editable, before, before);
  if (!allowed.allow) return denied(allowed.reason);
  const mine = finish(
    type,
    cleanData(type.fields, unmaskData(type.fields, input.data, before.data)),
  );
  const merged = mergeWithMeanwhile(type, before, mine, input);
  if (merged.clashes.length > 0) return changedMeanwhile(merged.clashes);
  const data = keepFlow(finish(type, cleanData(type.fields, merged.data)), before.data);
  const locked = lockedFields(type, before, data);
  if (locked.length > 0) return invalid(locked);
  const community = await communityOf(context, work, type, data);
  const there = can(actor, 'edit', editable, { unit: before.unit, community }, before);
  if (!there.allow) return denied(there.reason);
  const problems = [
    ...validateRecord(type, data, checkContextOf(context)),
    ...(await missingFiles(context.store, type, data, before.data)),
    ...(await besideProblems(context, type, id, data)),
  ];
  if (hasErrors(problems)) return invalid(problems);
  if (changesBetween(before.data, data).length === 0 && input.action === null)
    return ok(shown(before));
  const record = nextEnvelope(context, before, { data, community });
  return store(context, work, {
    type,
    before,
    record,
    action: input.action,
    opinion: input.opinion,
  });
}

interface Save {
  readonly type: RecordType;
  readonly before: Envelope | null;
  readonly record: Envelope;
  readonly action: string | null;
  readonly opinion: string;
}

async function store(
  context: Context,
  work: Work,
  { type, before, record, action, opinion }: Save,
): Promise<Answer<Saved>> {
  const changes = before === null ? [] : changesBetween(before.data, record.data);
  if (action === null) {
    // A type with a workflow comes into being by a transition and not otherwise.
    if (before === null && type.workflow !== null) return denied('no_transition');
    await work.putRecord(record);
    if (before === null) work.addEvent('create', record, { to: record.state });
    else work.addEvent('edit', record, { changes });
    await tellRecords(context, work, type, record);
    if (before !== null) await logVerification(context, work, type, { before, after: record });
    return ok(shown(record));
  }
  const from = before?.state ?? null;
  const transition = await workflowContext(context, opinion, { type, record });
  const step = takeStep(type, action, from, record, transition);
  if (!step.ok) return step.problems.length > 0 ? invalid(step.problems) : denied(step.block);
  const moved = await stepRecord(context, work, type, record, {
    transition: step.step,
    from,
    context: transition,
    event: before === null ? 'create' : 'transition',
    changes,
  });
  return ok(shown(moved));
}

/** The form was opened on `baseData`; others may have changed the record since. */
function mergeWithMeanwhile(
  type: RecordType,
  now: Envelope,
  mine: PlainData,
  input: SaveInput,
): { data: PlainData; clashes: readonly Clash[] } {
  if (input.baseData === null || input.baseMutation === now.mutation)
    return { data: mine, clashes: [] };
  const base = cleanData(type.fields, unmaskData(type.fields, input.baseData, now.data));
  return mergeData(type.fields, withoutFlow(base), withoutFlow(mine), withoutFlow(now.data));
}

/** In some states only some fields may change (核查中: the assessment); what else was changed is named. */
function lockedFields(type: RecordType, before: Envelope, data: PlainData): readonly Problem[] {
  const open = type.workflow?.states[before.state]?.fields;
  if (open === undefined) return [];
  return changesBetween(before.data, data)
    .filter(({ field }) => !open.includes(field))
    .map(({ field }) => ({ field, code: 'locked_in_state', severity: 'error' }));
}

function changedMeanwhile(clashes: readonly Clash[]): Answer<Saved> {
  const problems = clashes.map((clash): Problem => ({
    field: clash.field,
    code: 'changed_meanwhile',
    severity: 'error',
    params: { mine: inWords(clash.mine), theirs: inWords(clash.theirs) },
  }));
  return err({ code: 'E_CHANGED_MEANWHILE', params: { count: clashes.length }, problems });
}

function inWords(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'label' in value) return String(value.label);
  return value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

function finish(type: RecordType, data: PlainData): PlainData {
  const visible = Object.fromEntries(
    Object.entries(data).filter(([key]) => type.form.visible?.[key]?.(data) !== false),
  );
  return type.prepare === undefined ? visible : type.prepare(visible);
}

/** Most types begin in one way only; then the form need not name it. */
function soleBeginning(type: RecordType): string | null {
  const beginnings = (type.workflow?.transitions ?? []).filter((step) => step.from.includes(null));
  return beginnings.length === 1 ? (beginnings[0]?.action ?? null) : null;
}

function shown(record: Envelope): Saved {
  return { id: record.id, bizNo: record.bizNo, state: record.state };
}
