/**
 * Ties the needs that visits found to the cases that came of them, both ends (domain.md E18 `target`). A need whose case the made-up
 * year does not have was settled on the spot, or only noted: nothing routed may stay without its case.
 */
import type { Ref } from '../../fields/kinds.ts';
import type { VisitEntry } from './visits.ts';

export interface MadeCase {
  readonly id: string;
  readonly type: 'hardship_case' | 'ticket';
  /** Household or enterprise. */
  readonly subject: string;
  readonly label: string;
  /** The day it began; the visit that led to it came before. */
  readonly on: string;
}

export interface LinkedNeeds {
  readonly visits: VisitEntry[];
  /** By case: the visit that it came of. */
  readonly origins: ReadonlyMap<string, Ref>;
}

const routes = { hardship: 'hardship_case', ticket: 'ticket' } as const;

export function linkNeeds(visits: readonly VisitEntry[], cases: readonly MadeCase[]): LinkedNeeds {
  const origins = new Map<string, Ref>();
  const linked = visits.map((visit): VisitEntry => {
    const { needs = [], subject } = visit.data;
    if (needs.length === 0) return visit;
    return {
      ...visit,
      data: {
        ...visit.data,
        needs: needs.map((need) => {
          if (need.route === 'legal') return { ...need, route: 'on_site' };
          if (need.route !== 'hardship' && need.route !== 'ticket') return need;
          const found = cases.find(
            (each) =>
              each.type === routes[need.route as keyof typeof routes] &&
              each.subject === subject.id &&
              each.on >= visit.day &&
              !origins.has(each.id),
          );
          if (found === undefined || visit.state === 'returned')
            return { ...need, route: need.route === 'hardship' ? 'note' : 'on_site' };
          origins.set(found.id, { type: 'visit', id: visit.id, label: subject.label });
          return { ...need, target: { type: found.type, id: found.id, label: found.label } };
        }),
      },
    };
  });
  return { visits: linked, origins };
}
