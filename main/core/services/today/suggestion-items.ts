/** Suggestions that want an answer: five working days from receipt unless another date was set (domain.md §3.5). */
import { addBusinessDays } from '../../../../shared/calendar/business-day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../../../shared/calendar/holiday-tables.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { ProfileContext } from '../profile/context.ts';
import type { Due } from './today-board.ts';

const answerWithin = 5;
const most = 200;

export async function suggestionsToAnswer(context: ProfileContext, until: string): Promise<Due[]> {
  const actor = context.actor();
  const step = recordType('suggestion')?.workflow?.transitions.find(
    (each) => each.action === 'answer',
  );
  if (step === undefined || !step.who.some((role) => actor.roles.includes(role))) return [];
  const rows = await context.store.read.all<{
    id: string;
    content: string;
    sender: string | null;
    reply_due: string | null;
    received_on: string;
    community: string;
  }>(
    `SELECT id, content, sender, reply_due, received_on, community FROM p_suggestion WHERE state = 'registered' AND unit = ? ORDER BY received_on LIMIT ${most}`,
    [actor.unit],
  );
  return rows
    .map((row): Due => ({
      id: `answer:${row.id}`,
      kind: 'to_answer',
      due:
        row.reply_due ?? addBusinessDays(row.received_on, answerWithin, SHIPPED_HOLIDAY_TABLES).due,
      type: 'suggestion',
      recordId: row.id,
      subject: row.sender ?? row.content,
      what: 'to_answer',
      whatParams: {},
      place: row.community,
    }))
    .filter((item) => item.due !== null && item.due <= until);
}
