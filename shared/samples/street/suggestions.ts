/** Suggestions: those that came out of visits, each linked with its need, and those that people brought by themselves. */
import { addBusinessDays } from '../../calendar/business-day.ts';
import { addDays, daysBetween } from '../../calendar/day.ts';
import { SHIPPED_HOLIDAY_TABLES } from '../../calendar/holiday-tables.ts';
import type { SuggestionData } from '../../records/suggestion/schema.ts';
import { chance, pickOne, pickWeighted, randomInt } from '../random.ts';
import type { Home } from './home.ts';
import type { StaffMember } from './staff.ts';
import type { Tools } from './tools.ts';
import { freeSuggestions, replies } from './visit-words.ts';
import type { VisitEntry } from './visits.ts';

export interface SuggestionEntry {
  readonly id: string;
  readonly community: string;
  readonly by: StaffMember;
  readonly state: 'registered' | 'answered' | 'adopted' | 'explained';
  readonly data: SuggestionData;
}

/** Makes the suggestion of every need that was routed to one; the visits come back with both ends linked. */
export function routeNeeds(
  tools: Tools,
  visits: readonly VisitEntry[],
): { visits: VisitEntry[]; suggestions: SuggestionEntry[] } {
  const suggestions: SuggestionEntry[] = [];
  const linked = visits.map((visit): VisitEntry => {
    const needs = (visit.data.needs ?? []).map((need) => {
      if (need.route !== 'suggestion') return need;
      // The same form as in the visit's workflow.
      const id = `${visit.id}-s-${need.id}`;
      const { subject } = visit.data;
      suggestions.push(
        finish(
          tools,
          { id, community: visit.community, by: visit.recorder },
          {
            from: subject,
            channel: 'visit',
            category: 'service',
            content: need.text,
            receivedOn: visit.day,
            source: { type: 'visit', id: visit.id, label: subject.label },
          },
        ),
      );
      return { ...need, target: { type: 'suggestion', id, label: need.text } };
    });
    return needs.length === 0 ? visit : { ...visit, data: { ...visit.data, needs } };
  });
  return { visits: linked, suggestions };
}

export function freeSuggestionEntries(
  tools: Tools,
  prefix: string,
  count: number,
  homes: readonly Home[],
  officer: StaffMember,
): SuggestionEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const home = pickOne(tools.random, homes);
    const { content, category } = pickOne(tools.random, freeSuggestions);
    const receivedOn = addDays(
      tools.today,
      -(index < 3 ? randomInt(tools.random, 1, 6) : randomInt(tools.random, 7, 360)),
    );
    const channel = pickWeighted(tools.random, { desk: 35, phone: 30, online: 20, meeting: 15 });
    const by = chance(tools.random, 0.5) ? officer : home.liaison;
    return finish(
      tools,
      { id: `${prefix}-y${String(index + 1).padStart(3, '0')}`, community: home.community, by },
      { from: home.ref, channel, category, content, receivedOn },
    );
  });
}

/** Five working days to answer; nearly all older ones are closed. */
function finish(
  tools: Tools,
  entry: Pick<SuggestionEntry, 'id' | 'community' | 'by'>,
  data: SuggestionData,
): SuggestionEntry {
  const { random, today } = tools;
  const replyDue = addBusinessDays(data.receivedOn, 5, SHIPPED_HOLIDAY_TABLES).due;
  const age = daysBetween(data.receivedOn, today);
  if (age <= 5 || (age < 30 && chance(random, 0.4)))
    return { ...entry, state: 'registered', data: { ...data, replyDue } };
  const repliedOn = addDays(data.receivedOn, randomInt(random, 1, 5));
  const state = pickWeighted(random, { answered: 12, adopted: 48, explained: 40 });
  return {
    ...entry,
    state,
    data: {
      ...data,
      replyDue,
      reply: pickOne<string>(random, replies[state]),
      repliedOn,
      ...(chance(random, 0.08) ? { upwardLevel: 'district', upwardDoc: '侨情专报' } : {}),
    },
  };
}
