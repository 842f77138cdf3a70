/** 片区定位: the district's own people say it, every street hears it, nobody else may. */
import { expect, it } from 'vitest';
import { districtUnit } from '../../shared/access/actor.ts';
import type { TestOffice } from './test-office.ts';

export function registerZoneTests(office: () => TestOffice): void {
  it('a zone’s slogan is set by the district’s desk alone and comes down to the streets', async () => {
    const desk = await office().signIn(districtUnit, ['D']);
    const street = await office().signIn('330203005', ['O', 'H']);
    const order = { zone: 'east', slogan: '东商：电商和服务业' };
    expect((await street.ask('/v1/zones/slogan', order)).status).toBe(403);
    const technical = await office().signIn(districtUnit, ['A']);
    expect((await technical.ask('/v1/zones/slogan', order)).status).toBe(403);
    expect((await desk.ask('/v1/zones/slogan', { zone: 'north', slogan: 'x' })).status).toBe(400);
    expect((await desk.ask('/v1/zones/slogan', order)).status).toBe(200);
    expect((await desk.ask('/v1/zones/slogan', { ...order, slogan: '东商' })).status).toBe(200);
    const { rows } = await street.pullAll('masters');
    const found = rows.findLast(({ id }) => id === 'zone-east');
    expect(found).toMatchObject({ type: 'zone_profile', data: { zone: 'east', slogan: '东商' } });
  });
}
