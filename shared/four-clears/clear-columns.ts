/** 四清 as columns of the register's lists, so that gauges are sums and every gap is a view. */
import type { Cell, ListColumn } from '../records/list-spec.ts';
import type { PlainData } from '../records/envelope.ts';
import { completenessOf, freshUntil, isChecked } from './requirements.ts';

/** What 四清 counts of a record of the register (domain.md §4.1); figures only, never drawn. */
export function clearColumns(type: string): readonly ListColumn[] {
  const figure = (key: string, value: (data: PlainData) => Cell): ListColumn => ({
    key,
    sqlType: 'real',
    width: 0,
    format: 'number',
    value: (record) => value(record.data),
  });
  return [
    figure('filled_share', (data) => {
      const { required, filled } = completenessOf(type, data);
      return required === 0 ? 1 : filled / required;
    }),
    figure('is_complete', (data) => Number(completenessOf(type, data).missing.length === 0)),
    figure('is_checked', (data) => Number(isChecked(type, data))),
    {
      key: 'fresh_until',
      sqlType: 'text',
      width: 0,
      format: 'date',
      // Never verified is overdue, not unknown: the gauge and the list behind it count it alike.
      value: (record) => freshUntil(type, record.data) ?? '',
    },
  ];
}
