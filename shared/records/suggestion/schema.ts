/** E45 意见建议 (domain.md §2.3 I, S56). */
import { choice, date, longText, ref } from '../../fields/kinds.ts';
import { files } from '../../fields/file-kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

export const suggestionFields = {
  from: ref({ to: ['household', 'person', 'enterprise', 'org'], privacy: 2 }),
  channel: choice({ from: 'suggestion_channel', required: true }),
  category: choice({ from: 'suggestion_category', required: true }),
  content: longText({ max: 1000, required: true, privacy: 2 }),
  /** What the person brought: scans of papers and recordings may be large. */
  attachments: files({ large: true }),
  receivedOn: date({ required: true, check: notFutureDate }),
  replyDue: date(),
  /** Both ends of a routed need know each other. */
  source: ref({ to: ['visit'], widget: 'readonlyRef' }),
  reply: longText({ max: 1000, privacy: 2 }),
  repliedOn: date({ check: notFutureDate }),
  upwardLevel: choice({ from: 'upward_level' }),
  upwardDoc: longText({ max: 200 }),
};

export type SuggestionData = DataOf<typeof suggestionFields>;
