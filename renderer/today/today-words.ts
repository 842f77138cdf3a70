/** Items of the day in words. The core names what is to be done by a code; unknown codes fall back to the kind's habit. */
import { recordType } from '../../shared/records/registry.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import type { TextKey } from '../texts/index.ts';
import { textGroups } from '../texts/index.ts';
import type { Speaker } from '../texts/use-text.ts';

export type TodayItem = Value<'today.board'>['items'][number];
export type TodayKind = TodayItem['kind'];

export const todayKinds: readonly TodayKind[] = [
  'visit_due',
  'waiting',
  'returned',
  'escalated',
  'draft',
  'sync',
];

const noWords = { zh: '', en: '' };

const habit: Record<TodayKind, TextKey> = {
  visit_due: 'today.w_visit_plan',
  draft: 'today.w_draft',
  returned: 'today.w_returned',
  waiting: 'today.w_waiting',
  escalated: 'today.w_escalated',
  sync: 'today.w_sync_rejected',
};

export function whatWords(item: TodayItem, { t, say }: Speaker): string {
  const key = `w_${item.what}`;
  const known: TextKey = Object.hasOwn(textGroups.today, key)
    ? (`today.${key}` as TextKey)
    : habit[item.kind];
  const type = recordType(item.type);
  const { action = '', state = '' } = item.whatParams;
  return t(known, {
    ...item.whatParams,
    type: type === undefined ? '' : say(type.texts.name),
    action: say(type?.texts.actions[action] ?? noWords),
    state: say(type?.texts.states[state] ?? noWords),
  });
}

export function kindWords(kind: TodayKind, { t }: Speaker): string {
  return t(`today.kind_${kind}`);
}
