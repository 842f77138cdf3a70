/** When a ledger leaves only with another person's approval (domain.md §2.6, §3.0, §6): sensitive columns, or more people than the role may take. */
import type { Actor } from '../../../../../shared/access/actor.ts';
import { exportLimit } from '../../../../../shared/ledgers/export-limit.ts';
import type { LedgerColumn } from '../../../../../shared/ledgers/ledger.ts';

export interface Taking {
  readonly columns: readonly Pick<LedgerColumn, 'privacy'>[];
  readonly aboutPeople: boolean;
  readonly count: number;
}

export type Need = 'sensitive' | 'many';

/** Null: it may go out as it is. */
export function needsApproval(actor: Pick<Actor, 'roles'>, taking: Taking): Need | null {
  if (taking.columns.some(({ privacy }) => privacy === 3)) return 'sensitive';
  return taking.count > exportLimit(actor, taking.aboutPeople) ? 'many' : null;
}
