/** 老侨 or 新侨, computed and never typed: by the year of emigration, split at the end of 1978 (domain.md D6, source R1). */
import { peopleDictionaries } from '../../dictionaries/people.ts';
import type { Bilingual } from '../../texts/bilingual.ts';
import type { PersonData } from './schema.ts';

export interface Generation {
  readonly generation: 'old' | 'new' | 'unknown';
  /** Whose date decided. */
  readonly source: 'own' | 'kin' | 'none';
  /** The date as it is known: a year is enough. */
  readonly on: string | null;
}

/** 新侨（本人 2011 年出国）; nothing where no date is known. */
export function generationFacts(
  person: Pick<Partial<PersonData>, 'identities' | 'kinEmigrated'>,
): readonly Bilingual[] {
  const { generation, source, on } = generationOf(person);
  if (on === null) return [];
  const year = on.slice(0, 4);
  const { zh, en } = peopleDictionaries.qiao_gen[generation];
  return [
    source === 'own'
      ? { zh: `${zh}（本人 ${year} 年出国）`, en: `${en} (left in ${year})` }
      : { zh: `${zh}（亲属 ${year} 年出国）`, en: `${en} (a relative left in ${year})` },
  ];
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
