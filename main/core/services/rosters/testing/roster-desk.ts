/** An office with two communities and the room for rosters, and what its tests ask of it. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { RosterDecision, RosterKind } from '../../../../../shared/bridge/rosters.ts';
import { rosterProblemText } from '../../../../../shared/rosters/texts.ts';
import type { PlainData } from '../../../../../shared/records/envelope.ts';
import { findPlain, findStored, writeStored } from '../../../documents/stored-documents.ts';
import { openExcelRoom, type ExcelRoom } from '../../excel/excel-room.ts';
import {
  community,
  officer,
  openOffice,
  unit,
  value,
  type Office,
} from '../../testing/open-office.ts';
import { openRosterRoom, type RosterRoom } from '../roster-room.ts';

/** Of the test that runs now. */
export const desk = {} as { office: Office; excel: ExcelRoom; room: RosterRoom };
export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const options = { community: '', liaison: '', verifiedOn: '', verifyMethod: 'data' };

/** Opens an office with two communities; call in `beforeEach`, and close `desk.office` afterwards. */
export async function openDesk(): Promise<void> {
  desk.office = await openOffice();
  await receiveCommunity(community, '演示一社区');
  await receiveCommunity('330203008002', '演示二社区');
  const context = desk.office.as(officer);
  desk.excel = openExcelRoom({
    context,
    local: desk.office.profile.local,
    log: silent,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
  desk.room = openRosterRoom({ context, local: desk.office.profile.local, excel: desk.excel });
}

export async function receiveCommunity(code: string, name: string): Promise<void> {
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
    mutation: `${code}.1`,
    createdAt: at,
    createdBy: 'system',
    updatedAt: at,
    updatedBy: 'system',
    device: 'district',
  };
  const document = {
    id: code,
    type: 'unit',
    ...own,
    ...by,
    data: { code, name, kind: 'community', parent: unit },
  };
  const previous = await findStored(desk.office.context.store, 'masters', code);
  await writeStored(
    desk.office.context.store,
    'masters',
    [{ previous, document }],
    'replication-downstream-test',
  );
}

export async function finished(job: string) {
  await expect
    .poll(() => value(desk.excel.jobs.state(job)).state, { timeout: 60_000, interval: 20 })
    .not.toBe('running');
  return value(desk.excel.jobs.state(job));
}

export async function read(
  bytes: Uint8Array,
  fileName = '花名册.xlsx',
  more: Partial<Parameters<RosterRoom['read']>[0]> = {},
) {
  const { upload } = value(desk.excel.uploads.begin(fileName, bytes.length));
  for (let start = 0; start < bytes.length; start += 1024 * 1024)
    value(desk.excel.uploads.piece(upload, bytes.subarray(start, start + 1024 * 1024)));
  const state = await finished(
    value(
      await desk.room.read({
        upload,
        sheet: null,
        adapter: 'office',
        mapping: null,
        options,
        ...more,
      }),
    ).job,
  );
  if (state.state !== 'ready') throw new Error(JSON.stringify(state.failure));
  return { upload, preview: value(await desk.room.preview({ upload })) };
}

export async function rowsOf(upload: string, kind: RosterKind | null = null) {
  return value(await desk.room.rows({ upload, kind, offset: 0, limit: 200 })).rows;
}

export const decide = async (
  upload: string,
  rows: number[],
  decision: RosterDecision,
  target = '',
) => value(await desk.room.decide({ upload, rows, kind: null, decision, target }));

export async function apply(upload: string) {
  const { job } = value(await desk.room.apply({ upload }));
  const state = await finished(job);
  if (state.report === null) throw new Error(JSON.stringify(state.failure));
  const piece = desk.excel.jobs.read(job, 0);
  return {
    report: state.report,
    file: piece.ok ? Buffer.from(piece.value.data, 'base64') : Buffer.alloc(0),
  };
}

export async function all(type: string): Promise<PlainData[]> {
  const rows = await desk.office.context.store.read.all<{ id: string }>(
    `SELECT id FROM p_${type}`,
    [],
  );
  return (
    await findPlain(
      desk.office.context.store,
      'records',
      rows.map(({ id }) => id),
    )
  ).map(({ data }) => data);
}

export async function named(name: string): Promise<PlainData> {
  const found = (await all('person')).filter((each) => each['nameCn'] === name);
  expect(found, name).toHaveLength(1);
  return found[0] ?? {};
}

export const words = (problems: Awaited<ReturnType<typeof rowsOf>>[number]['problems']) =>
  problems.map((problem) => rosterProblemText(problem as never, 'zh')).join('；');

export async function counts() {
  const [people, homes, ties] = await Promise.all([
    all('person'),
    all('household'),
    all('relation'),
  ]);
  return [people.length, homes.length, ties.length];
}

export async function findOne(id: string): Promise<PlainData> {
  const [found] = await findPlain(desk.office.context.store, 'records', [id]);
  return found?.data ?? {};
}

export function personData(nameCn: string, more: PlainData = {}): PlainData {
  return {
    nameCn,
    sex: '1',
    birth: '1953',
    nationality: 'CHN',
    identities: [{ id: 'i1', identity: 'qj', verifyLevel: 'self' }],
    liveCountry: 'CHN',
    liveState: 'in',
    segment: 'C',
    community,
    household: { type: 'household', id: 'household-1', label: '某户' },
    householdRole: 'head',
    liaison: { type: 'user', id: 'officer', label: 'officer同志' },
    source: 'visit',
    verifiedOn: '2026-10-01',
    verifyMethod: 'visit',
    ...more,
  };
}
