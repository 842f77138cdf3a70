// ISO 7064 MOD 11-2 as GB 11643-1999 uses it; shared by the citizen ID, the residence
// permit of Hong Kong, Macao and Taiwan residents, and the permanent-residence card.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** The check character (0-9 or X) for the first 17 digits; throws when given anything else. */
export function mod112CheckCharacter(seventeenDigits: string): string {
  if (!/^\d{17}$/.test(seventeenDigits)) throw new RangeError('17 digits expected');
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(seventeenDigits[i]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}
