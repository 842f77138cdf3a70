/**
 * EXPLAIN QUERY PLAN of every registered list, view and facet: none reads a whole table, and none sorts one. Asked for a street's
 * officer, for a community's liaison and for the district's desk, whose scopes differ in SQL.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTypes } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { Actor } from '../../../../shared/access/actor.ts';
import {
  openSqlite,
  type ReadSql,
  type SqliteDatabase,
  type SqlValue,
} from '../../storage/index.ts';
import { createOutboxTable } from '../../storage/outbox.ts';
import { projectionTable } from '../../storage/projections.ts';
import { searchTable } from '../../storage/search-table.ts';
import { projectionSpecs, searchSpecs } from '../profile/type-tables.ts';
import { community, officer, openOffice, person, type Office } from '../testing/open-office.ts';
import { listRecords } from './list-records.ts';

interface Asked {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const desk = person('desk', ['D', 'H', 'O'], { unit: '330203000' });
const liaison = person('liaison', ['L'], { community });

let office: Office;
let empty: SqliteDatabase;

beforeAll(async () => {
  office = await openOffice();
  const opened = openSqlite({ path: ':memory:', key: null });
  if (!opened.ok) throw opened.error;
  empty = opened.database;
  for (const spec of projectionSpecs) {
    const table = projectionTable(spec);
    table.create(empty);
    // Made after a first sync; by then lists are read.
    for (const { name, on } of table.indexes ?? []) empty.exec(`CREATE INDEX ${name} ON ${on}`);
  }
  searchTable(searchSpecs, () => ({ full: [], initials: [] })).create(empty);
  createOutboxTable(empty);
});
afterAll(async () => {
  empty.close();
  await office.close();
});

/** What the list asks of the store, in SQL. */
async function questionsOf(actor: Actor, type: RecordType, view: string): Promise<Asked[]> {
  const asked: Asked[] = [];
  const context = office.as(actor);
  const { read } = context.store;
  const note = (sql: string, params: readonly SqlValue[] = []) => asked.push({ sql, params });
  const listening = {
    all: (sql: string, params?: readonly SqlValue[]) => (note(sql, params), read.all(sql, params)),
    remembered: (sql: string, params?: readonly SqlValue[]) => (
      note(sql, params),
      read.remembered(sql, params)
    ),
  } as unknown as ReadSql;
  await listRecords(
    { ...context, store: { ...context.store, read: listening } },
    { type: type.name, view, where: [], offset: 0, limit: 50, facets: true },
  );
  return asked;
}

function planOf({ sql, params }: Asked): string[] {
  return empty
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)
    .map((row) => row.detail);
}

/** A whole table read, or a whole list sorted or grouped; what an index narrowed down first may be sorted. */
function complaints(plan: readonly string[]): string[] {
  const isNarrow = plan.some((step) => /^SEARCH (list|p_\w+)/.test(step));
  const isCovered = plan.some((step) => /^SCAN (list|p_\w+) USING COVERING INDEX/.test(step));
  const isLimited = plan.some((step) => step.startsWith('SCAN list USING INDEX'));
  return plan.filter(
    (step) =>
      (/^SCAN (list|p_\w+)/.test(step) && !isCovered && !isLimited) ||
      (step.startsWith('USE TEMP B-TREE FOR GROUP BY') && !isNarrow) ||
      // The groups of a facet are few; a list is long.
      (step.startsWith('USE TEMP B-TREE FOR') &&
        step.endsWith('ORDER BY') &&
        !isNarrow &&
        !isCovered),
  );
}

describe.each([
  ['an officer', officer],
  ['a liaison', liaison],
  ['the district', desk],
] as const)('lists of %s', (_who, actor) => {
  it.each(recordTypes.map((type) => [type.name, type] as const))('%s', async (_name, type) => {
    const views = type.list.views.map(({ key }) => key);
    for (const view of views) {
      for (const question of await questionsOf(actor, type, view)) {
        const plan = planOf(question);
        expect(complaints(plan), `${view}: ${question.sql}\n${plan.join('\n')}`).toEqual([]);
      }
    }
  });
});

it('a list without its index would be noticed', () => {
  expect(
    complaints(planOf({ sql: 'SELECT id FROM p_person ORDER BY phone LIMIT 50', params: [] })),
  ).toEqual(['SCAN p_person', 'USE TEMP B-TREE FOR ORDER BY']);
});
