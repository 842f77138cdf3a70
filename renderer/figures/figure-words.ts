/** How the value of a figure is written: two decimals for shares, yuan for money, a dash where there is nothing to divide by (domain.md §4). */
import type { Figure } from '../../shared/bridge/figures.ts';
import { formatFen } from '../../shared/money/fen.ts';
import type { KpiSpec } from '../../shared/records/record-type.ts';

export function figureText(figure: Figure, unit: KpiSpec['unit']): string {
  if (figure.value === null) return '—';
  if (unit === 'percent') return `${figure.value.toFixed(2)} %`;
  if (unit === 'fen') return formatFen(figure.value);
  if (unit === 'count') return figure.value.toLocaleString('en-US');
  return figure.value.toFixed(2);
}
