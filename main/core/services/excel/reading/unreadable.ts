import type { FailureCode } from '../../../../../shared/bridge/errors.ts';
import type { Unreadable } from './grid.ts';

/** Why a table is not read, as the page tells it. */
export const unreadable: Readonly<Record<Unreadable | 'stopped', FailureCode>> = {
  old: 'E_TABLE_OLD',
  damaged: 'E_TABLE_DAMAGED',
  large: 'E_TABLE_LARGE',
  kind: 'E_TABLE_KIND',
  empty: 'E_TABLE_EMPTY',
  stopped: 'E_STOPPED',
};
