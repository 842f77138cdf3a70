import { afterEach, describe, expect, it } from 'vitest';
import {
  completenessOf,
  freshUntil,
  isChecked,
} from '../../../../shared/four-clears/requirements.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { generateStreet } from '../../../../shared/samples/street/generate-street.ts';
import { specsOf } from '../../../../shared/samples/street/scales.ts';
import { streetStaff } from '../../../../shared/samples/street/staff.ts';
import { writeStored } from '../../documents/stored-documents.ts';
import { listRecords } from '../lists/list-records.ts';
import { saveRecord } from '../records/save-record.ts';
import { fresh, openOffice, person, value, type Office } from '../testing/open-office.ts';
import { clearsBoard } from './clears-board.ts';

let office: Office;
afterEach(() => office.close());

const today = '2026-11-23';

async function withStreet(): Promise<readonly Envelope[]> {
  const [spec] = specsOf('street');
  if (spec === undefined) throw new Error('no street');
  const { records } = generateStreet({ spec, seed: 7, today, staff: streetStaff(spec, 7) });
  office = await openOffice(person('officer', ['O'], { unit: records[0]?.unit ?? '' }));
  for (let from = 0; from < records.length; from += 500)
    await writeStored(
      office.context.store,
      'records',
      records.slice(from, from + 500).map((document) => ({ previous: undefined, document })),
      'replication-downstream-test',
    );
  return records;
}

const isInForce = ({ type, data }: Envelope) =>
  (type === 'person' && (data['liveState'] === 'in' || data['liveState'] === 'back')) ||
  ((type === 'household' || type === 'enterprise') && data['standing'] === 'active');

describe('the board of 四清', () => {
  it('equals the sums over the records themselves, in whole and by community', async () => {
    const records = (await withStreet()).filter(isInForce);
    const board = value(await clearsBoard(office.context));
    const gauges = (own: readonly Envelope[]) => {
      const share = own.reduce((sum, { type, data }) => {
        const { filled, required } = completenessOf(type, data);
        return sum + filled / required;
      }, 0);
      const complete = own.filter(
        ({ type, data }) =>
          completenessOf(type, data).missing.length === 0 && isChecked(type, data),
      );
      const fresh = own.filter(({ type, data }) => (freshUntil(type, data) ?? '') >= today);
      return [share, complete.length, fresh.length].map((each) =>
        own.length === 0 ? null : Number(((each * 100) / own.length).toFixed(2)),
      );
    };
    const shown = ({ dz, full, dt }: (typeof board)['total']['gauges']) => [dz, full, dt];
    expect(board.total.records).toBe(records.length);
    expect(shown(board.total.gauges)).toEqual(gauges(records));
    expect(board.rows.length).toBeGreaterThan(3);
    for (const row of board.rows)
      expect([row.place, shown(row.gauges)]).toEqual([
        row.place,
        gauges(records.filter(({ community }) => community === row.place)),
      ]);
    expect(board.total.gauges.sz).toBeNull();
  });

  it('says which share of the changes was recorded in time, and the list of the late ones is the rest', async () => {
    const records = await withStreet();
    const somebody = records.find(({ type }) => type === 'person');
    const change = async (happenedOn: string, recordedOn: string) =>
      value(
        await saveRecord(
          office.context,
          fresh('change_event', {
            subject: { type: 'person', id: somebody?.id ?? '', label: '某某' },
            kind: 'identity',
            happenedOn,
            recordedOn,
            evidence: '社区反映',
          }),
        ),
      );
    expect(value(await clearsBoard(office.context)).changes).toEqual({ prompt: 0, all: 0 });
    await change('2026-11-01', '2026-11-16');
    await change('2026-11-01', '2026-11-17');
    await change('2026-11-20', '2026-11-20');
    expect(value(await clearsBoard(office.context)).changes).toEqual({ prompt: 2, all: 3 });
    const late = await listRecords(office.context, {
      type: 'change_event',
      view: 'late',
      where: [],
      offset: 0,
      limit: 1,
    });
    expect(value(late).total).toBe(1);
  });

  it('names gaps by views whose lists have exactly so many rows', async () => {
    await withStreet();
    const { gaps } = value(await clearsBoard(office.context));
    expect(gaps.map(({ gauge }) => gauge)).toEqual(expect.arrayContaining(['dz', 'gx', 'dt']));
    for (const gap of gaps) {
      const list = value(
        await listRecords(office.context, {
          type: gap.type,
          view: gap.view,
          where: [],
          offset: 0,
          limit: 1,
        }),
      );
      expect([gap.type, gap.view, gap.count]).toEqual([gap.type, gap.view, list.total]);
    }
  });
});
