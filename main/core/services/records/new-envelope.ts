/** How a record comes into being: its scope, its number, its first state. */
import {
  nextBusinessNumber,
  parseBusinessNumber,
  seriesOf,
} from '../../../../shared/ids/business-number.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { Work } from '../../documents/unit-of-work.ts';

/** State of records without a workflow: in force from the start. */
export const registeredState = 'active';

/** Numbers are given out per device, and the profiles of a device share its letter: so the last one is kept for the device. */
export interface NumberBook {
  /** Writes down and answers the highest running number of a series so far plus one; `atLeast` is the highest known elsewhere. */
  next(series: string, atLeast: number): number;
}

/** The device's own book. */
export interface NumberStore extends NumberBook {
  /**
   * The book for many records in one go: the first number of a series writes down `count` of them at once. `settle` gives back those
   * that were not used, or all where nothing was saved; after a pulled plug they stay a gap.
   */
  ahead(count: number): NumberBook & { settle(isUsed: boolean): void };
}

export interface NewRecord {
  readonly id: string;
  readonly type: RecordType;
  readonly data: PlainData;
  readonly community: string;
  readonly state: string;
  /** Where the district puts it; absent: the actor's own unit. */
  readonly unit?: string;
}

export async function newEnvelope(
  context: ProfileContext & { readonly numbers: NumberBook },
  work: Work,
  input: NewRecord,
): Promise<Envelope> {
  const at = new Date(context.now()).toISOString();
  const actor = context.actor();
  return {
    id: input.id,
    type: input.type.name,
    unit: input.unit ?? actor.unit,
    community: input.community,
    state: input.state,
    bizNo: await numberFor(context, work, input.type),
    class: 'internal',
    isDemo: context.device.isDemo,
    schemaVersion: input.type.version,
    version: 1,
    mutation: context.newId(),
    createdAt: at,
    createdBy: actor.userId,
    updatedAt: at,
    updatedBy: actor.userId,
    device: context.device.deviceId,
    data: input.data,
  };
}

/** The next state of an existing record: a new mutation by this person on this device. */
export function nextEnvelope(
  context: ProfileContext,
  record: Envelope,
  change: Partial<Pick<Envelope, 'state' | 'community'>> & { readonly data?: PlainData },
): Envelope {
  return {
    ...record,
    ...change,
    data: change.data ?? record.data,
    schemaVersion: Math.max(record.schemaVersion, 1),
    version: record.version + 1,
    mutation: context.newId(),
    updatedAt: new Date(context.now()).toISOString(),
    updatedBy: context.actor().userId,
    device: context.device.deviceId,
  };
}

/**
 * The community that decides who receives the record: from its own code, or from the record it is about.
 * An account that belongs to one community writes there when the data names none.
 */
export async function communityOf(
  context: ProfileContext,
  work: Pick<Work, 'record'>,
  type: RecordType,
  data: PlainData,
): Promise<string> {
  const from = type.communityFrom;
  const value = from === undefined ? undefined : data[from.field];
  if (from?.kind === 'code' && typeof value === 'string') return value;
  if (from?.kind === 'ref' && typeof value === 'object' && value !== null && 'id' in value) {
    const about = await work.record(String(value.id));
    if (about !== undefined && about.community !== '') return about.community;
  }
  return context.actor().community;
}

async function numberFor(
  context: ProfileContext & { readonly numbers: NumberBook },
  work: Work,
  type: RecordType,
): Promise<string> {
  if (type.numberPrefix === '') return '';
  const series = seriesOf(
    type.numberPrefix,
    businessDateOf(context.now()),
    context.actor().unit,
    context.device.letter,
  );
  const key = `${series.kind}${series.year}${series.unit}-${series.device}`;
  const counter = `counter:number:${key}`;
  const last = Number((await work.local(counter))?.['last'] ?? 0);
  const number = nextBusinessNumber(series, context.numbers.next(key, last) - 1);
  const parsed = parseBusinessNumber(number);
  if (!parsed.ok) throw new Error('a business number of our own making cannot be read');
  await work.putLocal(counter, 'counter', { last: parsed.value.sequence });
  return number;
}
