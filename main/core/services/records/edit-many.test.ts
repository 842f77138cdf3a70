/** One change for many: what would happen is told before, each record keeps its rights and rules, and all of it comes back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manyFields } from '../../../../shared/records/edit-many.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { dropView, saveView, viewsOf } from '../lists/own-views.ts';
import {
  fresh,
  householdData,
  officer,
  openOffice,
  person,
  value,
  type Office,
} from '../testing/open-office.ts';
import { editMany, previewMany, undoMany } from './edit-many.ts';
import { getRecord } from './get-record.ts';
import { saveRecord } from './save-record.ts';
import { timelineOf } from './timeline.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const deps = (actor = officer) => ({ context: office.as(actor), local: office.profile.local });
const kindOf = async (id: string) =>
  value(await getRecord(office.as(officer), { type: 'household', id })).record.data['kind'];

async function homes(): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, name] of ['虞一', '虞二', '虞三'].entries())
    ids.push(
      value(
        await saveRecord(
          office.as(officer),
          fresh('household', householdData(name, { kind: index === 2 ? 'qj' : 'gq' })),
        ),
      ).id,
    );
  return ids;
}

describe('one change for many records', () => {
  it('is told first, done as one, kept in each history, and taken back', async () => {
    const ids = await homes();
    const ask = { type: 'household', ids, field: 'kind', value: 'qj' };
    expect(value(await previewMany(deps(), ask))).toMatchObject({
      changed: 2,
      same: 1,
      refused: [],
      examples: [{ before: '归侨户', after: '侨眷户' }, {}],
    });
    expect(await kindOf(ids[0] ?? '')).toBe('gq');
    const { batch, changed } = value(await editMany(deps(), ask));
    expect(changed).toBe(2);
    expect(await Promise.all(ids.map(kindOf))).toEqual(['qj', 'qj', 'qj']);
    expect(value(await timelineOf(office.as(officer), { id: ids[0] ?? '' }))[0]).toMatchObject({
      kind: 'edit',
      data: { way: 'many' },
    });
    // Somebody has gone on with one of them.
    const now = value(
      await getRecord(office.as(officer), { type: 'household', id: ids[1] ?? '' }),
    ).record;
    value(
      await saveRecord(office.as(officer), {
        ...fresh('household', { ...now.data, houseNo: '3' }),
        id: ids[1] ?? '',
        baseMutation: now.mutation,
        baseData: now.data,
      }),
    );
    expect(value(await undoMany(deps(), { batch }))).toEqual({ undone: 1, kept: 1 });
    expect(await Promise.all(ids.map(kindOf))).toEqual(['gq', 'qj', 'qj']);
    expect(await undoMany(deps(), { batch })).toMatchObject({ error: { code: 'E_JOB_GONE' } });
  });

  it('refuses what a form would refuse, record by record', async () => {
    const ids = await homes();
    expect(
      value(await previewMany(deps(), { type: 'household', ids, field: 'kind', value: null }))
        .refused,
    ).toHaveLength(3);
    expect(
      value(await previewMany(deps(), { type: 'household', ids, field: 'kind', value: 'nonsense' }))
        .refused[0]?.code,
    ).toBe('not_in_dictionary');
    const auditor = await previewMany(deps(person('auditor', ['X'])), {
      type: 'household',
      ids,
      field: 'kind',
      value: 'qj',
    });
    expect(value(auditor).refused[0]?.code).toBe('no_role');
    expect(
      value(
        await editMany(deps(person('auditor', ['X'])), {
          type: 'household',
          ids,
          field: 'kind',
          value: 'qj',
        }),
      ).changed,
    ).toBe(0);
    expect(
      await editMany(deps(), { type: 'household', ids, field: 'name', value: '一样的户' }),
    ).toMatchObject({ error: { code: 'E_NOT_FOUND' } });
  });

  it('never offers what is decided one by one or is sensitive', () => {
    const type = recordType('person');
    if (type === undefined) throw new Error('no person');
    expect(manyFields(type)).toEqual(expect.arrayContaining(['segment', 'liaison', 'community']));
    for (const field of [
      'liveState',
      'identities',
      'documents',
      'healthNote',
      'household',
      'nameCn',
      'lastVisitOn',
      'stopped',
    ])
      expect(manyFields(type)).not.toContain(field);
  });
});

it('own views are kept by name on this computer', async () => {
  const view = {
    key: 'v1',
    name: '八十岁以上',
    view: 'all',
    text: '',
    chosen: { segment: ['A', null] },
    sort: null,
    hidden: null,
  };
  await saveView(office.profile.local, 'person', view);
  value(await saveView(office.profile.local, 'person', { ...view, key: 'v2', view: 'mine' }));
  expect(value(await viewsOf(office.profile.local, 'person'))).toMatchObject([
    { key: 'v2', view: 'mine' },
  ]);
  expect(value(await dropView(office.profile.local, 'person', 'v2'))).toEqual([]);
});
