// Files between real devices and a real district: offline and back, cuts, damage, a district without room, deduplication.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pieceBytes } from '../../shared/files/file-ref.ts';
import { handIn, hashOf, pdf, suggestionWith } from './support/attachments.ts';
import {
  addHousehold,
  communities,
  edit,
  isProved,
  openStage,
  startUp,
  streets,
  syncUntil,
  value,
  type Device,
  type Stage,
} from './support/stage.ts';

const patience = 240_000;
let stage: Stage;
let street: Device;
let desk: Device;

beforeAll(async () => {
  // Records are written as fast as the machine can while a file travels: many more requests than an office makes in a minute.
  stage = await openStage({ fileBytesPerUnit: 120 * 1024 * 1024, perMinute: 1_000_000 });
  await stage.addUser('files-street', streets.wangchun, ['O']);
  await stage.addUser('files-desk', streets.district, ['D']);
  street = await stage.device('files-street', streets.wangchun);
  desk = await stage.device('files-desk', streets.district);
}, startUp);
afterAll(() => stage.close());

/** Reads a file as the viewer does, waiting while it is fetched. */
async function look(device: Device, id: string, sha256: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let offset = 0; ;) {
    const answer = await device.bridge.call('files.read', {
      record: { type: 'suggestion', id },
      sha256,
      offset,
    });
    if (!answer.ok) {
      if (answer.error.code !== 'E_FILE_ABSENT' && answer.error.code !== 'E_FILE_NOT_SENT')
        throw new Error(answer.error.code);
      await new Promise((resolve) => void setTimeout(resolve, 100));
      continue;
    }
    const part = Buffer.from(answer.value.data, 'base64');
    parts.push(part);
    offset += part.length;
    if (offset >= answer.value.size) return Buffer.concat(parts);
  }
}

