/** Data sets by size: one street, the whole district (17 streets and towns), or ten years of it (100,000 persons). */
import { HAISHU_UNITS } from '../../divisions/haishu-units.ts';
import { gulin, wangchun, type StreetSpec } from './street-spec.ts';

export const scales = ['street', 'district', 'stress'] as const;
export type Scale = (typeof scales)[number];

/** How many times larger each street is than the demonstration's in the largest set. */
const stressFactor = 4.2;
/** Visits and suggestions grow with the years more than the register does. */
const stressYears = 2.7;

export function specsOf(scale: Scale): readonly StreetSpec[] {
  if (scale === 'street') return [wangchun];
  const units = HAISHU_UNITS.filter(({ kind }) => kind !== 'district' && kind !== 'park');
  return units.map(({ code, name, kind }, index) => {
    const model = kind === 'street' ? wangchun : gulin;
    const spec: StreetSpec = {
      ...model,
      unit: code,
      name,
      login: `demo${code.slice(-3)}`,
      // Far enough apart that no two streets share a telephone or a credit code.
      firstNumber: 1_000 + index * 60_000,
    };
    return scale === 'stress' ? larger(spec, stressFactor, stressYears) : spec;
  });
}

/** The same street, more of everything but communities. */
export function larger(spec: StreetSpec, factor: number, years = 1): StreetSpec {
  const more = (count: number) => Math.round(count * factor);
  const oftener = (count: number) => Math.round(count * factor * years);
  return {
    ...spec,
    households: more(spec.households),
    persons: Object.fromEntries(
      Object.entries(spec.persons).map(([key, count]) => [key, more(count)]),
    ) as StreetSpec['persons'],
    enterprises: more(spec.enterprises),
    aboveScale: more(spec.aboveScale),
    hardshipHouseholds: more(spec.hardshipHouseholds),
    householdVisits: oftener(spec.householdVisits),
    enterpriseVisits: oftener(spec.enterpriseVisits),
    suggestions: oftener(spec.suggestions),
  };
}
