// D-demo: people and enterprises that cannot exist. ID numbers have address code 000000 and credit
// codes region 000000, both with true check digits; telephones start with 101; nothing here can
// hit a living person, and every validator refuses it outside demo data.

import { isRealDay } from '../calendar/day.ts';
import { mod112CheckCharacter } from '../validators/mod-11-2.ts';
import { creditCodeCheckCharacter, organisationCheckCharacter } from '../validators/credit-code.ts';
import { satisfiesLuhn } from '../validators/bank-account.ts';
import { DEMO_ADDRESS_CODE } from '../validators/citizen-id.ts';
import { demoForeignName, demoName } from './demo-names.ts';
import type { Random } from './random.ts';
import { randomInt } from './random.ts';

export type DemoIdentities = {
  /** A name fitting sex (1 male, 2 female) and year of birth; names may repeat, as in life. */
  name(person: { sex: '1' | '2'; birthYear: number }): string;
  foreignName(): string;
  /** A citizen ID never given out before by this maker. `birth` is a full date. */
  citizenId(person: { sex: '1' | '2'; birth: string }): string;
  creditCode(): string;
  phone(): string;
  bankAccount(): string;
  email(): string;
  /** Invented community of a unit: `演示三社区` and a 12-digit code no real community has. */
  community(unitCode: string, index: number, kind?: 'community' | 'village'): DemoCommunity;
  /** A house in an invented road. */
  houseNumber(): string;
};

export type DemoCommunity = { code: string; name: string };

export type DemoIdentityOptions = {
  random: Random;
  /** First running number, so that units made separately do not share telephones and credit codes. */
  firstNumber?: number | undefined;
  /** Names the customer does not want to see in samples. */
  blockedNames?: ReadonlySet<string> | undefined;
};

/** A maker of demo identities; the same random stream gives the same ones. */
export function createDemoIdentities(options: DemoIdentityOptions): DemoIdentities {
  const { random, firstNumber = 1, blockedNames } = options;
  const next = {
    phone: firstNumber,
    enterprise: firstNumber,
    account: firstNumber,
    mail: firstNumber,
  };
  const usedIds = new Set<string>();
  return {
    name: (person) => demoName(random, person, blockedNames),
    foreignName: () => demoForeignName(random),
    citizenId: (person) => freshCitizenId(random, person, usedIds),
    creditCode: () => demoCreditCode(next.enterprise++),
    phone: () => `101${running(next.phone++, 8)}`,
    bankAccount: () => demoBankAccount(next.account++),
    email: () => `demo${next.mail++}@example.invalid`,
    community: demoCommunity,
    houseNumber: () => `演示路${randomInt(random, 1, 99)}弄${randomInt(random, 1, 40)}号`,
  };
}

/** The demo citizen ID for a birth date and a sequence 0-999 (odd male, even female). */
export function demoCitizenId(birth: string, sequence: number): string {
  if (!isRealDay(birth)) throw new RangeError('full birth date expected');
  const body = `${DEMO_ADDRESS_CODE}${birth.replace(/-/g, '')}${running(sequence, 3)}`;
  return body + mod112CheckCharacter(body);
}

/** The demo credit code with running number 0-999999, both check characters true. */
export function demoCreditCode(number: number): string {
  const body = `DM${running(number, 6)}`;
  const first17 = `91000000${body}${organisationCheckCharacter(body)}`;
  return first17 + creditCodeCheckCharacter(first17);
}

/** Community `index` (from 1) of a unit; codes from 901 up, where real lists do not reach. */
export function demoCommunity(
  unitCode: string,
  index: number,
  kind: 'community' | 'village' = 'community',
): DemoCommunity {
  if (!(index >= 1 && index <= 99)) throw new RangeError('community index 1-99 expected');
  const noun = kind === 'village' ? '村' : '社区';
  return { code: `${unitCode}${900 + index}`, name: `演示${chineseNumber(index)}${noun}` };
}

function freshCitizenId(
  random: Random,
  { sex, birth }: { sex: '1' | '2'; birth: string },
  used: Set<string>,
): string {
  const parity = sex === '1' ? 1 : 0;
  const start = randomInt(random, 0, 499);
  for (let tries = 0; tries < 500; tries += 1) {
    const id = demoCitizenId(birth, ((start + tries) % 500) * 2 + parity);
    if (used.has(id)) continue;
    used.add(id);
    return id;
  }
  throw new RangeError('all 500 demo numbers of this birth date and sex are used');
}

function demoBankAccount(number: number): string {
  const body = running(number, 18);
  for (let check = 0; check <= 9; check += 1) {
    if (satisfiesLuhn(body + check)) return body + check;
  }
  throw new Error('some digit always satisfies Luhn');
}

function running(number: number, digits: number): string {
  const text = String(number).padStart(digits, '0');
  if (number < 0 || text.length > digits) throw new RangeError('running number out of range');
  return text;
}

function chineseNumber(value: number): string {
  const digits = '零一二三四五六七八九';
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? '' : `${tens === 1 ? '' : digits.charAt(tens)}十`;
  return head + (ones === 0 ? '' : digits.charAt(ones));
}