function sealedFiles(device: Device): string[] {
  return readdirSync(device.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /files\/[0-9a-f]{2}$/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('files between a street and the district', () => {
  it(
    'wait offline, arrive after their record, and only then everything is synced',
    async () => {
      street.proxy.set('dead');
      const bytes = pdf(700_000);
      const file = await handIn(street, bytes, '李淑珍 证明.pdf');
      expect(file).toMatchObject({ sha256: hashOf(bytes), mime: 'application/pdf', size: 700_000 });
      const id = await suggestionWith(street, [file]);
      const before = value(await street.bridge.call('sync.now', {}));
      expect([before.face, before.files.waiting]).toEqual(['offline', 1]);
      const board = value(await street.bridge.call('files.board', {}));
      expect(board.lines).toMatchObject([
        { state: 'waiting', name: '李淑珍 证明.pdf', type: 'suggestion', recordId: id },
      ]);
      street.proxy.set('fine');
      const after = await syncUntil(street, isProved);
      expect(after.files).toEqual({ waiting: 0, failed: 0 });
      await syncUntil(desk, isProved);
      expect(hashOf(await look(desk, id, file.sha256))).toBe(file.sha256);
      const [progress] = value(await desk.bridge.call('files.progress', { files: [file.sha256] }));
      expect(progress).toMatchObject({ state: 'sent', here: true });
    },
    patience,
  );

  it(
    'of 50 MB survive ten cuts with at most a piece sent twice for each, while records flow @long',
    async () => {
      const bytes = pdf(50 * 1024 * 1024);
      const file = await handIn(street, bytes, '扫描件.pdf');
      let sent = 0;
      let cuts = 0;
      street.proxy.watch((path, body) => {
        if (path !== '/v1/files/piece') return true;
        sent += body;
        // The line goes at ten moments, after the piece has left and before the answer comes.
        if (cuts < 10 && sent > (cuts + 1) * 4 * 1024 * 1024) {
          cuts += 1;
          return false;
        }
        return true;
      });
      const id = await suggestionWith(street, [file]);
      value(await street.bridge.call('sync.now', {}));
      let written = 0;
      while ((await street.bridge.call('sync.state', {})).files.waiting > 0) {
        await addHousehold(street, `文件间${written}`, communities.wangchun);
        written += 1;
        await syncUntil(street, (state) => state.pending === 0);
      }
      street.proxy.watch(null);
      expect(cuts).toBe(10);
      expect(sent - bytes.length).toBeLessThanOrEqual(10 * pieceBytes);
      expect(written).toBeGreaterThan(0);
      await syncUntil(street, isProved);
      await syncUntil(desk, isProved);
      // Down again, with cuts.
      let asked = 0;
      desk.proxy.watch((path) => {
        if (path !== '/v1/files/read') return true;
        asked += 1;
        return asked % 20 !== 0;
      });
      expect(hashOf(await look(desk, id, file.sha256))).toBe(file.sha256);
      desk.proxy.watch(null);
      expect(asked).toBeLessThanOrEqual(Math.ceil(bytes.length / pieceBytes) + 12);
    },
    patience,
  );

  it(
    'are not sent again when the district has them, and travel over a restart',
    async () => {
      const file = await handIn(street, pdf(2_000_000), '同一份.pdf');
      const first = await suggestionWith(street, [file]);
      await syncUntil(street, isProved);
      await street.restart();
      value(
        await street.bridge.call('app.unlock', {
          profileId: (await street.bridge.call('app.session', {})).profiles[0]?.id ?? '',
          password: 'demo-2026',
        }),
      );
      let pieces = 0;
      street.proxy.watch((path) => {
        if (path === '/v1/files/piece') pieces += 1;
        return true;
      });
      value(await edit(street, 'suggestion', first, { content: '材料补充说明' }));
      await syncUntil(street, isProved);
      expect(pieces).toBe(0);
      street.proxy.watch(null);
    },
    patience,
  );

  it(
    'are fetched again when bits flipped here and the district has them',
    async () => {
      const known = new Set(sealedFiles(street));
      const file = await handIn(street, pdf(300_000), '会坏的.pdf');
      const path = sealedFiles(street).find((each) => !known.has(each)) ?? '';
      const id = await suggestionWith(street, [file]);
      await syncUntil(street, isProved);
      const sealed = readFileSync(path);
      sealed[5000] = (sealed[5000] ?? 0) ^ 1;
      writeFileSync(path, sealed);
      expect(hashOf(await look(street, id, file.sha256))).toBe(file.sha256);
    },
    patience,
  );

  it(
    'that are damaged before they were sent are told, hold up nothing, and are mended by adding them again',
    async () => {
      const known = new Set(sealedFiles(street));
      const bytes = pdf(300_000);
      street.proxy.set('dead');
      const file = await handIn(street, bytes, '没传就坏.pdf');
      const path = sealedFiles(street).find((each) => !known.has(each)) ?? '';
      const sealed = readFileSync(path);
      sealed[5000] = (sealed[5000] ?? 0) ^ 1;
      writeFileSync(path, sealed);
      await suggestionWith(street, [file]);
      const other = await handIn(street, pdf(100_000), '好的.pdf');
      await suggestionWith(street, [other]);
      street.proxy.set('fine');
      const state = await syncUntil(
        street,
        ({ pending, files }) => pending === 0 && files.waiting === 1 && files.failed === 1,
      );
      expect(state.face).toBe('attention');
      const { lines } = value(await street.bridge.call('files.board', {}));
      expect(lines).toMatchObject([
        { state: 'failed', name: '没传就坏.pdf', failure: { code: 'E_FILE_DAMAGED' } },
      ]);
      await handIn(street, bytes, '没传就坏.pdf');
      value(await street.bridge.call('files.retry', { sha256: file.sha256 }));
      await syncUntil(street, isProved);
    },
    patience,
  );

  it('that nobody has stored are not taken into a record', async () => {
    const saved = await street.bridge.call('records.save', {
      type: 'suggestion',
      id: null,
      data: {
        channel: 'desk',
        category: 'service',
        content: '附件不在',
        receivedOn: '2026-01-05',
        attachments: [
          { id: 'x', sha256: 'a'.repeat(64), name: '没有.pdf', mime: 'application/pdf', size: 9 },
        ],
      },
      draftId: null,
      baseMutation: null,
      baseData: null,
      action: 'register',
      opinion: '',
    });
    expect(saved).toMatchObject({
      ok: false,
      error: { problems: [{ field: 'attachments', code: 'file_missing' }] },
    });
  });

  it('that hold programs are refused, whatever they are called', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), randomBytes(500)]);
    await expect(handIn(street, program, '合照.jpg')).rejects.toThrow('E_FILE_PROGRAM');
    const { ticket } = value(await street.bridge.call('files.begin', { size: 400 }));
    value(await street.bridge.call('files.piece', { ticket, data: pdf(400).toString('base64') }));
    expect(await street.bridge.call('files.finish', { ticket, imagesOnly: true })).toMatchObject({
      ok: false,
      error: { code: 'E_FILE_PICTURE' },
    });
  });
});
