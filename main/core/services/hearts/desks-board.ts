/** 双中心: 服务中心 leads to tickets, 维权中心 to legal cases; a centre's board is what waits there, by step (domain.md S77, §4.10). */
import type { Output } from '../../../../shared/bridge/contract.ts';
import type { Desk, WaitingStep } from '../../../../shared/bridge/desks.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { startOfBusinessDate } from '../../../../shared/calendar/time-zone.ts';
import { shareOf } from '../../../../shared/kpi/share.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, type Answer } from '../answer.ts';
import { lineOf, readableRecords, refOf } from '../panorama/lines.ts';
import { idsWhere, readableType, tallyOf, valueOf } from '../panorama/tallies.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';

type Board = Extract<Output<'desks.board'>, { ok: true }>['value'];

/** The cases that a centre's work leads to. */
const caseOf = { service: 'ticket', rights: 'legal_case' } as const;
const kinds = ['service', 'rights'] as const;
const most = { points: 50, urgent: 12 };
const soonDays = 2;

export async function desksBoard(context: ProfileContext): Promise<Answer<Board>> {
  const points = readableType(context, 'service_point');
  if (points === null) return denied('no_role');
  const { today } = checkContextOf(context);
  const all = await readableRecords(
    context,
    await idsWhere(context, points, [{ column: 'open', op: '=', value: 1 }], {
      order: 'kind, name',
      limit: most.points,
    }),
  );
  const weekday = String(((new Date(`${today}T00:00:00.000Z`).getUTCDay() + 6) % 7) + 1);
  const desks = await Promise.all(
    kinds
      .filter((kind) => readableType(context, caseOf[kind]) !== null)
      .map((kind) =>
        deskOf(
          context,
          kind,
          all.filter(({ data }) => data['kind'] === kind),
          { today, weekday },
        ),
      ),
  );
  return ok({ asOf: today, weekday, desks });
}

async function deskOf(
  context: ProfileContext,
  kind: Desk['kind'],
  points: readonly Envelope[],
  { today, weekday }: { readonly today: string; readonly weekday: string },
): Promise<Desk> {
  const atDesk: Condition = { column: 'desk_id', op: 'in', value: points.map(({ id }) => id) };
  const month: Condition[] = [
    atDesk,
    { column: 'at', op: '>=', value: startOfBusinessDate(`${today.slice(0, 7)}-01`) },
  ];
  const contacts = await stepsOf(context, 'service_contact', [atDesk], today);
  const cases = await stepsOf(context, caseOf[kind], [], today);
  return {
    kind,
    points: points.map((point) => ({
      ...refOf(point),
      address: textOf(point, 'address'),
      opening: textOf(point, 'opening'),
      phone: textOf(point, 'phone'),
      onDuty: asList(point.data['roster'])
        .filter((row) => row['weekday'] === weekday)
        .map((row) => [labelAt(row['person']), textAt(row['hours'])].filter(Boolean).join(' ')),
    })),
    steps: [...contacts, ...cases],
    urgent: await urgentOf(context, kind, atDesk),
    intakesThisMonth: (await tallyOf(context, 'intakes', 'service_contact', month))[0] ?? null,
    inTime: await inTimeOf(context, atDesk, today),
  };
}

/** Open states with at least one record. Nothing for a person who may not read the type. */
async function stepsOf(
  context: ProfileContext,
  name: string,
  about: readonly Condition[],
  today: string,
): Promise<readonly WaitingStep[]> {
  const type = readableType(context, name);
  if (type === null) return [];
  const open = Object.entries(type.workflow?.states ?? {}).filter(([, rules]) => rules.open);
  const running: Condition = { column: 'clock_stopped', op: '=', value: 0 };
  const steps = await Promise.all(
    open.map(async ([state]) => {
      const here: readonly Condition[] = [...about, { column: 'state', op: '=', value: state }];
      const [all, overdue, soon] = await Promise.all([
        tallyOf(context, state, name, here),
        tallyOf(context, 'overdue', name, [
          ...here,
          running,
          { column: 'due_on', op: '<', value: today },
        ]),
        tallyOf(context, 'soon', name, [
          ...here,
          running,
          { column: 'due_on', op: '>=', value: today },
          { column: 'due_on', op: '<=', value: addDays(today, soonDays) },
        ]),
      ]);
      return all[0] === undefined || overdue[0] === undefined || soon[0] === undefined
        ? []
        : [{ all: all[0], overdue: overdue[0], soon: soon[0] }];
    }),
  );
  return steps.flat().filter(({ all }) => all.count > 0);
}

async function urgentOf(
  context: ProfileContext,
  kind: Desk['kind'],
  atDesk: Condition,
): Promise<Desk['urgent']> {
  const dated: Condition[] = [
    { column: 'due_on', op: 'filled' },
    { column: 'clock_stopped', op: '=', value: 0 },
  ];
  const found = await Promise.all(
    (
      [
        ['service_contact', [...dated, atDesk]],
        [caseOf[kind], dated],
      ] as const
    ).map(async ([name, where]) => {
      const type = readableType(context, name);
      if (type === null) return [];
      const open = Object.entries(type.workflow?.states ?? {})
        .filter(([, rules]) => rules.open)
        .map(([state]) => state);
      const ids = await idsWhere(
        context,
        type,
        [...where, { column: 'state', op: 'in', value: open }],
        { order: 'due_on, id', limit: most.urgent },
      );
      return readableRecords(context, ids);
    }),
  );
  return found
    .flat()
    .map(lineOf)
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || a.id.localeCompare(b.id))
    .slice(0, most.urgent);
}

async function inTimeOf(
  context: ProfileContext,
  atDesk: Condition,
  today: string,
): Promise<Desk['inTime']> {
  const type = readableType(context, 'service_contact');
  if (type === null) return shareOf(0, 0);
  const thisYear: Condition[] = [
    atDesk,
    { column: 'at', op: '>=', value: startOfBusinessDate(`${today.slice(0, 4)}-01-01`) },
  ];
  const [routed, inTime] = await Promise.all([
    valueOf(context, type, [...thisYear, { column: 'routed_in_time', op: 'in', value: [0, 1] }]),
    valueOf(context, type, [...thisYear, { column: 'routed_in_time', op: '=', value: 1 }]),
  ]);
  return shareOf(inTime, routed);
}

function textOf(record: Envelope, key: string): string {
  return textAt(record.data[key]);
}

function textAt(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function labelAt(value: unknown): string {
  return typeof value === 'object' && value !== null && 'label' in value ? String(value.label) : '';
}
