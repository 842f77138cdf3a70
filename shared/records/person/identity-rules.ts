/** What must fit together in the identities of a person: dates, residence, certificate, end (domain.md §2.2, E05, V11). */
import { ageAt, comparePartialDates } from '../../calendar/partial-date.ts';
import type { Problem } from '../../fields/field.ts';
import type { Rule } from '../record-type.ts';
import type { PersonData } from './schema.ts';

type Identity = NonNullable<PersonData['identities']>[number];
type Found = Omit<Problem, 'field'> & { readonly at: keyof Identity };

/** Identities that are about another country. */
const aboutCountry: ReadonlySet<string> = new Set(['hq', 'whr', 'ga', 'lx']);
/** Years running that a clause asks for. */
const yearsOfClause: Readonly<Record<string, number>> = { hq_2y: 2, hq_5y: 5 };

export const identitiesFit: Rule<PersonData> = (person, { today }) =>
  (person.identities ?? []).flatMap((identity, index) =>
    [
      ...endOf(identity),
      ...certificateOf(identity),
      ...residenceOf(identity, today),
      ...basisOf(identity),
      ...twiceAtOnce(identity, index, person.identities ?? []),
    ].map(({ at, ...found }) => ({ ...found, field: `identities.${index}.${at}` })),
  );

function endOf({ since, until, endedReason }: Identity): readonly Found[] {
  const found: Found[] = [];
  if (until !== undefined && endedReason === undefined)
    found.push({ at: 'endedReason', code: 'person.end_reason', severity: 'error' });
  if (endedReason !== undefined && until === undefined)
    found.push({ at: 'until', code: 'person.end_date', severity: 'error' });
  if (since !== undefined && until !== undefined && comparePartialDates(since, until) === 'after')
    found.push({ at: 'until', code: 'person.ends_before', severity: 'error' });
  return found;
}

/** 认定 is the 侨务 organ's act: who claims it names the certificate. Its validity is local and only warned about. */
function certificateOf(identity: Identity): readonly Found[] {
  const { verifyLevel, certNo, certDate, certValidTo } = identity;
  const found: Found[] = [];
  if (verifyLevel === 'certified' && certNo === undefined)
    found.push({ at: 'certNo', code: 'person.cert_needed', severity: 'warning' });
  if (certDate !== undefined && certValidTo !== undefined && certValidTo < certDate)
    found.push({ at: 'certValidTo', code: 'person.cert_dates', severity: 'error' });
  return found;
}

function residenceOf(identity: Identity, today: string): readonly Found[] {
  const { residenceKind, settledAbroad, clause } = identity;
  if (identity.identity === 'hq' && (residenceKind === 'study' || residenceKind === 'duty'))
    return [{ at: 'residenceKind', code: 'person.not_settled', severity: 'error' }];
  const years = yearsOfClause[clause ?? ''];
  const stayed = settledAbroad === undefined ? null : ageAt(settledAbroad, today);
  return years !== undefined && stayed !== null && stayed.max < years
    ? [
        {
          at: 'settledAbroad',
          code: 'person.residence_short',
          severity: 'warning',
          params: { years },
        },
      ]
    : [];
}

function basisOf(identity: Identity): readonly Found[] {
  const found: Found[] = [];
  if (aboutCountry.has(identity.identity) && identity.country === undefined)
    found.push({ at: 'country', code: 'person.country_needed', severity: 'warning' });
  if (identity.clause === undefined && identity.verifyLevel === 'street')
    found.push({ at: 'clause', code: 'person.clause_needed', severity: 'warning' });
  if (identity.clause !== undefined && !clauseFits(identity.clause, identity.identity))
    found.push({ at: 'clause', code: 'person.clause_wrong', severity: 'error' });
  return found;
}

/** The clause's key begins with the identity it founds; whoever is only served has the clause that says so. */
function clauseFits(clause: string, identity: string): boolean {
  if (clause === 'served') return !['hq', 'whr', 'gq', 'qj', 'whj'].includes(identity);
  if (clause === 'whr_descendant') return identity === 'whr' || identity === 'hyi';
  return clause.split('_')[0] === identity;
}

/** The same identity for the same country may be held again later, but not twice at once. */
function twiceAtOnce(
  identity: Identity,
  index: number,
  all: readonly Identity[],
): readonly Found[] {
  const twin = all
    .slice(0, index)
    .some(
      (other) =>
        other.identity === identity.identity &&
        other.country === identity.country &&
        other.until === undefined &&
        identity.until === undefined,
    );
  return twin ? [{ at: 'identity', code: 'person.identity_twice', severity: 'error' }] : [];
}
