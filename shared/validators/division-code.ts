// V8: division codes of Haishu. Units have 9 digits and are checked against the unit table;
// communities have 12, the first 9 being their unit.

import { HAISHU_UNITS } from '../divisions/haishu-units.ts';
import { normaliseCode } from '../text/normalise.ts';
import type { Verdict } from './verdict.ts';
import { accept, issueOf, refuse } from './verdict.ts';

const KNOWN_UNITS: ReadonlySet<string> = new Set(HAISHU_UNITS.map((unit) => unit.code));

/** A reporting unit (填报单位): the district, a 街道/镇/乡, or the park node. `units` replaces the table. */
export function checkUnitCode(input: string, units: ReadonlySet<string> = KNOWN_UNITS): Verdict {
  const value = normaliseCode(input);
  if (value === '') return refuse(issueOf('code.empty'));
  if (!/^330203\d{3}$/.test(value)) return refuse(issueOf('division.unitFormat'));
  return units.has(value)
    ? accept(value)
    : refuse(issueOf('division.unitUnknown', { unit: value }));
}

/** A community or village; when `unit` is given it must be the one the code starts with. */
export function checkCommunityCode(
  input: string,
  options: { unit?: string | undefined; units?: ReadonlySet<string> | undefined } = {},
): Verdict {
  const value = normaliseCode(input);
  if (value === '') return refuse(issueOf('code.empty'));
  if (!/^330203\d{6}$/.test(value)) return refuse(issueOf('division.communityFormat'));
  const unit = value.slice(0, 9);
  if (!(options.units ?? KNOWN_UNITS).has(unit)) {
    return refuse(issueOf('division.unitUnknown', { unit }));
  }
  if (options.unit !== undefined && options.unit !== unit) {
    return refuse(issueOf('division.communityElsewhere', { community: value, unit: options.unit }));
  }
  return accept(value);
}
