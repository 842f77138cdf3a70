/** Carries out what a transition says must change with it, inside the same unit of work. */
import type { PlainData } from '../../../../shared/records/envelope.ts';
import type { Fields } from '../../../../shared/fields/field.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { moveRecord } from '../../../../shared/workflow/move.ts';
import { takeStep, type Effect } from '../../../../shared/workflow/workflow.ts';
import { cleanData } from '../../../../shared/records/validate.ts';
import type { ProfileContext } from '../profile/context.ts';
import { stepEvent } from '../workflow/step-event.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { changesBetween } from './mask-fields.ts';
import {
  communityOf,
  newEnvelope,
  nextEnvelope,
  registeredState,
  type NumberBook,
} from './new-envelope.ts';

/** What caused the effects, written into their events so that both timelines can be read alone. */
export interface Cause {
  readonly type: string;
  readonly id: string;
  readonly action: string;
}

/**
 * Answers which other records were changed: what was filled in may be all that they waited for. Unknown types and records that are
 * not on this device are left alone: the district applies nothing by itself, so nothing is half done.
 */
export async function applyEffects(
  context: ProfileContext & { readonly numbers: NumberBook },
  work: Work,
  effects: readonly Effect[],
  cause: Cause,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const effect of effects) {
    if (effect.kind === 'create') await create(context, work, effect, cause);
    else if (await patch(context, work, effect, cause)) changed.push(effect.id);
  }
  return changed;
}

async function create(
  context: ProfileContext & { readonly numbers: NumberBook },
  work: Work,
  effect: Extract<Effect, { kind: 'create' }>,
  cause: Cause,
): Promise<void> {
  const type = recordType(effect.type);
  // Ids of effects are derived from their cause, so a second submission finds the first one's record.
  if (type === undefined || (await work.record(effect.id)) !== undefined) return;
  const data = cleanData(type.fields, { ...(await takenFrom(work, effect)), ...effect.data });
  const community = await communityOf(context, work, type, data);
  const record = await newEnvelope(context, work, {
    id: effect.id,
    type,
    data,
    community,
    state: registeredState,
    ...(effect.unit === undefined ? {} : { unit: effect.unit }),
  });
  if (type.workflow === null) {
    await work.putRecord(record);
    work.addEvent('create', record, {
      action: effect.action,
      to: record.state,
      cause: { ...cause },
    });
    return;
  }
  const transition = await workflowContext(context);
  const step = takeStep(type, effect.action, null, record, transition);
  if (!step.ok)
    throw new Error(`effect ${effect.type}.${effect.action} is not a possible beginning`);
  // Derived like the record's own id: taken twice, it is the same step.
  const stepId = `${effect.id.slice(0, 50)}-first`;
  const moved = moveRecord(type, record, { transition: step.step, from: null, stepId }, transition);
  await work.putRecord(moved);
  work.addEvent('create', moved, { ...stepEvent(moved), cause: { ...cause } });
}

async function takenFrom(
  work: Work,
  { takes = [] }: Extract<Effect, { kind: 'create' }>,
): Promise<PlainData> {
  const taken: PlainData = {};
  for (const { field, of, from, as = {} } of takes) {
    const value = (await work.record(of.id))?.data[from];
    if (value !== undefined)
      taken[field] = typeof value === 'string' ? (as[value] ?? value) : value;
  }
  return taken;
}

async function patch(
  context: ProfileContext,
  work: Work,
  effect: Extract<Effect, { kind: 'patch' }>,
  cause: Cause,
): Promise<boolean> {
  const type = recordType(effect.type);
  const record = await work.record(effect.id);
  if (type === undefined || record === undefined) return false;
  const data = cleanData(type.fields, patched(type.fields, record.data, effect.data));
  const changes = changesBetween(record.data, data);
  if (changes.length === 0) return false;
  // The record that caused the effect already has its new mutation and its event in this unit of work.
  if (effect.id === cause.id) {
    await work.putRecord({ ...record, data: data });
    return false;
  }
  const next = nextEnvelope(context, record, { data });
  await work.putRecord(next);
  work.addEvent('edit', next, { changes, cause: { ...cause } });
  return true;
}

/** Where the later value is right (`max`), an older visit that is confirmed late must not turn time back; what is said beside the day goes with it. */
function patched(fields: Fields, data: PlainData, change: PlainData): PlainData {
  const result: PlainData = { ...data };
  const isOlder = (key: string) => {
    const [current, value] = [data[key], change[key]];
    return typeof current === 'string' && typeof value === 'string' && current > value;
  };
  const days = Object.keys(change).filter(
    (key) => fields[key]?.merge === 'max' && fields[key]?.kind === 'date',
  );
  const isLate = days.some(isOlder);
  for (const [key, value] of Object.entries(change)) {
    const field = fields[key];
    const keep =
      field?.merge === 'max' &&
      (days.length === 0 || field.kind === 'date' ? isOlder(key) : isLate);
    if (!keep) result[key] = value;
  }
  return result;
}
