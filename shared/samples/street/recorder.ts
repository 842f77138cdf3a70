/** Wraps made-up data into envelopes with their history, as if people had entered it on one desk of the street. */
import { startOfBusinessDate } from '../../calendar/time-zone.ts';
import type { Envelope, EventDoc, PlainData } from '../../records/envelope.ts';
import type { StaffMember } from './staff.ts';

export interface HistoryStep {
  readonly at: string;
  readonly by: StaffMember;
  /** As the core writes it: `{to}`, `{action, to}` or `{action, from, to, opinion?}`. */
  readonly facts: PlainData;
}

export interface Entry {
  readonly id: string;
  readonly type: string;
  readonly data: PlainData;
  readonly community: string;
  readonly state: string;
  readonly bizNo?: string;
  /** The first step creates the record; each later one is a transition. */
  readonly history: readonly [HistoryStep, ...HistoryStep[]];
}

export interface Recorder {
  readonly records: Envelope[];
  readonly events: EventDoc[];
  put(entry: Entry): void;
}

/** The desk that entered everything; its letter keeps its numbers apart from those of enrolled devices. */
export const demoDevice = 'demo-desk';
export const demoLetter = 'Z';

export function createRecorder(unit: string): Recorder {
  const records: Envelope[] = [];
  const events: EventDoc[] = [];
  return {
    records,
    events,
    put({ id, type, data, community, state, bizNo = '', history }) {
      const [first] = history;
      const last = history.at(-1) ?? first;
      records.push({
        id,
        type,
        unit,
        community,
        state,
        bizNo,
        class: 'internal',
        isDemo: true,
        schemaVersion: 1,
        version: history.length,
        mutation: mutationOf(id, history.length),
        createdAt: first.at,
        createdBy: first.by.userId,
        updatedAt: last.at,
        updatedBy: last.by.userId,
        device: demoDevice,
        data,
      });
      history.forEach((step, index) => {
        events.push({
          id: `${id}.e${index + 1}`,
          recordId: id,
          recordType: type,
          unit,
          community,
          kind: index === 0 ? 'create' : 'transition',
          at: step.at,
          actor: step.by.userId,
          actorName: step.by.name,
          device: demoDevice,
          deviceSeq: events.length + 1,
          mutation: mutationOf(id, index + 1),
          isDemo: true,
          data: step.facts as EventDoc['data'],
        });
      });
    },
  };
}

/** The instant of a Beijing date and time of day. */
export function instantOf(day: string, hour: number, minute: number): string {
  return new Date(
    Date.parse(startOfBusinessDate(day)) + (hour * 60 + minute) * 60_000,
  ).toISOString();
}

function mutationOf(id: string, version: number): string {
  return `${id}.${version}`;
}
