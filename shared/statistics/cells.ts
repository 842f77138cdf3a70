/**
 * 侨情统计表 (S21, F9): identity × sex × age × generation, countries and places, counted over the register. A person who holds several
 * identities counts in each of their rows and once in the row of all (domain.md §9, 2). Pure.
 */
import { dictionaries } from '../dictionaries/dictionary.ts';

/** So many persons who are alike in what the table asks. */
export interface PersonGroup {
  /** Present identities with commas between, as the list column has them. */
  readonly identity: string | null;
  readonly sex: string | null;
  readonly birthYear: number | null;
  readonly generation: string | null;
  readonly country: string | null;
  readonly place: string;
  readonly n: number;
}

export interface RegisterCounts {
  readonly persons: readonly PersonGroup[];
  readonly households: number;
  readonly enterprises: number;
}

export type Cells = Readonly<Record<string, number>>;

export const identityKeys: readonly string[] = Object.keys(dictionaries['identity'] ?? {});
/** Columns of the table behind `row|`, each key made of what it counts. */
export const columnKeys = [
  'sex:1',
  'sex:2',
  'age:0',
  'age:15',
  'age:35',
  'age:60',
  'age:80',
  'gen:old',
  'gen:new',
] as const;
/** Cells that an office reports by its own count, to be compared with the register (数字清). */
export const reportedKeys: readonly string[] = [
  'persons',
  'households',
  'enterprises',
  ...identityKeys.map((key) => `id:${key}`),
];

export function cellsOf(counts: RegisterCounts, today: string): Cells {
  const cells = new Map<string, number>([
    ['persons', 0],
    ['households', counts.households],
    ['enterprises', counts.enterprises],
    ...identityKeys.map((key) => [`id:${key}`, 0] as const),
  ]);
  const add = (key: string, n: number) => cells.set(key, (cells.get(key) ?? 0) + n);
  for (const group of counts.persons) {
    add('persons', group.n);
    const columns = columnsOf(group, Number(today.slice(0, 4)));
    for (const column of columns) add(`persons|${column}`, group.n);
    for (const identity of new Set((group.identity ?? '').split(',').filter(Boolean))) {
      add(`id:${identity}`, group.n);
      for (const column of columns) add(`id:${identity}|${column}`, group.n);
    }
    if (group.country !== null && group.country !== 'CHN') add(`country:${group.country}`, group.n);
    add(`place:${group.place}`, group.n);
  }
  return Object.fromEntries(cells);
}

/** By the year of birth: many know no more of it. */
function columnsOf({ sex, birthYear, generation }: PersonGroup, year: number): readonly string[] {
  const age = birthYear === null ? null : year - birthYear;
  return [
    ...(sex === '1' || sex === '2' ? [`sex:${sex}`] : []),
    ...(age === null
      ? []
      : [`age:${age < 15 ? 0 : age < 35 ? 15 : age < 60 ? 35 : age < 80 ? 60 : 80}`]),
    ...(generation === 'old' || generation === 'new' ? [`gen:${generation}`] : []),
  ];
}

export interface Compared {
  readonly cells: number;
  readonly equal: number;
}

/** M of 数字清: how many of the cells that somebody reported are what the register counts. */
export function compareReported(reported: Cells, computed: Cells): Compared {
  const checked = Object.entries(reported);
  return {
    cells: checked.length,
    equal: checked.filter(([key, value]) => (computed[key] ?? 0) === value).length,
  };
}
