/** `today.board`: what is due, overdue, returned or waiting for this person, from local data only. */
import type { Output, TodayItem } from '../../../../shared/bridge/contract.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { ok } from '../../../../shared/result.ts';
import type { Answer } from '../answer.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import type { Drafts } from '../drafts.ts';
import { draftItems } from './draft-items.ts';
import { limitationItems } from './limitation-items.ts';
import { ownDueItems } from './own-due-items.ts';
import { plansDue } from './plan-items.ts';
import { visitsDue } from './visit-items.ts';
import { workflowItems } from './workflow-items.ts';

type Board = Extract<Output<'today.board'>, { ok: true }>['value'];

/** An item before it is put into a group; the group follows from its date. */
export type Due = Omit<TodayItem, 'group'> & {
  /** Where the date alone does not say it. */
  readonly group?: TodayItem['group'];
};

export interface TodayDeps extends ProfileContext {
  readonly drafts: Drafts;
  /** Cards of sync that wait for somebody, as items. */
  readonly syncItems: () => Promise<readonly Due[]>;
}

const horizonDays = 7;

export async function todayBoard(context: TodayDeps): Promise<Answer<Board>> {
  const { today, now } = checkContextOf(context);
  const until = addDays(today, horizonDays);
  const [planned, agreed, waiting, limitations, own, drafts, cards] = await Promise.all([
    plansDue(context, until),
    visitsDue(context, until),
    workflowItems(context, until),
    limitationItems(context, today),
    ownDueItems(context),
    draftItems(context),
    context.syncItems(),
  ]);
  // A visit that is planned is asked for once, by its plan.
  const subjects = new Set(planned.map(({ recordId }) => recordId));
  const found: readonly (readonly Due[])[] = [
    planned,
    agreed.filter(({ recordId }) => !subjects.has(recordId)),
    waiting,
    limitations,
    own,
    drafts,
    cards,
  ];
  const items = found
    .flat()
    .map((item): TodayItem => ({ ...item, group: item.group ?? groupOf(item.due, today) }));
  return ok({ items: items.toSorted(byUrgency), asOf: now });
}

function groupOf(due: string | null, today: string): TodayItem['group'] {
  if (due === null || due === today) return 'today';
  return due < today ? 'overdue' : 'week';
}

const rank = { overdue: 0, today: 1, week: 2 } as const;

function byUrgency(a: TodayItem, b: TodayItem): number {
  return (
    rank[a.group] - rank[b.group] ||
    (a.due ?? '').localeCompare(b.due ?? '') ||
    a.id.localeCompare(b.id)
  );
}
