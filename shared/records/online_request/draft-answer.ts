/** 办结回复 is drafted from the result of the case that the request became (domain.md §3.5 linked → answered). Pure. */
import { labelOf } from '../../dictionaries/dictionary.ts';
import type { Envelope, PlainData } from '../envelope.ts';

/** States in which a case has ended otherwise than with a result. */
const endedOtherwise: Readonly<Record<string, string>> = {
  'ticket.refused': '不予受理',
  'ticket.transferred': '已转有关单位办理',
  'ticket.withdrawn': '已撤回',
  'legal_case.declined': '不予受理',
  'legal_case.withdrawn': '已撤回',
  'hardship_case.rejected': '未纳入帮扶',
  'hardship_case.withdrawn': '已撤回',
  'hardship_case.terminated': '帮扶已终止',
  'suggestion.adopted': '已采纳',
  'suggestion.explained': '已解释说明',
};

/** States in which it has ended with a result that its record names. */
const ended: Readonly<Record<string, readonly [dictionary: string, field: string]>> = {
  'ticket.closed': ['ticket_result', 'result'],
  'legal_case.closed': ['legal_result', 'result'],
  'hardship_case.closed': ['close_result', 'closeResult'],
};

/** What was written for the asker's own eyes; opinions, amounts and what was found at home stay inside. */
const told: Readonly<Record<string, string>> = { ticket: 'resultText', suggestion: 'reply' };

/** In Chinese, the language of the inbox; null while the case is somebody's work. */
export function draftAnswer(title: string, found: Envelope): string | null {
  const key = `${found.type}.${found.state}`;
  const result = ended[key];
  const outcome =
    result === undefined ? endedOtherwise[key] : labelOf(result[0], textOf(found.data, result[1]));
  if (outcome === undefined) return null;
  const more = textOf(found.data, told[found.type] ?? '');
  return [
    `您反映的“${title}”已办结。`,
    ...(outcome === '' ? [] : [`办理结果：${outcome}。`]),
    ...(more === '' ? [] : [more]),
  ].join('\n');
}

function textOf(data: PlainData, field: string): string {
  const value = data[field];
  return typeof value === 'string' ? value : '';
}
