/** The office of the replay: people who act at given moments, through the same services as the page. */
import type { Actor } from '../../../../shared/access/actor.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { createRandom, randomInt, type Random } from '../../../../shared/samples/random.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { community, openOffice, person, unit, value, type Office } from '../testing/open-office.ts';
import { isWorkingDay, shift } from './working-days.ts';

export const people = {
  officer: person('officer', ['O']),
  second: person('second', ['O']),
  head: person('head', ['H']),
  liaison: person('liaison', ['L'], { community }),
  lawyer: person('lawyer', ['W']),
  district: person('district', ['D'], { unit: '330203000' }),
  leader: person('leader', ['B'], { unit: '330203000' }),
} as const satisfies Record<string, Actor>;

export function refOf(actor: Actor) {
  return { type: 'user', id: actor.userId, label: actor.name };
}

type Task = () => Promise<void>;

export interface Stage {
  readonly office: Office;
  readonly random: Random;
  /** The Beijing day on which the clock stands. */
  today(): string;
  /** Runs the task at nine in the morning of the day or later, after everything that was planned before it. */
  at(day: string, task: Task): void;
  /** Plays everything up to and with that day, in the order of its time. */
  play(until: string): Promise<void>;
  save(by: Actor, type: string, data: PlainData, action?: string): Promise<string>;
  change(by: Actor, type: string, id: string, data: PlainData): Promise<void>;
  act(by: Actor, type: string, id: string, action: string, values?: PlainData): Promise<void>;
  receive(type: string, id: string, data: PlainData, state?: string): Promise<Envelope>;
  /** A working day of the year, evenly. */
  someDay(from: string, to: string): string;
}

export async function openStage(seed: number, first: string): Promise<Stage> {
  const office = await openOffice(people.officer);
  const random = createRandom(seed);
  const tasks: { readonly at: number; readonly order: number; readonly task: Task }[] = [];
  let order = 0;
  office.clock.now = momentOf(first);

  const today = () => new Date(office.clock.now + 8 * 3_600_000).toISOString().slice(0, 10);
  const contextOf = (by: Actor) => office.as(by);
  return {
    office,
    random,
    today,
    at(day, task) {
      order += 1;
      tasks.push({ at: momentOf(day), order, task });
    },
    async play(until) {
      const end = momentOf(until) + 8 * 3_600_000;
      for (;;) {
        tasks.sort((a, b) => a.at - b.at || a.order - b.order);
        const next = tasks[0];
        if (next === undefined || next.at > end) return;
        tasks.shift();
        // Two tasks of a morning do not share a second.
        office.clock.now = Math.max(office.clock.now + 1000, next.at);
        await next.task();
      }
    },
    async save(by, type, data, action) {
      const saved = await saveRecord(contextOf(by), {
        type,
        id: null,
        data: data as never,
        draftId: null,
        baseMutation: null,
        baseData: null,
        action: action ?? null,
        opinion: '按流程办理',
      });
      return value(saved).id;
    },
    async change(by, type, id, data) {
      const [before] = await findPlain(office.context.store, 'records', [id]);
      if (before === undefined) throw new Error(`${type} ${id} is not there`);
      const { flow: _flow, ...rest } = before.data;
      value(
        await saveRecord(contextOf(by), {
          type,
          id,
          data: { ...rest, ...data } as never,
          draftId: null,
          baseMutation: before.mutation,
          baseData: rest as never,
          action: null,
          opinion: '',
        }),
      );
    },
    async act(by, type, id, action, values) {
      value(
        await actOnRecord(contextOf(by), {
          type,
          id,
          action,
          opinion: '按流程办理',
          ...(values === undefined ? {} : { values: values as never }),
        }),
      );
    },
    async receive(type, id, data, state = 'active') {
      const moment = new Date(office.clock.now).toISOString();
      const record: Envelope = {
        id,
        type,
        unit,
        community,
        state,
        bizNo: '',
        class: 'internal',
        isDemo: true,
        schemaVersion: 1,
        version: 1,
        mutation: `m-${id}`,
        createdAt: moment,
        createdBy: 'district',
        updatedAt: moment,
        updatedBy: 'district',
        device: 'district',
        data,
      };
      await office.receive(record);
      return record;
    },
    someDay(from, to) {
      const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
      let day = shift(from, randomInt(random, 0, days));
      while (!isWorkingDay(day)) day = shift(day, 1);
      return day;
    },
  };
}

function momentOf(day: string): number {
  return Date.parse(`${day}T01:00:00.000Z`);
}
