/** 意见建议: registered, answered, and either adopted or explained; five working days to answer (domain.md §3.5). */
import { addBusinessDays } from '../../calendar/business-day.ts';
import type { Problem } from '../../fields/field.ts';
import { tablesOf } from '../../workflow/clock.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { SuggestionData } from './schema.ts';

export const suggestionWorkflow: Workflow<SuggestionData> = {
  states: {
    registered: { editable: true, open: true },
    answered: { editable: false, open: true },
    adopted: { editable: false, open: false },
    explained: { editable: false, open: false },
  },
  transitions: [
    {
      action: 'register',
      from: [null],
      to: 'registered',
      who: ['L', 'O', 'H'],
      term: ({ data }, context) => ({
        on: data.replyDue ?? addBusinessDays(data.receivedOn, 5, tablesOf(context)).due,
      }),
    },
    {
      action: 'answer',
      from: ['registered'],
      to: 'answered',
      who: ['L', 'O', 'H'],
      guard: hasReply,
    },
    { action: 'adopt', from: ['answered'], to: 'adopted', who: ['O', 'H'] },
    { action: 'explain', from: ['answered'], to: 'explained', who: ['O', 'H'] },
    {
      action: 'reopen',
      from: ['answered'],
      to: 'registered',
      who: ['O', 'H'],
      needsOpinion: true,
      tone: 'danger',
    },
  ],
};

function hasReply(record: Envelope<SuggestionData>): readonly Problem[] {
  const missing: Problem[] = [];
  if (record.data.reply === undefined)
    missing.push({ field: 'reply', code: 'required', severity: 'error' });
  if (record.data.repliedOn === undefined)
    missing.push({ field: 'repliedOn', code: 'required', severity: 'error' });
  return missing;
}
