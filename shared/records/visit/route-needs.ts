/** A need that a visit found becomes a case of its own, and both ends know each other (domain.md E18 needs, §3.1). */
import type { Problem } from '../../fields/field.ts';
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { Effect, TakenField, TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope, PlainData } from '../envelope.ts';
import { takenFromHousehold } from '../hardship_case/taken-from-household.ts';
import type { VisitData } from './schema.ts';

type Visit = Envelope<VisitData>;
type Need = NonNullable<VisitData['needs']>[number];

interface Route {
  readonly type: string;
  /** Distinguishes the ids of a need's cases; part of stored ids, so never changed. */
  readonly letter: string;
  readonly action: string;
  readonly data: (visit: Visit, need: Need, context: TransitionContext) => PlainData;
  readonly takes?: (visit: Visit) => readonly TakenField[];
}

/** Why a household is in hardship and what would help, as far as the need's category says; the draft is completed by hand. */
const hardCauses: Readonly<Record<string, string>> = {
  medical: 'illness',
  care: 'old_age',
  school: 'school',
  job: 'unemployed',
};
const aidTypes: Readonly<Record<string, string>> = {
  medical: 'medical',
  school: 'edu',
  care: 'service',
};

const routes: Readonly<Record<string, Route>> = {
  hardship: {
    type: 'hardship_case',
    letter: 'h',
    action: 'start',
    data: (visit, need) => ({
      household: visit.data.subject,
      applyOn: businessDateOf(visit.data.visitAt),
      applyWay: 'found',
      lowIncome: 'none',
      hardCause: [hardCauses[need.category ?? ''] ?? 'other'],
      aidType: [aidTypes[need.category ?? ''] ?? 'temp'],
      relatedToStaff: 'no',
      source: originOf(visit),
    }),
    takes: ({ data: { subject } }) => takenFromHousehold(subject),
  },
  suggestion: {
    type: 'suggestion',
    letter: 's',
    action: 'register',
    data: (visit, need, { today }) => ({
      channel: 'visit',
      category: 'service',
      content: need.text,
      receivedOn: today,
      from: visit.data.subject,
      source: originOf(visit),
    }),
  },
  ticket: {
    type: 'ticket',
    letter: 't',
    action: 'register',
    data: (visit, need) => ({
      enterprise: visit.data.subject,
      source: 'visit',
      origin: originOf(visit),
      helpType: 'trouble',
      category: need.category === 'legal' ? 'legal' : 'other',
      title: shortened(need.text),
      content: need.text,
      demand: need.text,
      urgency: 'normal',
    }),
  },
  legal: {
    type: 'legal_case',
    letter: 'l',
    action: 'book',
    data: (visit, need) => ({
      client: visit.data.subject,
      desk: 'rights',
      origin: originOf(visit),
      category: 'other',
      demand: shortened(need.text, 190),
      urgency: 'normal',
    }),
  },
};

/** 转企业工单 needs an enterprise to be about, 转困难 a household, 转法律 a client whom the legal desk may take (domain.md §3.4). */
export function needsFitTheirRoutes(visit: Visit): readonly Problem[] {
  return (visit.data.needs ?? []).flatMap(({ route, target }, index) => {
    const fits = subjects[route];
    return fits === undefined ||
      target !== undefined ||
      fits.types.includes(visit.data.subject.type)
      ? []
      : [{ field: `needs.${index}.route`, code: fits.code, severity: 'error' as const }];
  });
}

const subjects: Readonly<
  Record<string, { readonly types: readonly string[]; readonly code: string }>
> = {
  ticket: { types: ['enterprise'], code: 'visit.ticket_needs_enterprise' },
  hardship: { types: ['household'], code: 'visit.hardship_needs_household' },
  legal: { types: ['household', 'person', 'enterprise'], code: 'visit.legal_needs_client' },
};

/** Whether the need becomes a case that must be there before the visit is checked. */
export function becomesCase(route: string): boolean {
  return routes[route] !== undefined;
}

export function createCases(visit: Visit, context: TransitionContext): readonly Effect[] {
  const needs = visit.data.needs ?? [];
  const made = new Map<string, { route: Route; id: string }>();
  for (const need of needs) {
    const route = routes[need.route];
    if (route !== undefined && need.target === undefined)
      made.set(need.id, { route, id: caseId(visit.id, route, need.id) });
  }
  if (made.size === 0) return [];
  const creations = needs.flatMap((need): Effect[] => {
    const found = made.get(need.id);
    if (found === undefined) return [];
    const { route, id } = found;
    const data = route.data(visit, need, context);
    return [
      {
        kind: 'create',
        type: route.type,
        id,
        action: route.action,
        data,
        ...(route.takes === undefined ? {} : { takes: route.takes(visit) }),
      },
    ];
  });
  const linked = needs.map((need) => {
    const found = made.get(need.id);
    if (found === undefined) return need;
    const target = { type: found.route.type, id: found.id, label: shortened(need.text) };
    return { ...need, target };
  });
  return [...creations, { kind: 'patch', type: 'visit', id: visit.id, data: { needs: linked } }];
}

function originOf(visit: Visit) {
  return { type: 'visit', id: visit.id, label: visit.data.subject.label };
}

/** The same need submitted twice names the same case. */
function caseId(visitId: string, { letter }: Route, needId: string): string {
  return `${visitId.slice(0, 30)}-${letter}-${needId.slice(0, 30)}`;
}

function shortened(text: string, most = 30): string {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
}
