/** Which sheets a type can be printed on. */
import type { Actor } from '../access/actor.ts';
import { can, type Permission } from '../access/can.ts';
import type { RecordType } from '../records/record-type.ts';
import { plainSheet } from './plain-sheet.ts';
import type { Sheet } from './sheet.ts';

/** The official forms first, then the plain card. */
export function sheetsOf(type: RecordType): readonly Sheet[] {
  const card = plainSheet(type);
  return [...(type.sheets ?? []), ...(card === null ? [] : [card])];
}

export function findSheet(type: RecordType, key: string): Sheet | undefined {
  return sheetsOf(type).find((sheet) => sheet.key === key);
}

/** Whether the sheet makes sense for a record in this state. */
export function isOffered(sheet: Sheet, state: string): boolean {
  return sheet.states === undefined || sheet.states.includes(state);
}

/** Whether this person prints records of the type at all. */
export function mayPrint(actor: Actor, type: RecordType): Permission {
  return can(actor, 'print', type, actor);
}
