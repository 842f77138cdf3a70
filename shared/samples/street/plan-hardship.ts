/** Which households get a hardship case, how far each comes and what it is about; a random stream of its own. */
import { addDays } from '../../calendar/day.ts';
import { createRandom, pickOne, pickWeighted, randomInt, seedFrom } from '../random.ts';
import type { Home } from './home.ts';
import type { StreetSpec } from './street-spec.ts';

const toNotice = ['submit', 'accept', 'start_check', 'submit_check', 'publish'];
const toPayment = [...toNotice, 'notice_over', 'street_approve', 'make_payment'];

/** How far each case has come; the list is walked through in turn, so every state appears. */
const paths: readonly (readonly string[])[] = [
  ['submit'],
  ['submit', 'accept', 'start_check'],
  toNotice,
  [...toNotice, 'notice_over', 'send_up'],
  [...toNotice, 'object'],
  ['submit', 'supplement'],
  ['submit', 'accept', 'start_check', 'submit_check'],
  toPayment,
  [...toPayment, 'pay'],
  [...toPayment, 'pay', 'follow_up', 'close'],
  ['submit', 'withdraw'],
  ['submit', 'refuse'],
];
/** Working days after the step before. */
export const waits: Readonly<Record<string, number>> = {
  notice_over: 5,
  submit_check: 6,
  pay: 4,
  follow_up: 20,
};
export interface HardshipFacts {
  readonly id: string;
  readonly cause: string;
  readonly lowIncome: string;
  readonly requested: number;
  readonly suggested: number;
  readonly income: number;
  readonly effect: string;
}

/** A case as it will be walked through: who, how far, from which day. */
export interface HardshipPlan {
  readonly home: Home;
  readonly path: readonly string[];
  readonly begin: string;
  readonly facts: HardshipFacts;
}

export function planHardship(
  {
    spec,
    prefix,
    today,
  }: { readonly spec: StreetSpec; readonly prefix: string; readonly today: string },
  homes: readonly Home[],
  seed: number,
): HardshipPlan[] {
  const random = createRandom(seedFrom(seed, `${spec.unit} hardship`));
  const poor = homes.filter((home) => home.tags.includes('hardship'));
  const withCase = poor.slice(0, Math.min(paths.length, spec.hardshipHouseholds));
  return withCase.map((home, index) => {
    const path = paths[index] ?? ['submit'];
    const length = path.reduce((days, action) => days + (waits[action] ?? 1), 0);
    const begin = addDays(today, -Math.ceil(length * 1.6) - randomInt(random, 2, 9));
    const requested = randomInt(random, 1, 5) * 100_000;
    const suggested = path.includes('send_up') ? 300_000 : 100_000;
    const facts: HardshipFacts = {
      id: `${prefix}-k${String(index + 1).padStart(3, '0')}`,
      cause: pickWeighted(random, {
        illness: 34,
        old_age: 22,
        disability: 14,
        school: 12,
        unemployed: 9,
        other: 9,
      }),
      lowIncome: pickWeighted(random, { none: 40, dby: 24, db: 18, gx: 15, tk: 3 }),
      requested,
      suggested,
      income: randomInt(random, 12, 32) * 10_000,
      effect: pickOne(random, ['much', 'some'] as const),
    };
    return { home, path, begin, facts };
  });
}
