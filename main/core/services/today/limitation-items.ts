/** Limitations of legal cases that run out: 30, 10 and 3 days before, for the officer, the lead and the lawyer of the case (domain.md §3.4). */
import { addDays, daysBetween } from '../../../../shared/calendar/day.ts';
import { legalCase } from '../../../../shared/records/legal_case/index.ts';
import {
  limitationAlert,
  limitationAlerts,
} from '../../../../shared/records/legal_case/limitation.ts';
import type { LegalCaseData } from '../../../../shared/records/legal_case/schema.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { readScope } from '../lists/read-scope.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { Due } from './today-board.ts';

const most = 200;
const told = ['O', 'H', 'W'] as const;

export async function limitationItems(context: ProfileContext, today: string): Promise<Due[]> {
  const actor = context.actor();
  if (!told.some((role) => actor.roles.includes(role))) return [];
  const scope = readScope(legalCase, actor);
  const open = Object.entries(legalCase.workflow?.states ?? {})
    .filter(([, rules]) => rules.open)
    .map(([state]) => state);
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_legal_case WHERE ${scope.sql} AND limitation_on <= ? AND state IN (SELECT value FROM json_each(?))
     ORDER BY limitation_on LIMIT ${most}`,
    [...scope.params, addDays(today, limitationAlerts[0]), JSON.stringify(open)],
  );
  const records = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  return records.flatMap((record): Due[] => {
    const { limitationOn: due, demand } = record.data as unknown as LegalCaseData;
    const alert = due === undefined ? null : limitationAlert(due, today);
    if (due === undefined || alert === null) return [];
    const left = daysBetween(today, due);
    return [
      {
        id: `limitation:${record.id}`,
        kind: 'waiting',
        // The last alert is a matter of today, whatever the date says.
        ...(alert === 3 ? { group: 'today' as const } : {}),
        due,
        type: 'legal_case',
        recordId: record.id,
        subject: legalCase.label(record.data),
        what: alert === 'past' ? 'limitation_past' : 'limitation',
        whatParams: { alert, days: Math.abs(left), date: due, demand },
        place: record.community,
      },
    ];
  });
}
