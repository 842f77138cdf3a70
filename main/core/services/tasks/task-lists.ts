/** `tasks.hand`, `tasks.board`: the list behind a gauge goes to a liaison; what is done is read from the register, never ticked off. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import { completenessOf } from '../../../../shared/four-clears/requirements.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { mostTasks } from '../../../../shared/records/task_list/index.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import { listIds } from '../lists/list-ids.ts';
import { listWhere } from '../lists/list-records.ts';
import { communityNames, listUsers } from '../masters.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { tableOf } from '../profile/type-tables.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import { saveRecord } from '../records/save-record.ts';
import { readScope } from '../lists/read-scope.ts';

type Context = ProfileContext & { readonly numbers: NumberBook };
type Board = Extract<Output<'tasks.board'>, { ok: true }>['value'];

/** More than one desk hands out at once. */
const mostAtOnce = 2000;
const boardShown = 30;

export async function handTasks(
  context: Context,
  input: Input<'tasks.hand'>,
): Promise<Answer<{ lists: string[]; count: number }>> {
  const [type, list] = [findType(input.type), findType('task_list')];
  if (!type.ok) return type;
  if (!list.ok) return list;
  const actor = context.actor();
  const allowed = can(actor, 'create', list.value, {
    unit: actor.unit,
    community: input.community ?? '',
  });
  if (!allowed.allow) return denied(allowed.reason);
  const view = type.value.list.views.find(({ key }) => key === input.view);
  const users = await listUsers(context, { unit: actor.unit });
  const liaison = users.ok ? users.value.find(({ id }) => id === input.liaison) : undefined;
  if (view === undefined || liaison === undefined) return fail('E_NOT_FOUND');
  const where =
    input.community === null
      ? []
      : input.community === ''
        ? [{ column: 'community_name', op: 'empty' as const }]
        : [{ column: 'community_name', op: '=' as const, value: input.community }];
  const ids = await listIds(context, { type: input.type, view: input.view, where }, mostAtOnce);
  if (!ids.ok) return ids;
  if (ids.value.length === 0) return fail('E_NOTHING_CHOSEN');
  const { today } = checkContextOf(context);
  const place =
    input.community === null || input.community === ''
      ? ''
      : (await communityNames(context))(input.community);
  const title = [place, type.value.texts.name.zh, type.value.texts.views[input.view]?.zh]
    .filter(Boolean)
    .join('　');
  const lists: string[] = [];
  const parts = Math.ceil(ids.value.length / mostTasks);
  for (let part = 0; part < parts; part += 1) {
    const records = await findPlain(
      context.store,
      type.value.collection,
      ids.value.slice(part * mostTasks, (part + 1) * mostTasks),
    );
    const saved = await saveRecord(context, {
      type: 'task_list',
      id: null,
      data: {
        title: parts === 1 ? title : `${title}（${part + 1}/${parts}）`,
        gauge: input.gauge,
        of: input.type,
        view: input.view,
        ...(place === '' ? {} : { community: input.community }),
        liaison: { type: 'user', id: liaison.id, label: liaison.label },
        handedOn: today,
        dueOn: input.dueOn,
        tasks: records.map((record, index) => taskOf(type.value, record, input.gauge, index)),
        ...(input.note.trim() === '' ? {} : { note: input.note.trim() }),
      } as never,
      draftId: null,
      baseMutation: null,
      baseData: null,
      action: 'hand',
      opinion: '',
    });
    if (!saved.ok) return saved;
    lists.push(saved.value.id);
  }
  return ok({ lists, count: ids.value.length });
}

function taskOf(type: RecordType, record: Envelope, gauge: string, index: number): PlainData {
  const words =
    gauge === 'dz'
      ? completenessOf(type.name, record.data)
          .missing.map((field) => type.texts.fields[field]?.zh ?? field)
          .join('、')
      : (waysOut[gauge] ?? '');
  return {
    id: `t${index + 1}`,
    subject: { type: type.name, id: record.id, label: type.label(record.data) },
    ...(words === '' ? {} : { missing: Array.from(words).slice(0, 200).join('') }),
  };
}

const waysOut: Readonly<Record<string, string>> = { gx: '补关系、联系人或联络员', dt: '重新核实' };

export async function tasksBoard(context: ProfileContext): Promise<Answer<Board>> {
  const list = findType('task_list');
  if (!list.ok) return list;
  const allowed = can(context.actor(), 'read', list.value, context.actor());
  if (!allowed.allow) return denied(allowed.reason);
  const scope = readScope(list.value, context.actor());
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_task_list AS list WHERE ${scope.sql} AND state = 'handed' ORDER BY due_on LIMIT ${boardShown}`,
    scope.params,
  );
  const found = await findPlain(
    context.store,
    'records',
    rows.map(({ id }) => id),
  );
  return ok(await Promise.all(found.map((record) => progressOf(context, record))));
}

async function progressOf(context: ProfileContext, { id, data }: Envelope): Promise<Board[number]> {
  const ids = asList(data['tasks']).flatMap(({ subject }) =>
    typeof subject === 'object' && subject !== null && 'id' in subject ? [String(subject.id)] : [],
  );
  const type = recordType(String(data['of'] ?? ''));
  const left =
    type === undefined
      ? ids.length
      : data['gauge'] === 'sz'
        ? await notVerifiedSince(context, type, String(data['handedOn'] ?? ''), ids)
        : await stillListed(context, type, String(data['view'] ?? ''), ids);
  const liaison = data['liaison'];
  return {
    id,
    title: String(data['title'] ?? ''),
    liaison:
      typeof liaison === 'object' && liaison !== null && 'label' in liaison
        ? String(liaison.label)
        : '',
    due: String(data['dueOn'] ?? ''),
    total: ids.length,
    done: ids.length - left,
  };
}

async function stillListed(
  context: ProfileContext,
  type: RecordType,
  view: string,
  ids: readonly string[],
): Promise<number> {
  const where = listWhere(context, type, { type: type.name, view, where: [] });
  const [row] = await context.store.read.all<{ n: number }>(
    `SELECT count(*) AS n FROM ${tableOf(type.name)} AS list WHERE list.id IN (SELECT value FROM json_each(?)) AND ${where.sql}`,
    [JSON.stringify(ids), ...where.params],
  );
  return row?.n ?? 0;
}

/** What the district asks to be compared (跨街道重复) is on no list that it could leave: done is who was verified since. */
async function notVerifiedSince(
  context: ProfileContext,
  type: RecordType,
  day: string,
  ids: readonly string[],
): Promise<number> {
  const [row] = await context.store.read.all<{ n: number }>(
    `SELECT count(*) AS n FROM ${tableOf(type.name)} AS list
     WHERE list.id IN (SELECT value FROM json_each(?)) AND coalesce(verified_on, '') < ?`,
    [JSON.stringify(ids), day],
  );
  return row?.n ?? 0;
}
