/** The flag decided at writing and the SQL of the same condition must give the same answer, for every registered view. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Condition } from '../../../../shared/records/list-spec.ts';
import { recordTypes } from '../../../../shared/records/registry.ts';
import { whereSql } from '../lists/list-sql.ts';
import { officer, openOffice, type Office } from '../testing/open-office.ts';
import { generateStreet } from '../../../../shared/samples/street/generate-street.ts';
import { specsOf } from '../../../../shared/samples/street/scales.ts';
import { streetStaff } from '../../../../shared/samples/street/staff.ts';
import { tableOf } from './type-tables.ts';
import { conditionsOf } from './view-flags.ts';

const today = '2026-11-24';
const placeholders = { today, now: `${today}T02:00:00.000Z`, me: officer.userId };
let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const [spec] = specsOf('street');
  if (spec === undefined) throw new Error('no street');
  const { records } = generateStreet({ spec, seed: 5, today, staff: streetStaff(spec, 5) });
  const counted = new Map<string, number>();
  for (const record of records) {
    const soFar = counted.get(record.type) ?? 0;
    counted.set(record.type, soFar + 1);
    if (soFar < 60) await office.receive(record);
  }
});
afterAll(() => office.close());

it.each(recordTypes.map((type) => [type.name, type] as const))('%s', async (_name, type) => {
  const found = async (conditions: readonly Condition[]) => {
    const { sql, params } = whereSql(type, conditions, placeholders);
    const rows = await office.context.store.read.all<{ id: string }>(
      `SELECT id FROM ${tableOf(type.name)} WHERE ${sql} ORDER BY id`,
      params,
    );
    return rows.map(({ id }) => id);
  };
  for (const view of type.list.views)
    expect(await found(conditionsOf(view)), view.key).toEqual(await found(view.where));
});
