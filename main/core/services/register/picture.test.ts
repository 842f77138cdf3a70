/** The picture of relations on a real store: what is drawn, from which end it reads, what is left out, and what saving refuses. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { listRecords } from '../lists/list-records.ts';
import {
  community,
  fresh,
  householdData,
  openOffice,
  person,
  value,
  type Office,
} from '../testing/open-office.ts';
import { relationPicture } from './picture.ts';

let office: Office;
const ids: Record<string, string> = {};
const liaison = { type: 'user', id: 'officer', label: '励海平' };

async function add(type: string, data: PlainData): Promise<string> {
  return value(await saveRecord(office.context, fresh(type, data))).id;
}
const ref = (type: string, key: string) => ({ type, id: ids[key] ?? '', label: key });

function personData(name: string, more: PlainData = {}): PlainData {
  return {
    nameCn: name,
    sex: '2',
    birth: '1952-09-15',
    nationality: 'CHN',
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    community,
    liaison,
    identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'self' }],
    verifiedOn: '2026-08-22',
    verifyMethod: 'visit',
    source: 'visit',
    ...more,
  };
}

const relation = (more: PlainData): PlainData => ({
  kind: 'kin',
  from: ref('person', '虞菊兰'),
  to: ref('person', '虞志远'),
  rel: 'mother',
  anchorIdentity: 'hq',
  country: 'IDN',
  emigrated: '1972',
  ...more,
});

beforeAll(async () => {
  office = await openOffice();
  ids['虞菊兰户'] = await add('household', householdData('虞菊兰'));
  ids['虞菊兰'] = await add(
    'person',
    personData('虞菊兰', { household: ref('household', '虞菊兰户'), householdRole: 'head' }),
  );
  ids['竺海燕'] = await add(
    'person',
    personData('竺海燕', {
      birth: '1990',
      household: ref('household', '虞菊兰户'),
      householdRole: 'daughter',
    }),
  );
  ids['虞志远'] = await add('person', {
    nameCn: '虞志远',
    thin: true,
    sex: '1',
    birth: '1970',
    liveCountry: 'IDN',
    liveState: 'abroad',
  });
});
afterAll(() => office.close());

describe('a relation', () => {
  it('is missing until it is there, and is then counted nowhere among the missing', async () => {
    const missing = async () =>
      value(
        await listRecords(office.context, {
          type: 'person',
          view: 'relation_missing',
          where: [],
          offset: 0,
          limit: 50,
          facets: true,
        }),
      );
    const before = await missing();
    expect(before.total).toBe(2);
    expect(before.views['relation_missing']).toBe(2);
    ids['relation'] = await add('relation', relation({}));
    const after = await missing();
    expect(after.rows.map(({ id }) => id)).toEqual([ids['竺海燕']]);
    expect(after.views['relation_missing']).toBe(1);
  });

  it('tells the person when the family left, in an edit with its cause', async () => {
    const { record } = value(
      await getRecord(office.context, { type: 'person', id: ids['虞菊兰'] ?? '' }),
    );
    expect(record.data['kinEmigrated']).toBe('1972');
    expect(record.version).toBe(2);
  });

  it.each([
    ['虞志远', 'son', '虞菊兰', 'relation.twice'],
    ['虞菊兰', 'father', '竺海燕', 'relation.sex'],
    ['虞菊兰', 'daughter', '竺海燕', 'relation.older'],
  ])('%s as %s of %s is refused beside what it contradicts', async (from, rel, to, code) => {
    const refused = await saveRecord(
      office.context,
      fresh('relation', { kind: 'kin', from: ref('person', from), to: ref('person', to), rel }),
    );
    expect(refused).toMatchObject({ ok: false, error: { problems: [{ code }] } });
  });

  it('may be changed without meeting itself', async () => {
    const { record } = value(
      await getRecord(office.context, { type: 'relation', id: ids['relation'] ?? '' }),
    );
    const saved = await saveRecord(office.context, {
      ...fresh('relation', { ...record.data, contactFrequency: 'often' }),
      id: record.id,
      baseMutation: record.mutation,
      baseData: record.data,
    });
    expect(saved.ok).toBe(true);
  });
});

describe('the picture', () => {
  it('shows the household, its members and the relative, readable from both ends', async () => {
    const picture = value(
      await relationPicture(office.context, { type: 'person', id: ids['竺海燕'] ?? '', steps: 3 }),
    );
    expect(picture.nodes.map(({ label, distance, country }) => [label, distance, country])).toEqual(
      [
        ['竺海燕', 0, ''],
        ['虞菊兰户', 1, ''],
        ['虞菊兰', 2, ''],
        ['虞志远', 3, 'IDN'],
      ],
    );
    const kin = picture.edges.filter(({ kind }) => kind === 'kin');
    expect(kin).toMatchObject([{ word: 'mother', back: 'son', relation: ids['relation'] }]);
    expect(picture.edges.filter(({ relation: made }) => made === null)).toHaveLength(2);
    expect(picture.isCut).toBe(false);
  });

  it('stops after the steps that were asked for', async () => {
    const picture = value(
      await relationPicture(office.context, { type: 'person', id: ids['竺海燕'] ?? '', steps: 1 }),
    );
    expect(picture.nodes.map(({ label }) => label)).toEqual(['竺海燕', '虞菊兰户']);
  });

  it('draws nothing for somebody of another street', async () => {
    const stranger = office.as(person('stranger', ['O'], { unit: '330203103' }));
    expect(
      await relationPicture(stranger, { type: 'person', id: ids['竺海燕'] ?? '', steps: 3 }),
    ).toMatchObject({ ok: false });
  });
});
