/** 走访覆盖: how many of each class were seen in their cadence, and who was not (domain.md §4.2). */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import { shareOf } from '../../../../shared/kpi/share.ts';
import {
  isCounted,
  isCovered,
  planCompletion,
  visitCoverage,
  type CoverageSubject,
} from '../../../../shared/kpi/visit-coverage.ts';
import { visit } from '../../../../shared/records/visit/index.ts';
import { ok } from '../../../../shared/result.ts';
import { cadenceOf, visitClasses } from '../../../../shared/visits/visit-class.ts';
import { denied, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { workflowContext } from '../workflow/workflow-context.ts';
import { visitSubjects, type VisitSubject } from './visit-subjects.ts';

type Coverage = Extract<Output<'visits.coverage'>, { ok: true }>['value'];

/** Rows of the list of who was not seen. */
const most = 500;
/** What has entered the record: drafts, returned and cancelled visits prove nothing. */
const counted = "('submitted', 'confirmed', 'archived')";

interface VisitRow {
  readonly subject_id: string;
  readonly visit_at: string;
  readonly outcome: string;
}

export async function coverageBoard(
  context: ProfileContext,
  input: Input<'visits.coverage'>,
): Promise<Answer<Coverage>> {
  const actor = context.actor();
  const unit = input.unit ?? actor.unit;
  const allowed = can(actor, 'read', visit, { unit, community: actor.community });
  if (!allowed.allow) return denied(allowed.reason);
  const terms = await workflowContext(context);
  const { today } = terms;
  const facts = await coverageFacts(context, unit, terms);
  const classes = visitCoverage(facts, today);
  const planned = new Set(
    (
      await context.store.read.all<{ subject_id: string }>(
        "SELECT DISTINCT subject_id FROM p_visit_plan WHERE unit = ? AND state IN ('planned', 'assigned', 'rescheduled') LIMIT 200000",
        [unit],
      )
    ).map(({ subject_id }) => subject_id),
  );
  const byId = new Map(facts.map((each) => [each.id, each]));
  const missing = visitClasses.flatMap((each) => classes[each].missing);
  return ok({
    asOf: today,
    classes: visitClasses.map((each) => ({
      visitClass: each,
      share: classes[each].share,
      missing: classes[each].missing.length,
      tooNew: classes[each].tooNew,
      days: cadenceOf(each, terms),
    })),
    communities: [...Map.groupBy(facts, ({ community }) => community)]
      .map(([community, here]) => {
        const known = here.filter((each) => isCounted(each, today));
        return {
          community,
          share: shareOf(known.filter((each) => isCovered(each, today)).length, known.length),
        };
      })
      .toSorted((a, b) => a.community.localeCompare(b.community)),
    rows: missing.slice(0, most).flatMap((id) => {
      const subject = byId.get(id);
      if (subject === undefined) return [];
      return [
        {
          type: subject.type,
          id,
          label: subject.label,
          visitClass: subject.visitClass,
          community: subject.community,
          liaison: subject.liaisonName,
          lastMetOn: lastMet(subject.visits),
          isPlanned: planned.has(id),
        },
      ];
    }),
    isComplete: missing.length <= most,
    ...(await yearFigures(context, unit, today)),
  });
}

/** Everybody of the unit who is to be visited, with the visits that count; the same for the page of visits and for 数据看板. */
export async function coverageFacts(
  context: ProfileContext,
  unit: string,
  terms: Parameters<typeof visitSubjects>[2],
): Promise<readonly (VisitSubject & CoverageSubject)[]> {
  const subjects = await visitSubjects(context, unit, terms);
  const visits = await context.store.read.all<VisitRow>(
    `SELECT subject_id, visit_at, outcome FROM p_visit WHERE unit = ? AND state IN ${counted} ORDER BY visit_at LIMIT 500000`,
    [unit],
  );
  const bySubject = Map.groupBy(visits, ({ subject_id }) => subject_id);
  return subjects.map((subject) => ({
    ...subject,
    visits: subject.ids
      .flatMap((id) => bySubject.get(id) ?? [])
      .map(({ visit_at, outcome }) => ({ on: businessDateOf(visit_at), outcome })),
  }));
}

function lastMet(visits: readonly { readonly on: string; readonly outcome: string }[]) {
  return (
    visits
      .filter(({ outcome }) => outcome === 'met')
      .map(({ on }) => on)
      .toSorted()
      .at(-1) ?? null
  );
}

/** 计划完成率, 见面率 and 诉求转办率 of the year so far. */
async function yearFigures(context: ProfileContext, unit: string, today: string) {
  const year = today.slice(0, 4);
  const from = `${year}-01-01`;
  const plans = await context.store.read.all<{
    due_to: string;
    visit_at: string | null;
    state: string | null;
  }>(
    `SELECT p.due_to, v.visit_at, v.state FROM p_visit_plan p LEFT JOIN p_visit v ON v.id = p.visit_id
     WHERE p.unit = ? AND p.state <> 'cancelled' AND p.due_to BETWEEN ? AND ? LIMIT 200000`,
    [unit, from, today],
  );
  const sums = await context.store.read.get<{
    met: number;
    tries: number;
    routed: number;
    needs: number;
  }>(
    `SELECT coalesce(sum(outcome = 'met'), 0) AS met, count(*) AS tries, coalesce(sum(needs_routed), 0) AS routed,
       coalesce(sum(needs_to_route), 0) AS needs FROM p_visit WHERE unit = ? AND state IN ${counted} AND visit_at >= ?`,
    [unit, from],
  );
  return {
    planned: planCompletion(
      plans.map(({ due_to, visit_at, state }) => ({
        dueTo: due_to,
        visit:
          visit_at === null || state === null ? undefined : { on: businessDateOf(visit_at), state },
      })),
      { from, to: today },
    ),
    met: shareOf(sums?.met ?? 0, sums?.tries ?? 0),
    routed: shareOf(sums?.routed ?? 0, sums?.needs ?? 0),
  };
}
