/** One letter per device of a unit keeps offline business numbers apart (domain.md D14). Never given twice, not even after a revocation. */
import type { Transaction } from '../database/database.ts';

/** I and O are left out: on paper they are 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Takes the unit's next letter: A … Z, then AA, AB … */
export async function takeDeviceLetter(tx: Transaction, unit: string): Promise<string> {
  const rows = await tx.query<{ last: number }>(
    `INSERT INTO device_letters (unit, last) VALUES ($1, 1)
     ON CONFLICT (unit) DO UPDATE SET last = device_letters.last + 1 RETURNING last`,
    [unit],
  );
  return deviceLetter(rows[0]?.last ?? 1);
}

/** The letter of a unit's nth device, n from 1. */
export function deviceLetter(n: number): string {
  const index = n - 1;
  const last = letters[index % letters.length] ?? 'A';
  const first = index < letters.length ? '' : letters[Math.floor(index / letters.length) - 1];
  if (first === undefined) throw new RangeError('a unit can have 600 devices');
  return `${first}${last}`;
}
