/** Which columns fit without scrolling sideways: they may be squeezed a little, then the last ones wait in 显示列. The state always stays. */
import type { ListColumn } from '../../shared/records/list-spec.ts';

/** Declared widths leave room for long values; this much of it is enough. */
export const squeeze = 0.84;

/** `available` in pixels at the scale of `rem`; 0 means not measured yet, and then nothing is left out. */
export function fitColumns(
  columns: readonly ListColumn[],
  available: number,
  rem: number,
): readonly ListColumn[] {
  if (available === 0) return columns;
  const kept = [...columns];
  const width = () => kept.reduce((sum, column) => sum + (column.width * squeeze * rem) / 16, rem);
  while (width() > available && kept.length > 3) {
    const last = kept.findLastIndex((column) => column.format !== 'state');
    kept.splice(last, 1);
  }
  return kept;
}
