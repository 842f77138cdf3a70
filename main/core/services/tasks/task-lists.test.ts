/** The list behind a gauge handed to a liaison: who is on it, what is missing, and how it empties by itself as the register is mended. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asList } from '../../../../shared/records/columns.ts';
import { findStored, writeStored } from '../../documents/stored-documents.ts';
import { clearsBoard } from '../four-clears/clears-board.ts';
import { createDrafts } from '../drafts.ts';
import { actOnRecord } from '../records/act-on-record.ts';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { todayBoard } from '../today/today-board.ts';
import {
  community,
  fresh,
  head,
  officer,
  openOffice,
  person,
  unit,
  value,
  type Office,
} from '../testing/open-office.ts';
import { verifyRecords } from '../register/verify.ts';
import { handTasks, tasksBoard } from './task-lists.ts';

let office: Office;
const liaison = person('liaison', ['L'], { community });
beforeEach(async () => {
  office = await openOffice();
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
    mutation: 'm.1',
    createdAt: at,
    createdBy: 'system',
    updatedAt: at,
    updatedBy: 'system',
    device: 'district',
  };
  const data = {
    login: 'liaison',
    name: 'liaison同志',
    unitCode: unit,
    roles: ['L'],
    standing: 'active',
  };
  const previous = await findStored(office.context.store, 'masters', 'liaison');
  await writeStored(
    office.context.store,
    'masters',
    [{ previous, document: { id: 'liaison', type: 'user', ...own, ...by, data } }],
    'replication-downstream-test',
  );
});
afterEach(() => office.close());

const personData = (nameCn: string) => ({
  nameCn,
  sex: '1',
  birth: '1950-02-03',
  nationality: 'CHN',
  identities: [{ id: 'i1', identity: 'gq', verifyLevel: 'community' }],
  liveCountry: 'CHN',
  liveState: 'in',
  segment: 'C',
  community,
  household: { type: 'household', id: 'h1', label: '某户' },
  householdRole: 'head',
  liaison: { type: 'user', id: 'liaison', label: 'liaison同志' },
  source: 'visit',
  verifiedOn: '2026-10-20',
  verifyMethod: 'visit',
});
const hand = (actor = officer) =>
  handTasks(office.as(actor), {
    gauge: 'dz',
    type: 'person',
    view: 'incomplete',
    community,
    liaison: 'liaison',
    dueOn: '2026-11-27',
    note: '',
  });

describe('a list of gaps', () => {
  it('names who lacks what, waits on the liaison’s day, and is done when the register says so', async () => {
    const id = value(await saveRecord(office.as(officer), fresh('person', personData('虞一')))).id;
    value(
      await saveRecord(
        office.as(officer),
        fresh('person', {
          ...personData('虞二'),
          birth: '1960',
          liveAddr: '演示路1号',
          domicileAddr: '演示路1号',
        }),
      ),
    );
    const gap = value(await clearsBoard(office.as(head))).gaps.find(
      ({ gauge, type }) => gauge === 'dz' && type === 'person',
    );
    expect(gap?.count).toBe(1);
    const handed = value(await hand());
    expect(handed.count).toBe(gap?.count);
    const [list = ''] = handed.lists;
    const { record } = value(await getRecord(office.as(liaison), { type: 'task_list', id: list }));
    expect(asList(record.data['tasks'])).toMatchObject([
      { subject: { id, label: '虞一' }, missing: '户籍地、现居住地' },
    ]);
    expect(value(await tasksBoard(office.as(liaison)))).toMatchObject([
      { id: list, total: 1, done: 0, liaison: 'liaison同志' },
    ]);

    const drafts = createDrafts({
      store: office.context.store,
      local: office.profile.local,
      now: office.context.now,
    });
    const day = value(
      await todayBoard({ ...office.as(liaison), drafts, syncItems: async () => [] }),
    );
    expect(day.items).toMatchObject([{ type: 'task_list', recordId: list, due: '2026-11-27' }]);

    const before = value(await getRecord(office.as(officer), { type: 'person', id })).record;
    value(
      await saveRecord(office.as(liaison), {
        ...fresh('person', { ...before.data, liveAddr: '演示路2号', domicileAddr: '演示路2号' }),
        id,
        baseMutation: before.mutation,
        baseData: before.data,
      }),
    );
    expect(value(await tasksBoard(office.as(head)))).toMatchObject([{ total: 1, done: 1 }]);
    value(
      await actOnRecord(office.as(liaison), {
        type: 'task_list',
        id: list,
        action: 'finish',
        opinion: '',
      }),
    );
    expect(value(await tasksBoard(office.as(head)))).toEqual([]);
  });

  it('that the district asks for (核对证件号码) is mended when the record was verified since, not when somebody says so', async () => {
    const id = value(await saveRecord(office.as(officer), fresh('person', personData('虞一')))).id;
    const subject = { type: 'person', id, label: '虞一' };
    const data = {
      title: '区侨联交办：核对证件号码',
      gauge: 'sz',
      of: 'person',
      view: 'all',
      liaison: { type: 'user', id: 'liaison', label: 'liaison同志' },
      handedOn: '2026-11-22',
      dueOn: '2026-12-07',
      tasks: [{ id: 't1', subject }],
    };
    value(await saveRecord(office.as(officer), fresh('task_list', data, 'hand')));
    expect(value(await tasksBoard(office.as(head)))).toMatchObject([{ total: 1, done: 0 }]);
    const verified = { ids: [id], on: '2026-11-23', method: 'visit', note: '' };
    value(
      await verifyRecords(
        { context: office.as(officer), local: office.profile.local },
        { type: 'person', ...verified },
      ),
    );
    expect(value(await tasksBoard(office.as(head)))).toMatchObject([{ total: 1, done: 1 }]);
  });

  it('is handed out by the street only, and never an empty one', async () => {
    expect(await hand()).toMatchObject({ error: { code: 'E_NOTHING_CHOSEN' } });
    expect(await hand(liaison)).toMatchObject({ error: { code: 'E_DENIED' } });
  });
});
