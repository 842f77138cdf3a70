import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../../shared/bridge/contract.ts';
import { purgeRows, type Traces } from '../../sync/purge.ts';
import { createDrafts } from '../drafts.ts';
import { householdData, openOffice, unit, value, type Office } from '../testing/open-office.ts';
import { createTraces } from './clear-traces.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  randomBytes(2000),
]);

function tracesOf(keepLostWork: (drafts: readonly Draft[]) => Promise<boolean>): Traces {
  const { profile } = office;
  return createTraces({
    drafts: draftsOf(),
    local: profile.local,
    files: profile.files.files,
    book: profile.files.book,
    isOurs: () => false,
    keepLostWork,
  });
}
const draftsOf = () =>
  createDrafts({
    store: office.context.store,
    local: office.profile.local,
    now: office.context.now,
  });

async function receive(id: string, data: Record<string, unknown>): Promise<void> {
  await office.receive({
    id,
    type: 'household',
    unit,
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `m-${id}`,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'x',
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: 'x',
    device: 'd',
    data: householdData(id, data),
  });
}

function bytesOnDisk(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'ring.json')
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

describe('traces of records that went', () => {
  it('takes a file off the disk when its last record is gone, and not before', async () => {
    const { files, intakes, book } = office.profile.files;
    const { ticket } = value(intakes.begin(png.length));
    value(intakes.piece(ticket, png));
    const { sha256 } = value(await intakes.finish(ticket, { imagesOnly: true }));
    await book.markSent(sha256, png.length);
    const photo = { sha256, size: png.length, mime: 'image/png', name: 'a.png' };
    await receive('h1', { photos: [photo] });
    await receive('h2', { photos: [photo] });
    const deps = {
      store: office.context.store,
      cards: office.profile.cards,
      traces: tracesOf(async () => false),
    };
    await purgeRows(deps, 'records', (row) => row.id === 'h1');
    expect(files.has(sha256)).toBe(true);
    const before = bytesOnDisk(join(office.folder, 'files'));
    await purgeRows(deps, 'records', (row) => row.id === 'h2');
    expect(files.has(sha256)).toBe(false);
    expect(await book.stateOf(sha256)).toBeNull();
    expect(before - bytesOnDisk(join(office.folder, 'files'))).toBeGreaterThanOrEqual(png.length);
  });

  it('hands forms over; where nobody takes them only the typing stays', async () => {
    const drafts = draftsOf();
    const base = householdData('虞菊兰');
    const common = { type: 'household', baseMutation: null, title: '虞菊兰户' };
    await drafts.save({
      ...common,
      id: 'edit',
      recordId: 'h1',
      baseData: base as never,
      data: { ...base, note: '写了一半' },
    });
    await drafts.save({
      ...common,
      type: 'visit',
      id: 'new',
      recordId: null,
      baseData: null,
      data: { subject: { type: 'household', id: 'h1', label: '虞菊兰户' }, situation: '还好' },
    });
    await drafts.save({ ...common, id: 'other', recordId: 'h9', baseData: null, data: {} });
    const ids = new Set(['h1']);
    await tracesOf(async () => false).clear('records', ids);
    const left = await drafts.list();
    expect(left).toHaveLength(3);
    const ours = JSON.stringify(left.filter(({ id }) => id !== 'other'));
    expect(ours).toContain('写了一半');
    expect(ours).toContain('还好');
    expect(ours).not.toContain('虞菊兰');

    const handed: string[] = [];
    await tracesOf(async (lost) => {
      handed.push(...lost.map(({ id }) => id));
      return true;
    }).clear('records', ids);
    expect(handed.toSorted()).toEqual(['edit', 'new']);
    expect((await drafts.list()).map(({ id }) => id)).toEqual(['other']);
  });
});
