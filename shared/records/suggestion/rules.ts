import type { Rule } from '../record-type.ts';
import type { SuggestionData } from './schema.ts';

const answeredAfterReceipt: Rule<SuggestionData> = (suggestion) =>
  suggestion.repliedOn !== undefined &&
  suggestion.receivedOn !== undefined &&
  suggestion.repliedOn < suggestion.receivedOn
    ? [{ field: 'repliedOn', code: 'suggestion.reply_order', severity: 'error' }]
    : [];

const sentUpHasDocument: Rule<SuggestionData> = (suggestion) =>
  suggestion.upwardLevel !== undefined &&
  suggestion.upwardLevel !== 'none' &&
  suggestion.upwardDoc === undefined
    ? [{ field: 'upwardDoc', code: 'suggestion.document', severity: 'error' }]
    : [];

export const suggestionRules: readonly Rule<SuggestionData>[] = [
  answeredAfterReceipt,
  sentUpHasDocument,
];
