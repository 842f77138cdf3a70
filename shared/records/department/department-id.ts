/** A department's id names the unit that it belongs to, so that "is it the district's" needs no look-up. */
import { districtUnit } from '../../access/actor.ts';

export function departmentId(unit: string, key: string): string {
  return `dept-${unit}-${key}`;
}

export function isDistrictDepartment(id: string): boolean {
  return id.startsWith(`dept-${districtUnit}-`);
}
