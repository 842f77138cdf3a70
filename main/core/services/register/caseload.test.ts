/** Handing a caseload over on a real store: all or part, seen first, in one unit of work, and back again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getRecord } from '../records/get-record.ts';
import { saveRecord } from '../records/save-record.ts';
import { timelineOf } from '../records/timeline.ts';
import {
  community,
  fresh,
  householdData,
  openOffice,
  person,
  unit,
  value,
  type Office,
} from '../testing/open-office.ts';
import { caseloadBoard, handOverCaseload, previewCaseload, undoHandOver } from './caseload.ts';

let office: Office;
const households: string[] = [];
const elsewhere = '330203008002';
const liaisonOf = async (id: string) =>
  value(await getRecord(office.context, { type: 'household', id })).record.data['liaison'];

async function receiveUser(id: string, standing: string): Promise<void> {
  const { findStored, writeStored } = await import('../../documents/stored-documents.ts');
  const at = '2026-11-01T00:00:00.000Z';
  await writeStored(
    office.context.store,
    'masters',
    [
      {
        previous: await findStored(office.context.store, 'masters', id),
        document: {
          id,
          type: 'user',
          unit,
          community: '',
          state: 'active',
          bizNo: '',
          class: 'internal',
          isDemo: true,
          schemaVersion: 1,
          version: 1,
          mutation: `${id}.1`,
          createdAt: at,
          createdBy: 'system',
          updatedAt: at,
          updatedBy: 'system',
          device: 'district',
          data: { login: id, name: `${id}同志`, unitCode: unit, roles: ['L'], standing },
        },
      },
    ],
    'replication-downstream-test',
  );
}

beforeAll(async () => {
  office = await openOffice();
  await receiveUser('old', 'disabled');
  await receiveUser('new', 'active');
  const liaison = { type: 'user', id: 'old', label: 'old同志' };
  for (const [name, place] of [
    ['虞菊兰', community],
    ['忻德茂', community],
    ['竺海燕', elsewhere],
  ] as const) {
    const data = householdData(name, { liaison, community: place });
    households.push(value(await saveRecord(office.context, fresh('household', data))).id);
  }
});
afterAll(() => office.close());

const part = (place = '') => ({
  from: 'old',
  community: place,
  types: ['household' as const, 'person' as const],
});

describe('a caseload', () => {
  it('is counted, also of somebody whose account is closed', async () => {
    const { people } = value(await caseloadBoard(office.context));
    expect(people).toMatchObject([
      { id: 'new', isActive: true, household: 0 },
      { id: 'old', label: 'old同志', isActive: false, household: 3, person: 0 },
    ]);
  });

  it('shows what would go over before it goes', async () => {
    expect(value(await previewCaseload(office.context, part(community)))).toEqual({
      counts: { household: 2, person: 0, enterprise: 0 },
      labels: expect.arrayContaining(['虞菊兰户', '忻德茂户']),
    });
  });

  it('goes over in part, each record with an event that says why', async () => {
    const done = value(
      await handOverCaseload(office.context, { ...part(community), to: 'new', reason: '届满' }),
    );
    expect(done.count).toBe(2);
    expect(await liaisonOf(households[0] ?? '')).toMatchObject({ id: 'new' });
    expect(await liaisonOf(households[2] ?? '')).toMatchObject({ id: 'old' });
    const [event] = value(await timelineOf(office.context, { id: households[0] ?? '' }));
    expect(event?.data).toMatchObject({ cause: { type: 'hand_over', id: done.id } });
  });

  it('comes back, but not what went on to a third', async () => {
    const { past } = value(await caseloadBoard(office.context));
    expect(past).toMatchObject([{ from: 'old同志', to: 'new同志', count: 2, isUndone: false }]);
    const { record } = value(
      await getRecord(office.context, { type: 'household', id: households[1] ?? '' }),
    );
    const third = { type: 'user', id: 'officer', label: '励海平' };
    await saveRecord(office.context, {
      ...fresh('household', { ...record.data, liaison: third }),
      id: record.id,
      baseMutation: record.mutation,
      baseData: record.data,
    });
    const undone = value(await undoHandOver(office.context, { id: past[0]?.id ?? '' }));
    expect(undone.count).toBe(1);
    expect(await liaisonOf(households[0] ?? '')).toMatchObject({ id: 'old' });
    expect(await liaisonOf(households[1] ?? '')).toMatchObject({ id: 'officer' });
    expect(value(await undoHandOver(office.context, { id: past[0]?.id ?? '' })).count).toBe(0);
  });

  it('wants a reason and somebody else, and is nothing for a liaison', async () => {
    const asked = { ...part(), to: 'new', reason: ' ' };
    expect(await handOverCaseload(office.context, asked)).toMatchObject({
      error: { problems: [{ field: 'reason' }] },
    });
    expect(
      await handOverCaseload(office.context, { ...asked, to: 'old', reason: '届满' }),
    ).toMatchObject({ error: { problems: [{ code: 'hand_over.same' }] } });
    const liaison = office.as(person('old', ['L'], { community }));
    expect(
      await handOverCaseload({ ...office.context, ...liaison }, { ...asked, reason: '届满' }),
    ).toMatchObject({ error: { code: 'E_DENIED' } });
  });
});
