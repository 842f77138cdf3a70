/** Values as they stand on paper: Chinese words, nothing for no value (the pen fills it in). */
import { formatPartialDate } from '../calendar/partial-date.ts';
import { businessTimeOf } from '../calendar/time-zone.ts';
import { labelOf } from '../dictionaries/dictionary.ts';
import type { Field } from '../fields/field.ts';
import { formatFen } from '../money/fen.ts';

export function printWords(
  field: Field,
  value: unknown,
  communityName: (code: string) => string,
): string {
  if (value === undefined || value === null || value === '') return '';
  const option = (key: unknown) =>
    field.options === 'community'
      ? communityName(String(key))
      : labelOf(field.options ?? '', String(key));
  switch (field.kind) {
    case 'choice':
      return option(value);
    case 'choices':
      return asArray(value).map(option).join('、');
    case 'flag':
      return value === true ? '是' : '否';
    case 'money':
      return typeof value === 'number' ? formatFen(value) : '';
    case 'partialDate':
      return formatPartialDate(String(value), 'zh');
    case 'instant':
      return businessTimeOf(String(value));
    case 'ref':
      return refLabel(value);
    case 'refs':
      return asArray(value)
        .map(refLabel)
        .filter((label) => label !== '')
        .join('、');
    case 'items':
    case 'files':
    case 'photos':
    case 'signature':
      return '';
    case 'text':
    case 'longText':
    case 'code':
    case 'date':
    case 'integer':
    case 'decimal':
      return String(value);
  }
}

export function refLabel(value: unknown): string {
  return typeof value === 'object' && value !== null && 'label' in value ? String(value.label) : '';
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
