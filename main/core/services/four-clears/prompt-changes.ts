/** The second figure of 动态清: 变动登记及时率 (domain.md §4.1). */
import { promptDays } from '../../../../shared/records/change_event/index.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';

export interface PromptChanges {
  /** Recorded within `promptDays` of the day on which they happened. */
  readonly prompt: number;
  readonly all: number;
}

/** Of the change events that this person may read; both zero where there are none. */
export async function promptChanges(context: ProfileContext): Promise<PromptChanges> {
  const type = recordType('change_event');
  if (type === undefined) throw new Error('no type change_event');
  const scope = readScope(type, context.actor());
  const [found] = await context.store.read.remembered<{ prompt: number; n: number }>(
    `SELECT coalesce(sum(days <= ?), 0) AS prompt, count(*) AS n
     FROM ${tableOf(type.name)} AS list WHERE ${scope.sql} LIMIT 1`,
    [promptDays, ...scope.params],
  );
  return { prompt: found?.prompt ?? 0, all: found?.n ?? 0 };
}
