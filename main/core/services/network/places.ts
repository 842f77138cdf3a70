/** Units and communities as the district has them now; the built-in list only where none has arrived. */
import { HAISHU_UNITS } from '../../../../shared/divisions/haishu-units.ts';
import type { ProfileContext } from '../profile/context.ts';

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
  readonly zone: string;
}

export async function placesOf(context: ProfileContext): Promise<readonly Place[]> {
  const rows = await context.store.read.all<{
    code: string;
    name: string;
    kind: string;
    parent: string | null;
    zone: string | null;
  }>('SELECT code, name, kind, parent, zone FROM p_unit ORDER BY code LIMIT 5000', []);
  const known = rows.map((row) => ({ ...row, parent: row.parent ?? '', zone: row.zone ?? '' }));
  const codes = new Set(known.map(({ code }) => code));
  const shipped = HAISHU_UNITS.filter(({ code }) => !codes.has(code)).map(
    ({ code, name, kind, zone }) => ({ code, name, kind, parent: '', zone: zone ?? '' }),
  );
  return [...known, ...shipped].toSorted((a, b) => a.code.localeCompare(b.code));
}

/** The seventeen divisions; the district itself and the park are none. */
export const divisionKinds = ['street', 'town', 'township'] as const;
export const communityKinds: readonly string[] = ['community', 'village'];
