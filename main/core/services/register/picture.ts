/** `relations.picture`: the people, households, enterprises and organisations around one record, by relations and by the fields that imply one. */
import { can } from '../../../../shared/access/can.ts';
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import type { PictureEdge, PictureNode } from '../../../../shared/bridge/register.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { inverseOf, isInForce } from '../../../../shared/records/relation/kin.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { readableRecord } from '../records/get-record.ts';

type Picture = Extract<Output<'relations.picture'>, { ok: true }>['value'];
type Edge = Omit<PictureEdge, 'back'>;

const mostNodes = 500;

export async function relationPicture(
  context: ProfileContext,
  input: Input<'relations.picture'>,
): Promise<Answer<Picture>> {
  const found = await readableRecord(context, input);
  if (!found.ok) return found;
  const records = new Map<string, { record: Envelope; distance: number }>([
    [input.id, { record: found.value.record, distance: 0 }],
  ]);
  const edges = new Map<string, Edge>();
  let ring: readonly Envelope[] = [found.value.record];
  let isCut = false;
  for (let distance = 1; distance <= input.steps && ring.length > 0; distance += 1) {
    const around = await edgesAround(context, ring);
    const wanted = [...new Set(around.flatMap(({ from, to }) => [from, to]))].filter(
      (id) => !records.has(id),
    );
    const room = mostNodes - records.size;
    isCut ||= wanted.length > room;
    const reached = await readable(context, wanted.slice(0, Math.max(0, room)));
    for (const record of reached) records.set(record.id, { record, distance });
    for (const edge of around)
      if (records.has(edge.from) && records.has(edge.to)) edges.set(edge.id, edge);
    ring = reached;
  }
  return ok({
    nodes: [...records.values()].map(({ record, distance }) => nodeOf(record, distance)),
    edges: withoutDoubles([...edges.values()]).map((edge) => ({
      ...edge,
      back: backOf(edge, records.get(edge.to)?.record),
    })),
    isCut,
  });
}

async function readable(context: ProfileContext, ids: readonly string[]): Promise<Envelope[]> {
  const records = await findPlain(context.store, 'records', ids);
  return records.filter((record) => {
    const type = recordType(record.type);
    return type !== undefined && can(context.actor(), 'read', type, record, record).allow;
  });
}

/** Relations that name one of these records, and what their own fields say. */
async function edgesAround(context: ProfileContext, ring: readonly Envelope[]): Promise<Edge[]> {
  const ids = JSON.stringify(ring.map(({ id }) => id));
  const rows = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_relation WHERE from_id IN (SELECT value FROM json_each(?))
     UNION SELECT id FROM p_relation WHERE to_id IN (SELECT value FROM json_each(?)) LIMIT ${mostNodes * 4}`,
    [ids, ids],
  );
  const members = await context.store.read.all<{ id: string; household_id: string }>(
    `SELECT id, household_id FROM p_person WHERE household_id IN (SELECT value FROM json_each(?)) LIMIT ${mostNodes}`,
    [ids],
  );
  const posts = await context.store.read.all<{ id: string }>(
    `SELECT id FROM p_membership WHERE org_id IN (SELECT value FROM json_each(?))
     UNION SELECT id FROM p_membership WHERE person_id IN (SELECT value FROM json_each(?)) LIMIT ${mostNodes}`,
    [ids, ids],
  );
  const [relations, memberships, persons] = await Promise.all([
    readable(
      context,
      rows.map(({ id }) => id),
    ),
    readable(
      context,
      posts.map(({ id }) => id),
    ),
    readable(
      context,
      members.map(({ id }) => id),
    ),
  ]);
  return [
    ...relations.map(edgeOfRelation),
    ...memberships.map(edgeOfPost),
    ...[...ring, ...persons].flatMap(edgesOfFields),
  ];
}

function edgeOfRelation({ id, data }: Envelope): Edge {
  return {
    id,
    from: idOf(data['from']),
    to: idOf(data['to']),
    kind: data['kind'] as Edge['kind'],
    word: textOf(data, 'rel') || textOf(data, 'role'),
    relation: id,
    isEnded: !isInForce(data),
  };
}

function edgeOfPost({ id, data }: Envelope): Edge {
  return {
    id,
    from: idOf(data['person']),
    to: idOf(data['org']),
    kind: 'org',
    word: textOf(data, 'post'),
    relation: null,
    isEnded: textOf(data, 'until') !== '',
  };
}

function edgesOfFields(record: Envelope): Edge[] {
  const implied = (to: string, kind: Edge['kind'], word: string, from = record.id): Edge[] =>
    to === ''
      ? []
      : [{ id: `${from}>${to}`, from, to, kind, word, relation: null, isEnded: false }];
  if (record.type === 'person')
    return implied(
      idOf(record.data['household']),
      'household',
      textOf(record.data, 'householdRole'),
    );
  if (record.type === 'enterprise')
    return asList(record.data['people']).flatMap((person) =>
      implied(record.id, 'enterprise', '', idOf(person)),
    );
  return [];
}

/** Where a relation says it, the field that implies the same is not drawn beside it. */
function withoutDoubles(edges: readonly Edge[]): readonly Edge[] {
  const said = new Set(
    edges.flatMap(({ relation, from, to }) => (relation === null ? [] : [`${from}>${to}`])),
  );
  return edges.filter(({ relation, id }) => relation !== null || !said.has(id));
}

function nodeOf(record: Envelope, distance: number): PictureNode {
  const { data } = record;
  const country = textOf(data, 'liveCountry');
  const standing = textOf(data, 'liveState') || textOf(data, 'standing');
  return {
    type: record.type,
    id: record.id,
    label: recordType(record.type)?.label(data) ?? '',
    distance,
    identity: String(asList(data['identities'])[0]?.['identity'] ?? ''),
    country: country === 'CHN' ? '' : country,
    isGone: ['dead', 'moved', 'closed', 'cancelled'].includes(standing),
  };
}

function backOf({ kind, word }: Edge, other: Envelope | undefined): string {
  if (kind !== 'kin' || word === '') return '';
  const sex = textOf(other?.data ?? {}, 'sex');
  return inverseOf(word, sex === '1' || sex === '2' ? sex : '9');
}

function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
}

function textOf(data: PlainData, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}
