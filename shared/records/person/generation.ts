/** 老侨 or 新侨, computed and never typed: by the year of emigration, split at the end of 1978 (domain.md D6, source R1). */
import type { PersonData } from './schema.ts';

export interface Generation {
  readonly generation: 'old' | 'new' | 'unknown';
  /** Whose date decided. */
  readonly source: 'own' | 'kin' | 'none';
  /** The date as it is known: a year is enough. */
  readonly on: string | null;
}

/** Last year of the old emigration. */
export const lastOldYear = 1978;

/** The person's own earliest emigration decides; without one the nearest relative's; without both it stays unknown. */
export function generationOf(
  person: Pick<Partial<PersonData>, 'identities' | 'kinEmigrated'>,
): Generation {
  const own = (person.identities ?? [])
    .flatMap(({ emigrated, endedReason }) =>
      emigrated === undefined || endedReason === 'mistake' ? [] : [emigrated],
    )
    .toSorted()[0];
  const on = own ?? person.kinEmigrated ?? null;
  if (on === null) return { generation: 'unknown', source: 'none', on };
  return {
    generation: Number(on.slice(0, 4)) <= lastOldYear ? 'old' : 'new',
    source: own === undefined ? 'kin' : 'own',
    on,
  };
}
