/** What visits found and gave (domain.md §4.2, second half). Pure; business time. */
import { countWhere, shareOf, type Share } from './share.ts';

export interface VisitWork {
  readonly id: string;
  /** Business date. */
  readonly on: string;
  /** Key of `visit_kind`. */
  readonly kind: string;
  /** The household behind the door; the subject itself where there is none. */
  readonly home: string;
  /** Festival, where the visit names one: a campaign's id or its words. */
  readonly campaign?: string | undefined;
  readonly needs: readonly { readonly route: string; readonly target?: string | undefined }[];
  /** In 分. */
  readonly gifts: readonly number[];
}

export interface VisitWorkFigures {
  /** 诉求转办率: needs that became a case, of all but 仅记录. */
  readonly routed: Share;
  /** 诉求办结率: linked cases that are closed, of those linked. */
  readonly settled: Share;
  /** 慰问人均 in 分 for each household that received; null while none did. */
  readonly fenPerHome: number | null;
  /** 重复慰问: visits by which a household was given a second time at one festival. */
  readonly repeated: readonly string[];
}

/** `isClosed` says of a linked case whether it has ended; cases that are not on this device count as open. */
export function visitWork(
  visits: readonly VisitWork[],
  isClosed: (caseId: string) => boolean,
): VisitWorkFigures {
  const needs = visits.flatMap((visit) => visit.needs);
  const counted = needs.filter(({ route }) => route !== 'note');
  const linked = needs.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const given = visits.filter(({ gifts }) => gifts.length > 0);
  const homes = new Set(given.map(({ home }) => home));
  const fen = given.flatMap(({ gifts }) => gifts).reduce((sum, each) => sum + each, 0);
  return {
    routed: shareOf(
      countWhere(counted, ({ target }) => target !== undefined),
      counted.length,
    ),
    settled: shareOf(countWhere(linked, isClosed), linked.length),
    fenPerHome: homes.size === 0 ? null : Math.round(fen / homes.size),
    repeated: repeatedGifts(given),
  };
}

/** Two gifts on one day were one visit; without a campaign a festival is told by its season: forty days are never two. */
const season = 40;

function repeatedGifts(given: readonly VisitWork[]): readonly string[] {
  const festive = given
    .filter(({ kind }) => kind === 'festival')
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id));
  return festive
    .filter((visit, index) =>
      festive
        .slice(0, index)
        .some((before) => before.home === visit.home && isSameFestival(before, visit)),
    )
    .map(({ id }) => id);
}

function isSameFestival(a: VisitWork, b: VisitWork): boolean {
  const isNear = Date.parse(b.on) - Date.parse(a.on) <= season * 86_400_000;
  if (a.campaign !== undefined && b.campaign !== undefined)
    return a.campaign === b.campaign && isNear;
  return isNear;
}
