/** What else runs for the same household or person, and what was given this year already (domain.md §2.4 point 4): hints, never obstacles. */
import type { Problem } from '../../fields/field.ts';
import type { Beside } from '../beside.ts';
import type { Envelope } from '../envelope.ts';
import type { HardshipData } from './schema.ts';
import { hardshipWorkflow } from './workflow.ts';

const ended = new Set(['rejected', 'withdrawn', 'terminated']);

export const hardshipBeside: Beside<HardshipData> = {
  wants: () => [],
  neighbours: ({ household, applicant }) => [
    ...(household === undefined ? [] : [{ column: 'household_id', value: household.id }]),
    ...(applicant === undefined ? [] : [{ column: 'applicant_id', value: applicant.id }]),
  ],
  check: (data, { neighbours }) => {
    const open = neighbours.filter(({ state }) => hardshipWorkflow.states[state]?.open === true);
    const home = open.find((each) => each.data.household.id === data.household?.id);
    const person = open.find(
      (each) =>
        each.data.applicant.id === data.applicant?.id &&
        each.data.household.id !== data.household?.id,
    );
    const again = neighbours.find((each) => overlaps(each, data));
    return [
      ...hint(home, 'household', 'hardship.open_for_household'),
      ...hint(person, 'applicant', 'hardship.open_for_person'),
      ...hint(again, 'aidType', 'hardship.same_aid_this_year'),
    ];
  },
};

/** The same kind of aid, applied for in the same budget year. */
function overlaps(other: Envelope<HardshipData>, data: Partial<HardshipData>): boolean {
  const year = data.applyOn?.slice(0, 4);
  return (
    year !== undefined &&
    !ended.has(other.state) &&
    other.data.applyOn.slice(0, 4) === year &&
    other.data.aidType.some((kind) => kind !== 'refer' && data.aidType?.includes(kind) === true)
  );
}

function hint(
  other: Envelope<HardshipData> | undefined,
  field: string,
  code: string,
): readonly Problem[] {
  if (other === undefined) return [];
  const { bizNo, data } = other;
  return [
    {
      field,
      code,
      severity: 'warning',
      params: { no: bizNo, name: data.household.label, on: data.applyOn },
    },
  ];
}
