/** The types that people search for; masters are chosen in pickers instead. */
import { recordTypes } from '../../shared/records/registry.ts';

export const searchableTypes: readonly string[] = recordTypes
  .filter(
    ({ collection, list }) =>
      collection === 'records' && list.search !== null && list.search.listOnly !== true,
  )
  .map((type) => type.name);
