/**
 * What a request to export says of itself, held against what the district knows (domain.md §3.0, §3.6): which columns are sensitive,
 * whether it is about people, and how many there are. More than 500 people need the district's two, whatever the device has counted.
 */
import type { z } from 'zod';
import { districtUnit } from '../../shared/access/actor.ts';
import { pick } from '../../shared/bridge/prints.ts';
import type { Problem } from '../../shared/fields/field.ts';
import { recordsMatching } from '../../shared/kpi/measure.ts';
import { ledgerColumns, ledgerSpecOf } from '../../shared/ledgers/ledger.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type { ExportRequestData } from '../../shared/records/export_request/schema.ts';
import { districtPeople } from '../../shared/records/export_request/workflow.ts';
import type { Condition } from '../../shared/records/list-spec.ts';
import { recordType } from '../../shared/records/registry.ts';
import { stepsOf } from '../../shared/workflow/flow.ts';
import type { Queries } from '../database/database.ts';
import type { Doc } from '../docs/stored-row.ts';
import { rejected, type Rejection } from './judgement.ts';

type Request = Envelope<ExportRequestData>;
type Pick = z.infer<typeof pick>;

/** More are not looked through; then the district relies on what was declared. */
const most = 50_000;

/**
 * How many people the pushed requests really name, by the request's id. Not in it: lists of matters, lists found by typing or by
 * something that only the asking device knows, and those that cannot be more than one may decide alone.
 */
export async function countDeclared(
  queries: Queries,
  docs: readonly Envelope[],
  today: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const doc of docs) {
    const request = doc as unknown as Request;
    const asked = pickOf(request);
    const type = recordType(request.data.ledger);
    if (asked?.by !== 'query' || type === undefined || !ledgerSpecOf(type).aboutPeople) continue;
    const conditions = countable(asked, type.list.views);
    if (conditions === null) continue;
    const rows = await queries.query<{ doc: Envelope }>(
      `SELECT doc FROM docs WHERE collection = 'records' AND type = $1 AND NOT deleted
         AND ($2 = '' OR scope = $2) LIMIT ${most}`,
      [type.name, request.unit === districtUnit ? '' : request.unit],
    );
    const records = rows.map((row) => row.doc);
    counts.set(
      request.id,
      records.length <= districtPeople
        ? records.length
        : recordsMatching(type, records, conditions, today).length,
    );
  }
  return counts;
}

export function isExportRequest(doc: Doc): doc is Envelope {
  return !('recordType' in doc) && doc.type === 'export_request';
}

/** Null: nothing is wrong with it. `counted` is absent where the district could not count. */
export function judgeDeclared(
  doc: Envelope,
  before: Envelope | null,
  counted: number | undefined,
): Rejection | null {
  if (!isExportRequest(doc)) return null;
  const request = doc as unknown as Request;
  const problems = [...wrongAbout(request), ...decidedAlone(request, before, counted)];
  return problems.length === 0 ? null : rejected('invalid', problems);
}

function wrongAbout(request: Request): readonly Problem[] {
  const { data } = request;
  const type = recordType(data.ledger);
  const asked = pickOf(request);
  if (type === undefined || asked === null) return [problem('pick', 'export_request.unreadable')];
  if (asked.by === 'query' && asked.query.type !== type.name)
    return [problem('pick', 'export_request.unreadable')];
  const known = new Map(ledgerColumns(type).map((column) => [column.key, column]));
  const columns = data.columns.split(',').map((key) => known.get(key));
  const isSensitive = columns.some((column) => column?.privacy === 3);
  return [
    ...need(!columns.includes(undefined), 'columns', 'export_request.unreadable'),
    ...need(isSensitive === (data.sensitive !== undefined), 'sensitive', 'export_request.declared'),
    ...need(
      (data.aboutPeople === true) === ledgerSpecOf(type).aboutPeople,
      'aboutPeople',
      'export_request.declared',
    ),
    ...need(
      asked.by !== 'ids' || new Set(asked.ids).size === data.rows,
      'rows',
      'export_request.declared',
    ),
  ];
}

/** The street's own approval, newly given, of more people than the street decides on. */
function decidedAlone(
  request: Request,
  before: Envelope | null,
  counted: number | undefined,
): readonly Problem[] {
  if (counted === undefined || counted <= districtPeople) return [];
  const known = before === null ? 0 : stepsOf(before).length;
  const isNew = stepsOf(request).some(
    ({ action }, index) => index >= known && action === 'approve',
  );
  return isNew
    ? [{ ...problem('rows', 'export_request.counted'), params: { count: counted } }]
    : [];
}

/** The list's conditions, where they alone say which records it shows. */
function countable(
  asked: Extract<Pick, { by: 'query' }>,
  views: readonly { key: string; where: readonly Condition[]; without?: unknown }[],
): readonly Condition[] | null {
  const { view, where, text } = asked.query;
  const shown = views.find(({ key }) => key === view);
  if ((text ?? '') !== '' || shown?.without !== undefined) return null;
  const conditions = [...(shown?.where ?? []), ...(where as readonly Condition[])];
  const personal = conditions.some(({ value }) =>
    [value].flat().some((each) => each === '$me' || each === '$now'),
  );
  return personal ? null : conditions;
}

function pickOf({ data }: Request): Pick | null {
  try {
    return pick.parse(JSON.parse(data.pick));
  } catch {
    return null;
  }
}

function need(holds: boolean, field: string, code: string): readonly Problem[] {
  return holds ? [] : [problem(field, code)];
}

function problem(field: string, code: string): Problem {
  return { field, code, severity: 'error' };
}
