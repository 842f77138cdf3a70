/** Places with their tiers, and zones with their figures, out of a real store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findStored, writeStored } from '../../documents/stored-documents.ts';
import { saveRecord } from '../records/save-record.ts';
import {
  community,
  fresh,
  officer,
  openOffice,
  person,
  unit,
  value,
  type Office,
} from '../testing/open-office.ts';
import { tiersBoard } from './tiers-board.ts';
import { zonesBoard } from './zones-board.ts';

let office: Office;
const desk = person('desk', ['D', 'O', 'H'], { unit: '330203000' });

beforeEach(async () => {
  office = await openOffice();
  await place(community, { code: community, name: '演示一社区', kind: 'community', parent: unit });
  await place('330203008002', {
    code: '330203008002',
    name: '演示二社区',
    kind: 'community',
    parent: unit,
  });
  const org = { form: 'committee', founded: '2019-05-18', standing: 'normal' };
  for (const data of [
    { ...org, name: '望春街道侨联', kind: 'street', tier: '1' },
    { ...org, name: '演示一社区侨联', kind: 'community', tier: '2', community },
    { ...org, name: '侨界志愿者协会', kind: 'social', tier: '3', form: 'association' },
    {
      ...org,
      name: '停了的校友会',
      kind: 'school',
      tier: 'x',
      standing: 'stalled',
      form: 'association',
    },
  ])
    value(await saveRecord(office.as(officer), fresh('org', data)));
});
afterEach(() => office.close());

async function place(id: string, data: Record<string, string>, type = 'unit'): Promise<void> {
  const at = '2026-11-01T00:00:00.000Z';
  const own = {
    unit,
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal' as const,
    isDemo: true,
    schemaVersion: 1,
    version: 1,
  };
  const by = {
    mutation: `${id}.1`,
    createdAt: at,
    createdBy: 'system',
    updatedAt: at,
    updatedBy: 'system',
    device: 'district',
  };
  const previous = await findStored(office.context.store, 'masters', id);
  await writeStored(
    office.context.store,
    'masters',
    [{ previous, document: { id, type, ...own, ...by, data } }],
    'replication-downstream-test',
  );
}

describe('三级组织网', () => {
  it('shows a street its own level and each community', async () => {
    const board = value(await tiersBoard(office.as(officer)));
    expect(board.by).toBe('community');
    expect(board.rows.map(({ place: code, tiers }) => [code, tiers])).toEqual([
      [unit, { '1': 1, '3': 1 }],
      [community, { '2': 1 }],
      ['330203008002', {}],
    ]);
    expect(board.communities).toEqual({ covered: 1, of: 2, share: 50 });
  });

  it('shows the district all seventeen and the park, and counts over 9 and 17', async () => {
    const board = value(await tiersBoard(office.as(desk)));
    expect(board.rows).toHaveLength(18);
    expect(board.rows.find(({ place: code }) => code === unit)?.tiers).toEqual({
      '1': 1,
      '2': 1,
      '3': 1,
    });
    expect([board.streets, board.all].map(({ covered, of }) => [covered, of])).toEqual([
      [1, 9],
      [1, 17],
    ]);
  });
});

describe('片区画像', () => {
  it('says what a zone is meant for in the district’s words, where it has said some', async () => {
    await place('zone-east', { zone: 'east', slogan: '东商：电商和服务业' }, 'zone_profile');
    const { zones } = value(await zonesBoard(office.as(desk)));
    const slogans = Object.fromEntries(zones.map(({ zone, slogan }) => [zone, slogan]));
    expect(slogans).toMatchObject({ east: '东商：电商和服务业', west: '' });
  });

  it('follows the map that the district keeps', async () => {
    value(
      await saveRecord(
        office.as(officer),
        fresh('person', {
          nameCn: '虞一',
          sex: '1',
          birth: '1950',
          nationality: 'CHN',
          liveCountry: 'CHN',
          liveState: 'in',
          segment: 'C',
          source: 'import',
          kinEmigrated: '1955',
          community,
        }),
      ),
    );
    const zoneOf = async () =>
      value(await zonesBoard(office.as(desk))).zones.find(({ persons }) => persons === 1);
    expect(await zoneOf()).toMatchObject({ zone: 'east', old: 1, young: 0 });
    await place(unit, { code: unit, name: '望春街道', kind: 'street', zone: 'west' });
    expect(await zoneOf()).toMatchObject({ zone: 'west' });
    const claims = value(await zonesBoard(office.as(desk))).claims;
    expect(claims.find(({ key }) => key === 'many_old')?.verdict).toBe('holds');
    expect(claims.find(({ key }) => key === 'few_old')?.verdict).toBe('unknown');
  });
});
