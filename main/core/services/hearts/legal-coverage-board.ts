/** 服务覆盖: the three figures of §4.5 and the enterprises that keep the strict one from 100 %. */
import type { Output } from '../../../../shared/bridge/contract.ts';
import { legalCoverage } from '../../../../shared/kpi/legal-coverage.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { addDays } from '../../../../shared/calendar/day.ts';
import { ok } from '../../../../shared/result.ts';
import { denied, type Answer } from '../answer.ts';
import { readableRecords, refOf } from '../panorama/lines.ts';
import { idsWhere, readableType } from '../panorama/tallies.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';

type Board = Extract<Output<'legal.coverage'>, { ok: true }>['value'];

const most = { records: 50_000, rows: 500 };
const touchDays = 365;

export async function legalCoverageBoard(context: ProfileContext): Promise<Answer<Board>> {
  if (readableType(context, 'legal_touch') === null) return denied('no_role');
  const { today } = checkContextOf(context);
  const [enterprises, resources, touches] = await Promise.all([
    all(context, 'enterprise'),
    all(context, 'legal_resource'),
    all(context, 'legal_touch'),
  ]);
  const figures = legalCoverage(
    enterprises as never,
    resources.map(({ data }) => data) as never,
    touches.map(({ data }) => data) as never,
    today,
  );
  const lawyers = new Map<string, string[]>();
  for (const { data } of resources.filter((each) => isInForce(each, today)))
    for (const { id } of asList(data['enterprises']) as { id?: unknown }[])
      lawyers.set(String(id), [...(lawyers.get(String(id)) ?? []), String(data['name'] ?? '')]);
  const last = new Map<string, string>();
  for (const { data } of touches) {
    const [enterprise] = asList([data['enterprise']]);
    const id = String(enterprise?.['id'] ?? '');
    const on = String(data['on'] ?? '');
    if (on <= today && on > (last.get(id) ?? '')) last.set(id, on);
  }
  const missing = enterprises
    .filter(({ data }) => data['standing'] === 'active')
    .map((record) => {
      const lastTouch = last.get(record.id) ?? null;
      return {
        ...refOf(record),
        community: record.community,
        officer: String(asList([record.data['officer']])[0]?.['label'] ?? ''),
        lawyers: lawyers.get(record.id) ?? [],
        lastTouch,
        isTouched: lastTouch !== null && lastTouch > addDays(today, -touchDays),
      };
    })
    .filter((row) => row.lawyers.length === 0 || !row.isTouched);
  return ok({
    asOf: today,
    ...figures,
    rows: missing
      .toSorted(
        (a, b) =>
          a.lawyers.length - b.lawyers.length ||
          (a.lastTouch ?? '').localeCompare(b.lastTouch ?? '') ||
          a.label.localeCompare(b.label, 'zh'),
      )
      .slice(0, most.rows),
    isComplete: missing.length <= most.rows,
  });
}

function isInForce({ data }: Envelope, today: string): boolean {
  const { from, to } = data;
  return String(from ?? '') <= today && (typeof to !== 'string' || to >= today);
}

async function all(context: ProfileContext, name: string): Promise<readonly Envelope[]> {
  const type = readableType(context, name);
  if (type === null) return [];
  return readableRecords(
    context,
    await idsWhere(context, type, [], { order: 'id', limit: most.records }),
  );
}
