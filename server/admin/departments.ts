/** Who problems of enterprises can be assigned to: a first directory from the start, each entry 待确认 until the district confirms it. */
import { districtUnit } from '../../shared/access/actor.ts';
import { HAISHU_UNITS } from '../../shared/divisions/haishu-units.ts';
import {
  districtDepartments,
  unitDepartments,
} from '../../shared/records/department/first-departments.ts';
import type { ServerDeps } from '../deps.ts';
import { writeMasters } from './write-masters.ts';

/** Puts the first directory in where it is missing. What the district has changed since stays as it is. */
export async function ensureDepartments(deps: ServerDeps): Promise<void> {
  const rows = await deps.database.query<{ id: string }>(
    `SELECT id FROM docs WHERE collection = 'masters' AND type = 'department'`,
  );
  const have = new Set(rows.map(({ id }) => id));
  const first = [
    ...districtDepartments(),
    ...HAISHU_UNITS.filter(({ code }) => code !== districtUnit).flatMap(({ code }) =>
      unitDepartments(code),
    ),
  ];
  const missing = first.filter(({ id }) => !have.has(id));
  if (missing.length === 0) return;
  const drafts = missing.map(({ id, unit, data }) => ({
    id,
    type: 'department',
    unit,
    community: '',
    data: { ...data },
  }));
  const written = await deps.database.transaction((tx) => writeMasters(deps, tx, drafts));
  if (!written.ok) throw new Error(`the first departments are not valid: ${written.id}`);
}
