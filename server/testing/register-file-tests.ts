/** Files at the district: pieces in order, proof of having the bytes, scope, damage, space, purging, several devices at once. */
import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { pieceBytes } from '../../shared/files/file-ref.ts';
import {
  fileHeaders,
  filePut,
  filesAsked,
  signedHead,
  type FilePut,
} from '../../shared/sync/files-protocol.ts';
import type { WireRecord } from '../../shared/sync/protocol.ts';
import { edited, newRow } from './sample-rows.ts';
import { districtUnit, gulin, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

const day = 86_400_000;

interface Content {
  readonly bytes: Buffer;
  readonly sha256: string;
}

function contentOf(bytes: Buffer): Content {
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function named({ sha256, bytes }: Content, index: number) {
  const size = bytes.length;
  return { id: `photo-${index}`, sha256, name: '合照.jpg', mime: 'image/jpeg', size };
}

/** A visit that names these files as its pictures. */
function visitWith(seat: TestSeat, ...files: readonly Content[]): WireRecord {
  const row = newRow(seat, 'visit');
  return { ...row, data: { ...row.data, photoConsent: true, photos: files.map(named) } };
}

/** A person with a picture: unlike a submitted visit it may be removed. */
function personWith(seat: TestSeat, file: Content): WireRecord {
  const row = newRow(seat, 'person');
  return { ...row, data: { ...row.data, photoConsent: true, photo: [named(file, 0)] } };
}

export function registerFileTests(office: () => TestOffice): void {
  let officer: TestSeat;
  let neighbour: TestSeat;
  let desk: TestSeat;
  beforeAll(async () => {
    officer = await office().signIn(wangchun, ['O']);
    neighbour = await office().signIn(gulin, ['O']);
    desk = await office().signIn(districtUnit, ['D']);
  });

  async function piece(
    seat: TestSeat,
    record: string,
    content: Pick<Content, 'sha256'> & { readonly size: number },
    offset: number,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<FilePut> {
    const { sha256, size } = content;
    const head = signedHead({ record, sha256, size, offset });
    const act = 'PUT /v1/files/piece';
    const response = await fetch(`${office().district.url}/v1/files/piece`, {
      method: 'PUT',
      body: bytes,
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${seat.token}`,
        'device-proof': await seat.device.sign(act, seat.token, [head, bytes]),
        [fileHeaders.record]: record,
        [fileHeaders.sha256]: content.sha256,
        [fileHeaders.size]: String(content.size),
        [fileHeaders.offset]: String(offset),
      },
    });
    return filePut.parse(await response.json());
  }
  async function send(
    seat: TestSeat,
    record: string,
    { bytes, sha256 }: Content,
  ): Promise<FilePut> {
    let last: FilePut | undefined;
    for (let at = 0; at < bytes.length; at += pieceBytes)
      last = await piece(
        seat,
        record,
        { sha256, size: bytes.length },
        at,
        Uint8Array.from(bytes.subarray(at, at + pieceBytes)),
      );
    if (last === undefined) throw new Error('an empty file');
    return last;
  }
  async function ask(seat: TestSeat, record: string, { sha256, bytes }: Content) {
    const files = [{ record, sha256, size: bytes.length }];
    const { body } = await seat.ask('/v1/files/ask', { files });
    return filesAsked.parse(body).files[0];
  }
  async function read(seat: TestSeat, record: string, sha256: string, offset = 0, length = 1000) {
    const body = JSON.stringify({ record, sha256, offset, length });
    const response = await fetch(`${office().district.url}/v1/files/read`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${seat.token}`,
        'device-proof': await seat.device.signWrite('/v1/files/read', seat.token, body),
      },
      body,
    });
    return response.status === 200 ? Buffer.from(await response.arrayBuffer()) : response.status;
  }
  async function filesOf(unit: string): Promise<number> {
    const usage = await office().district.admin.fileUsage();
    return usage.find((each) => each.unit === unit)?.files ?? 0;
  }
  async function pushed(seat: TestSeat, row: WireRecord): Promise<WireRecord> {
    const { results } = await seat.push('records', [{ base: null, row }]);
    expect(results).toEqual([{ status: 'accepted', id: row.id }]);
    return row;
  }

  describe('files', () => {
    it('go up in pieces, come down in any parts, and are whole when the hash is right', async () => {
      const content = contentOf(randomBytes(2 * pieceBytes + 77));
      const visit = await pushed(officer, visitWith(officer, content));
      expect(await ask(officer, visit.id, content)).toMatchObject({ status: 'part', received: 0 });
      expect(await read(officer, visit.id, content.sha256)).toBe(404);
      expect(await send(officer, visit.id, content)).toMatchObject({ status: 'whole' });
      expect(await ask(officer, visit.id, content)).toMatchObject({ status: 'whole' });
      for (const seat of [officer, desk])
        for (const [offset, length] of [
          [0, 10],
          [pieceBytes - 5, 10],
          [2 * pieceBytes, pieceBytes],
          [5, pieceBytes],
        ] as const)
          expect(await read(seat, visit.id, content.sha256, offset, length)).toEqual(
            content.bytes.subarray(offset, offset + length),
          );
    });

    it('take a piece twice without harm, and tell where to go on', async () => {
      const content = contentOf(randomBytes(3000));
      const visit = await pushed(officer, visitWith(officer, content));
      const at = { sha256: content.sha256, size: 3000 };
      const part = (from: number, to: number) => Uint8Array.from(content.bytes.subarray(from, to));
      const put = (offset: number, bytes: Uint8Array<ArrayBuffer>) =>
        piece(officer, visit.id, at, offset, bytes);
      expect(await put(0, part(0, 1000))).toMatchObject({ status: 'part', received: 1000 });
      expect(await put(0, part(0, 1000))).toMatchObject({ status: 'part', received: 1000 });
      expect(await put(2000, part(2000, 3000))).toMatchObject({ status: 'part', received: 1000 });
      expect(await ask(officer, visit.id, content)).toMatchObject({
        status: 'part',
        received: 1000,
      });
      // Longer than announced is not kept.
      expect(await put(1000, new Uint8Array(2500))).toMatchObject({ received: 1000 });
      expect(await put(1000, part(1000, 3000))).toMatchObject({ status: 'whole' });
      expect(await put(1000, part(1000, 3000))).toMatchObject({ status: 'whole' });
      expect(await read(officer, visit.id, content.sha256, 0, 3000)).toEqual(content.bytes);
    });

    it('are thrown away when the bytes are not those of the hash', async () => {
      const content = contentOf(randomBytes(500));
      const visit = await pushed(officer, visitWith(officer, content));
      const wrong = { ...content, bytes: randomBytes(500) };
      expect(await send(officer, visit.id, wrong)).toMatchObject({
        status: 'damaged',
        received: 0,
      });
      expect(await read(officer, visit.id, content.sha256)).toBe(404);
      expect(await send(officer, visit.id, content)).toMatchObject({ status: 'whole' });
    });

    it('wait for their record, and are not taken for one that does not name them', async () => {
      const content = contentOf(randomBytes(100));
      const visit = visitWith(officer, content);
      expect(await send(officer, visit.id, content)).toMatchObject({ status: 'not_yours' });
      const other = await pushed(officer, visitWith(officer));
      expect(await send(officer, other.id, content)).toMatchObject({ status: 'not_yours' });
      await pushed(officer, visit);
      expect(await send(officer, visit.id, content)).toMatchObject({ status: 'whole' });
    });

    it('are not readable, not writable and not even known from another street', async () => {
      const content = contentOf(randomBytes(100));
      const visit = await pushed(officer, visitWith(officer, content));
      await send(officer, visit.id, content);
      expect(await read(neighbour, visit.id, content.sha256)).toBe(404);
      expect(await send(neighbour, visit.id, content)).toMatchObject({ status: 'not_yours' });
      const before = await Promise.all([wangchun, gulin].map((unit) => filesOf(unit)));
      // Naming the hash in a record of one's own gives nothing without the bytes.
      const thief = await pushed(neighbour, visitWith(neighbour, content));
      expect(await ask(neighbour, thief.id, content)).toMatchObject({
        status: 'part',
        received: 0,
      });
      expect(await read(neighbour, thief.id, content.sha256)).toBe(404);
      expect(await read(desk, thief.id, content.sha256)).toBe(404);
      // With the bytes it does, and the content is kept once.
      expect(await send(neighbour, thief.id, content)).toMatchObject({ status: 'whole' });
      expect(await read(neighbour, thief.id, content.sha256, 0, 100)).toEqual(content.bytes);
      const kept = await Promise.all([wangchun, gulin].map((unit) => filesOf(unit)));
      expect(kept).toEqual([before[0] ?? 0, before[1] ?? 0]);
    });

    it('follow the record: a community loses the file with the record', async () => {
      const liaison = await office().signIn(wangchun, ['L'], '330203008001');
      const content = contentOf(randomBytes(100));
      const visit = visitWith(officer, content);
      await pushed(officer, { ...visit, community: '330203008001' });
      await send(officer, visit.id, content);
      expect(await read(liaison, visit.id, content.sha256, 0, 100)).toEqual(content.bytes);
      const other = await office().signIn(wangchun, ['L'], '330203008002');
      expect(await read(other, visit.id, content.sha256)).toBe(404);
    });

    it('of two devices at once do not disturb each other', async () => {
      const colleague = await office().signIn(wangchun, ['O']);
      const content = contentOf(randomBytes(3 * pieceBytes));
      const visit = await pushed(officer, visitWith(officer, content));
      const sent = await Promise.all(
        [officer, colleague].map((seat) => send(seat, visit.id, content)),
      );
      expect(sent.map(({ status }) => status)).toEqual(['whole', 'whole']);
      expect(await read(desk, visit.id, content.sha256, 2 * pieceBytes, 10)).toEqual(
        content.bytes.subarray(2 * pieceBytes, 2 * pieceBytes + 10),
      );
    });

    it('want the signature of the device for every question, piece and part', async () => {
      const content = contentOf(randomBytes(100));
      const visit = await pushed(officer, visitWith(officer, content));
      await send(officer, visit.id, content);
      const { sha256 } = content;
      const authorization = `Bearer ${officer.token}`;
      const bare = (path: string, body: object) => office().call(path, body, officer.token);
      const unproved = { status: 401, body: { code: 'proof_wrong' } };
      const files = [{ record: visit.id, sha256, size: 100 }];
      const part = { record: visit.id, sha256, offset: 0, length: 100 };
      expect(await bare('/v1/files/ask', { files })).toMatchObject(unproved);
      expect(await bare('/v1/files/read', part)).toMatchObject(unproved);
      const spare = contentOf(randomBytes(100));
      const put = async (signed: readonly (string | Uint8Array)[], act = 'PUT /v1/files/piece') => {
        const answer = await fetch(`${office().district.url}/v1/files/piece`, {
          method: 'PUT',
          body: Uint8Array.from(spare.bytes),
          headers: {
            'content-type': 'application/octet-stream',
            authorization,
            'device-proof': await officer.device.sign(act, officer.token, signed),
            [fileHeaders.record]: visit.id,
            [fileHeaders.sha256]: spare.sha256,
            [fileHeaders.size]: '100',
            [fileHeaders.offset]: '0',
          },
        });
        return answer.status;
      };
      const head = { record: visit.id, sha256: spare.sha256, size: 100, offset: 0 };
      expect(await put([signedHead({ ...head, offset: 1 }), spare.bytes])).toBe(401);
      expect(await put([signedHead(head), content.bytes])).toBe(401);
      expect(await put([signedHead(head), spare.bytes], 'POST /v1/push')).toBe(401);
      expect(await put([signedHead(head), spare.bytes])).toBe(200);
    });

    it('refuse what is larger than a piece, and nonsense, without falling over', async () => {
      const content = contentOf(randomBytes(100));
      const visit = await pushed(officer, visitWith(officer, content));
      const put = (headers: Record<string, string>, body: Uint8Array<ArrayBuffer>) =>
        fetch(`${office().district.url}/v1/files/piece`, {
          method: 'PUT',
          body,
          headers: { authorization: `Bearer ${officer.token}`, ...headers },
        }).then(({ status }) => status);
      const binary = { 'content-type': 'application/octet-stream' };
      const named = {
        ...binary,
        [fileHeaders.record]: visit.id,
        [fileHeaders.sha256]: content.sha256,
        [fileHeaders.size]: '100',
        [fileHeaders.offset]: '0',
      };
      expect(await put(named, new Uint8Array(pieceBytes + 1))).toBe(413);
      expect(await put(binary, new Uint8Array(1))).toBe(400);
      expect(await put({ ...named, [fileHeaders.size]: '-5' }, new Uint8Array(1))).toBe(400);
      expect(await put({ ...named, [fileHeaders.sha256]: "';--" }, new Uint8Array(1))).toBe(400);
      expect(await put({ ...named, [fileHeaders.offset]: 'NaN' }, new Uint8Array(1))).toBe(400);
      expect(await put({ ...named, authorization: 'Bearer erfunden' }, new Uint8Array(1))).toBe(
        401,
      );
    });

    it('stop at the share of the unit, and go on when there is room', async () => {
      const street = await office().signIn('330203005', ['O']);
      // The office of these tests gives each unit five megabytes.
      const [first, second] = [contentOf(randomBytes(10)), contentOf(randomBytes(10))];
      const visit = await pushed(street, visitWith(street, first, second));
      const start = (content: Content) =>
        piece(
          street,
          visit.id,
          { sha256: content.sha256, size: 3_000_000 },
          0,
          Uint8Array.from(content.bytes),
        );
      expect(await start(first)).toMatchObject({ status: 'part', received: 10 });
      expect(await start(second)).toMatchObject({ status: 'full', received: 0 });
      await office().district.admin.purgeFiles(office().clock.now() + 46 * day);
      expect(await start(second)).toMatchObject({ status: 'part', received: 10 });
    });

    it('are purged when no record names them any more, and not before', async () => {
      const { admin } = office().district;
      const street = await office().signIn('330203006', ['O']);
      const [kept, gone, half] = [1, 2, 3].map(() => contentOf(randomBytes(2000)));
      if (kept === undefined || gone === undefined || half === undefined) throw new Error('three');
      const visit = await pushed(street, visitWith(street, kept));
      const left = await pushed(street, personWith(street, gone));
      const never = await pushed(street, personWith(street, half));
      await send(street, visit.id, kept);
      await send(street, left.id, gone);
      await piece(street, never.id, { sha256: half.sha256, size: 2000 }, 0, new Uint8Array(5));
      const { results } = await street.push(
        'records',
        [left, never].map((row) => ({
          base: row.mutation,
          row: edited(street, row, {}, { _deleted: true }),
        })),
      );
      expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
      await admin.purgeFiles();
      expect(await filesOf('330203006')).toBe(3);
      const later = office().clock.now() + 46 * day;
      await Promise.all([admin.purgeFiles(later), admin.purgeFiles(later)]);
      await admin.purgeFiles(later);
      expect(await filesOf('330203006')).toBe(1);
      expect(await read(street, visit.id, kept.sha256, 0, 2000)).toEqual(kept.bytes);
    });
  });
}
