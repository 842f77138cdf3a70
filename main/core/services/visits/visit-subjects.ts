/** Everybody whom somebody is to visit, from the list tables: households, persons without one, enterprises, with their class and cadence. */
import {
  cadenceOf,
  classOfEnterprise,
  classOfHousehold,
  classOfPerson,
  type PersonFacts,
  type VisitClass,
} from '../../../../shared/visits/visit-class.ts';
import type { TransitionContext } from '../../../../shared/workflow/workflow.ts';
import type { ProfileContext } from '../profile/context.ts';

export interface VisitSubject {
  readonly type: 'household' | 'person' | 'enterprise';
  readonly id: string;
  readonly label: string;
  readonly community: string;
  readonly visitClass: VisitClass;
  readonly cadenceDays: number;
  readonly lastVisitOn: string | undefined;
  /** Empty where nobody is responsible. */
  readonly liaison: string;
  readonly liaisonName: string;
  readonly since: string;
  /** The subject itself and the persons behind its door: a visit to any of them is a visit to it. */
  readonly ids: readonly string[];
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly community: string | null;
  readonly liaison_id: string | null;
  readonly liaison: string | null;
  readonly last_visit_on: string | null;
  readonly since: string | null;
}

type PersonRow = Row & {
  readonly household_id: string | null;
  readonly segment: string | null;
  readonly identities: string | null;
  readonly birth: string | null;
};

const most = 200_000;
const refusedTimes = 2;

/** Of one unit; a community account is told only about its own community. */
export async function visitSubjects(
  context: ProfileContext,
  unit: string,
  terms: Pick<TransitionContext, 'parameter' | 'today'>,
): Promise<readonly VisitSubject[]> {
  const { community } = context.actor();
  const within = community === '' ? 'unit = ?' : "unit = ? AND community IN ('', ?)";
  const params = community === '' ? [unit] : [unit, community];
  const ask = <T>(columns: string, from: string, where: string) =>
    context.store.read.all<T>(
      `SELECT id, ${columns} FROM ${from} WHERE ${within} AND ${where} LIMIT ${most}`,
      params,
    );
  const [people, households, enterprises, refusals] = await Promise.all([
    ask<PersonRow>(
      'name AS label, community, liaison_id, liaison, last_visit_on, since, household_id, segment, identities, birth',
      'p_person',
      "live_state IN ('in', 'back')",
    ),
    ask<Row & { readonly tags: string | null }>(
      'name AS label, community, liaison_id, liaison, last_visit_on, since, tags',
      'p_household',
      "standing = 'active'",
    ),
    ask<Row & { readonly above_scale: number }>(
      'name AS label, community, officer_id AS liaison_id, officer AS liaison, last_visit_on, since, above_scale',
      'p_enterprise',
      "standing = 'active'",
    ),
    refusedDoors(context, unit),
  ]);
  const refused = new Set(refusals);
  const members = Map.groupBy(people, ({ household_id }) => household_id ?? '');
  const known = new Set(households.map(({ id }) => id));
  const make = (
    type: VisitSubject['type'],
    row: Row,
    visitClass: VisitClass,
    others: readonly Row[] = [],
  ): VisitSubject => ({
    type,
    id: row.id,
    label: row.label,
    community: row.community ?? '',
    visitClass,
    // 拒访: twice the time, no pressure (domain.md §3.1).
    cadenceDays:
      cadenceOf(visitClass, terms) *
      ([row, ...others].some(({ id }) => refused.has(id)) ? refusedTimes : 1),
    lastVisitOn: [row, ...others]
      .flatMap(({ last_visit_on }) => last_visit_on ?? [])
      .toSorted()
      .at(-1),
    liaison: row.liaison_id ?? '',
    liaisonName: row.liaison ?? '',
    since: row.since ?? terms.today,
    ids: [row.id, ...others.map(({ id }) => id)],
  });
  return [
    ...households.map((row) => {
      const behind = members.get(row.id) ?? [];
      const tags = (row.tags ?? '').split(/[、,\s]+/u);
      return make(
        'household',
        row,
        classOfHousehold(tags, behind.map(factsOf), terms.today),
        behind,
      );
    }),
    ...people
      .filter(({ household_id }) => household_id === null || !known.has(household_id))
      .map((row) => make('person', row, classOfPerson(factsOf(row), terms.today))),
    ...enterprises.map((row) => make('enterprise', row, classOfEnterprise(row.above_scale === 1))),
  ];
}

/** Who did not want a visit, and was not met or called since. */
async function refusedDoors(context: ProfileContext, unit: string): Promise<readonly string[]> {
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT DISTINCT v.subject_id AS id FROM p_visit v WHERE v.unit = ? AND v.outcome = 'refused'
       AND v.state IN ('submitted', 'confirmed', 'archived')
       AND NOT EXISTS (SELECT 1 FROM p_visit w WHERE w.subject_id = v.subject_id AND w.visit_at > v.visit_at
         AND w.outcome IN ('met', 'called')) LIMIT ${most}`,
    [unit],
  );
  return rows.map(({ id }) => id);
}

function factsOf(row: PersonRow): PersonFacts {
  return {
    segment: row.segment ?? '',
    isReturnee: (row.identities ?? '').split(' ').includes('gq'),
    birth: row.birth ?? '',
  };
}
