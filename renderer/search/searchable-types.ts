/** The types that people search for; masters are chosen in pickers instead. */
import { recordTypes } from '../../shared/records/registry.ts';

export const searchableTypes: readonly string[] = recordTypes
  .filter((type) => type.collection === 'records' && type.list.search !== null)
  .map((type) => type.name);
