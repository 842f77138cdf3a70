/** What a case that comes into being by a step takes over from its household: who applies, and by which identity. */
import type { Ref } from '../../fields/kinds.ts';
import type { TakenField } from '../../workflow/workflow.ts';

export function takenFromHousehold(household: Ref): readonly TakenField[] {
  return [
    { field: 'applicant', of: household, from: 'head' },
    // A household of somebody who studies abroad: who applies is the family at home.
    { field: 'qiaoIdentity', of: household, from: 'kind', as: { lx: 'lxj' } },
  ];
}
