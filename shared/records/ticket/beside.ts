/** The same matter of the same enterprise, brought twice (domain.md §2.4 point 4): a hint, never an obstacle. */
import { daysBetween } from '../../calendar/day.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Beside } from '../beside.ts';
import type { Envelope } from '../envelope.ts';
import type { TicketData } from './schema.ts';

/** Calendar days back. */
const recent = 90;
/** Cosine of the two texts from which they speak of one matter; 0.4 let wholly different matters of one trade pass for one. */
const alike = 0.55;

export const ticketBeside: Beside<TicketData> = {
  wants: () => [],
  neighbours: ({ enterprise }) =>
    enterprise === undefined ? [] : [{ column: 'enterprise_id', value: enterprise.id }],
  check: (data, { neighbours }, { today }) => {
    const found = neighbours.find((each) => isSame(each, data, today));
    return found === undefined
      ? []
      : [
          {
            field: 'content',
            code: 'ticket.similar',
            severity: 'warning',
            params: { no: found.bizNo, title: found.data.title },
          },
        ];
  },
};

function isSame(other: Envelope<TicketData>, data: Partial<TicketData>, today: string): boolean {
  const { title = '', content = '', demand = '' } = data;
  return (
    other.state !== 'withdrawn' &&
    other.data.category === data.category &&
    daysBetween(businessDateOf(other.createdAt), today) <= recent &&
    cosine(
      `${title}${content}${demand}`,
      `${other.data.title}${other.data.content}${other.data.demand}`,
    ) >= alike
  );
}

/** Of pairs of neighbouring characters: Chinese has no spaces to cut words at. 0 for nothing in common, 1 for the same. */
function cosine(a: string, b: string): number {
  const [one, two] = [pairsOf(a), pairsOf(b)];
  let product = 0;
  for (const [pair, count] of one) product += count * (two.get(pair) ?? 0);
  const length = (pairs: ReadonlyMap<string, number>) =>
    Math.sqrt([...pairs.values()].reduce((sum, count) => sum + count * count, 0));
  const whole = length(one) * length(two);
  return whole === 0 ? 0 : product / whole;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const letters = Array.from(text.replaceAll(/[\s\p{P}]/gu, ''));
  const pairs = new Map<string, number>();
  for (let at = 1; at < letters.length; at += 1) {
    const pair = `${letters[at - 1]}${letters[at]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
