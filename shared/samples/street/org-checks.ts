/** Ticks of 五有 and 五好 for made-up organisations. */
import { organisationDictionaries } from '../../dictionaries/organisations.ts';
import type { OrgData } from '../../records/org/schema.ts';

type Rows = NonNullable<OrgData['fiveHave']>;

function rows(dictionary: Readonly<Record<string, unknown>>, ticks: number, on: string): Rows {
  return Object.keys(dictionary).map((item, index) => ({
    id: item,
    item,
    done: index < ticks,
    ...(index < ticks ? { evidence: '现场查看台账', checkedOn: on } : {}),
  }));
}

export function fiveHaveOf(ticks: number, on: string): Rows {
  return rows(organisationDictionaries.five_have, ticks, on);
}

export function fiveGoodOf(ticks: number, on: string): Rows {
  return rows(organisationDictionaries.five_good, ticks, on);
}
