import type { TextRows } from './text-rows.ts';

export const registerTexts = {
  addItem: ['加一条{name}', 'Add to {name}'],
  more: ['时间、证据、认定、起止', 'Dates, evidence, certificate, period'],
  moreOf: ['{name} {row}：时间、证据、认定、起止', '{name} {row}: dates, evidence, period'],
} as const satisfies TextRows;
