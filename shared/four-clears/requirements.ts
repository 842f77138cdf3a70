/**
 * 底子清: which fields a record of the register must have (column R of domain.md §2.3 B and C: ● always, ◐ while it applies). Rosters
 * bring records without them, and what a form asks for today may be missing from what was registered years ago.
 */
import type { PlainData } from '../records/envelope.ts';
import { asList } from '../records/columns.ts';
import { addDays } from '../calendar/day.ts';

interface Requirement {
  readonly field: string;
  readonly when?: (data: PlainData) => boolean;
}

const always = (...fields: readonly string[]): Requirement[] => fields.map((field) => ({ field }));
const livesHere = (data: PlainData) => data['liveCountry'] === 'CHN' && data['thin'] !== true;
const holds = (identity: string) => (data: PlainData) =>
  asList(data['identities']).some((row) => row['identity'] === identity);

const person: readonly Requirement[] = [
  ...always('nameCn', 'sex', 'birth', 'nationality', 'identities', 'liveCountry', 'liveState'),
  ...always('segment', 'liaison', 'verifiedOn'),
  { field: 'nameForeign', when: holds('whr') },
  { field: 'domicileAddr', when: livesHere },
  { field: 'liveAddr', when: livesHere },
  { field: 'community', when: livesHere },
  { field: 'household', when: livesHere },
];
const household: readonly Requirement[] = always(
  'name',
  'head',
  'kind',
  'addr',
  'community',
  'liaison',
  'verifiedOn',
);
const enterprise: readonly Requirement[] = [
  ...always('name', 'uscc', 'kind', 'legalRep', 'bizAddr', 'industry', 'mainProduct'),
  ...always('contact', 'contactPhone', 'standing', 'verifiedOn'),
  { field: 'aboveScaleYear', when: (data) => data['aboveScale'] === true },
];

const byType: Readonly<Record<string, readonly Requirement[]>> = { person, household, enterprise };

export interface Completeness {
  readonly required: number;
  readonly filled: number;
  readonly missing: readonly string[];
}

/** Of one record; a type that is not in the register requires nothing. */
export function completenessOf(type: string, data: PlainData): Completeness {
  const required = (byType[type] ?? []).filter(({ when }) => when === undefined || when(data));
  const missing = required.flatMap(({ field }) => (isFilled(data[field]) ? [] : [field]));
  return { required: required.length, filled: required.length - missing.length, missing };
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '';
}

/** 动态清: the last day on which the last verification still counts, by class (domain.md §4.1 DT); null where nothing was ever verified. */
export function freshUntil(type: string, data: PlainData): string | null {
  const verified = data['verifiedOn'];
  if (typeof verified !== 'string' || verified === '') return null;
  return addDays(verified, freshDays(type, data));
}

/** Calendar days: hardship 90, key and above-scale enterprises 180, everybody else 365. */
export function freshDays(type: string, data: PlainData): number {
  const tags = Array.isArray(data['tags']) ? data['tags'] : [];
  if (tags.includes('hardship')) return 90;
  const isKey =
    data['segment'] === 'A' ||
    tags.includes('key') ||
    (type === 'enterprise' && data['aboveScale'] === true);
  return isKey ? 180 : 365;
}

const checkedLevels = new Set(['community', 'street', 'certified']);

/** At least one identity was checked by the community or somebody above it; households and enterprises have no levels of their own. */
export function isChecked(type: string, data: PlainData): boolean {
  return (
    type !== 'person' ||
    asList(data['identities']).some((row) => checkedLevels.has(String(row['verifyLevel'] ?? '')))
  );
}
