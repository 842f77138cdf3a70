/** The rights that most types share (domain.md §3.0); a type names only where it differs. */
import type { Permissions } from '../access/can.ts';

/** Register and case records: the community writes its own, the street its unit's, the district reads all. */
export const streetWork: Permissions = {
  read: { L: 'community', O: 'unit', H: 'unit', D: 'all', B: 'all', X: 'all' },
  create: { L: 'community', O: 'unit', H: 'unit' },
  edit: { L: 'community', O: 'unit', H: 'unit' },
  remove: { O: 'unit', H: 'unit' },
  unmask: { L: 'own', O: 'unit', H: 'unit' },
  print: { L: 'community', O: 'unit', H: 'unit', D: 'all', B: 'all' },
  export: { L: 'community', O: 'unit', H: 'unit', D: 'all' },
};

/** Masters: everybody reads what reaches the device, only the district's administrators write, at the server. */
export const districtMasters: Permissions = {
  read: {
    L: 'all',
    O: 'all',
    H: 'all',
    D: 'all',
    B: 'all',
    P: 'all',
    W: 'all',
    A: 'all',
    X: 'all',
  },
  create: { A: 'all' },
  edit: { A: 'all' },
  remove: { A: 'all' },
  unmask: {},
  print: { D: 'all', A: 'all' },
  export: { A: 'all' },
};
