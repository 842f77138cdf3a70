/** What follows from the visits: when to come again, and who was seen last on which day. */
import { addDays } from '../../calendar/day.ts';
import { chance } from '../random.ts';
import { shuffled, type Tools } from './tools.ts';
import type { VisitEntry } from './visits.ts';

/** Latest confirmed meeting or call of each subject, by its id; it moves the subject's last verification forward. */
export function latestMeetings(visits: readonly VisitEntry[]): Map<string, string> {
  const latest = new Map<string, string>();
  for (const { state, day, data } of visits) {
    if (state === 'confirmed' && (data.outcome === 'met' || data.outcome === 'called'))
      latest.set(data.subject.id, day);
  }
  return latest;
}

/** Days from today on which agreed visits fall: some today, a few late, the rest in the days to come. */
const dueOffsets = [0, 1, -2, 3, 0, 5, -1, 2, 6, -5, 4, 7];

/** Gives the last visit of a subject its next date: most lie ahead, a handful around today, so that the day's board has work. */
export function planNextVisits(
  tools: Tools,
  visits: readonly VisitEntry[],
  dueNow: number,
): VisitEntry[] {
  const { random, today } = tools;
  const last = new Map(visits.map((visit) => [visit.data.subject.id, visit.id]));
  const open = visits.filter(
    (visit) =>
      last.get(visit.data.subject.id) === visit.id &&
      visit.day < addDays(today, -25) &&
      visit.data.outcome === 'met',
  );
  const due = new Map(
    shuffled(random, open)
      .slice(0, dueNow)
      .map((visit, index) => [visit, addDays(today, dueOffsets[index % dueOffsets.length] ?? 0)]),
  );
  return visits.map((visit) => {
    if (last.get(visit.data.subject.id) !== visit.id || visit.data.outcome !== 'met') return visit;
    const regular = addDays(visit.day, cadence(visit));
    const ahead = regular > addDays(today, 10) && chance(random, 0.85) ? regular : null;
    const nextOn = due.get(visit) ?? ahead;
    return nextOn === null ? visit : { ...visit, data: { ...visit.data, nextOn } };
  });
}

/** Days between visits (domain.md E17): families in need 90, key persons 180, others a year. */
function cadence({ data }: VisitEntry): number {
  if (data.kind === 'hardship') return 90;
  return data.kind === 'key' || data.kind === 'enterprise' ? 180 : 365;
}
