/** 抢救箱 at the district: how boxes come, what the desk sees of them, what releasing and rejecting do. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { rescueReceipt, type RescueLine } from '../../shared/rescue/box-format.ts';
import { rescueStanding } from '../../shared/rescue/delivery-protocol.ts';
import {
  myRescue,
  rescueBoxes,
  rescueDecided,
  rescueLooked,
  type RescueDecide,
} from '../../shared/rescue/desk-protocol.ts';
import type { WireRecord } from '../../shared/sync/protocol.ts';
import { deliver, deliverAll, hashOf, makeBox } from './rescue-box.ts';
import { edited, newEvent, newRow } from './sample-rows.ts';
import { districtUnit, gulin, wangchun, type TestOffice, type TestSeat } from './test-office.ts';

export function registerRescueTests(office: () => TestOffice): void {
  let desk: TestSeat;
  beforeAll(async () => {
    desk = await office().signIn(districtUnit, ['D']);
  });
  const instance = () => office().instance;
  const revoke = (seat: TestSeat) => desk.ask('/v1/devices/revoke', { deviceId: seat.device.id });
  const look = async (boxId: string, who = desk) =>
    rescueLooked.parse((await who.ask('/v1/rescue/look', { boxId, from: 0 })).body);
  const decide = async (input: RescueDecide, who = desk) =>
    rescueDecided.parse((await who.ask('/v1/rescue/decide', input)).body).results;
  const boxes = async () => rescueBoxes.parse((await desk.ask('/v1/rescue/boxes', {})).body).boxes;
  const rowLine = (
    row: unknown,
    base: string | null = null,
    assumed: unknown = null,
  ): RescueLine => ({
    kind: 'row',
    collection: 'records',
    base,
    assumed,
    row,
  });
  const eventLine = (row: unknown): RescueLine => ({
    kind: 'row',
    collection: 'events',
    base: null,
    assumed: null,
    row,
  });
  async function stored(id: string): Promise<WireRecord | undefined> {
    const { rows } = await desk.pullAll('records');
    return rows.findLast((row) => row.id === id) as WireRecord | undefined;
  }

  describe('delivering a box', () => {
    it('works for a revoked device, goes on after a cut, and is answered by a signed receipt, once', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      await revoke(seat);
      const person = newRow(seat, 'person');
      const box = await makeBox(seat, instance(), [
        [rowLine(person)],
        [{ kind: 'draft', draft: { id: 'd1', type: 'visit', data: { note: '写了一半' } } }],
      ]);
      const begun = await deliver(office(), seat, 'begin', { head: box.head });
      expect(begun).toEqual({ status: 200, body: { next: 0, receipt: null } });
      const part = (number: number) =>
        deliver(office(), seat, 'part', { boxId: box.id, number, part: box.parts[number] });
      expect((await part(0)).body).toEqual({ next: 1, receipt: null });
      // Too early to be whole; the same part again; a part out of turn: nothing changes.
      expect((await deliver(office(), seat, 'finish', { boxId: box.id })).body).toEqual({
        next: 1,
        receipt: null,
      });
      expect((await part(0)).body).toEqual({ next: 1, receipt: null });
      expect(await deliver(office(), seat, 'begin', { head: box.head })).toEqual({
        status: 200,
        body: { next: 1, receipt: null },
      });
      const spoilt = { boxId: box.id, number: 1, part: box.parts[0] };
      expect((await deliver(office(), seat, 'part', spoilt)).status).toBe(400);
      expect((await boxes()).some(({ id }) => id === box.id)).toBe(false);
      await part(1);
      const finish = async () =>
        rescueStanding.parse((await deliver(office(), seat, 'finish', { boxId: box.id })).body);
      const { receipt } = await finish();
      expect((await finish()).receipt).toBe(receipt);
      const key = await importJWK(seat.reply.keys.signing, 'EdDSA');
      const { payload } = await compactVerify(receipt ?? '', key);
      expect(rescueReceipt.parse(JSON.parse(new TextDecoder().decode(payload)))).toMatchObject({
        boxId: box.id,
        deviceId: seat.device.id,
        instance: instance(),
        head: hashOf(box.head),
      });
      const second = await makeBox(seat, instance(), [[rowLine(newRow(seat, 'person'))]]);
      expect(await deliver(office(), seat, 'begin', { head: second.head })).toEqual({
        status: 403,
        body: { code: 'forbidden', params: { reason: 'delivered' } },
      });
      expect((await boxes()).find(({ id }) => id === box.id)).toMatchObject({
        unit: wangchun,
        userName: '演示人员',
        reason: 'revoked',
        types: { person: 1 },
        drafts: 1,
        files: 0,
        waiting: 2,
      });
    });

    it('is refused for anybody else, for what the head does not say, and for what does not open', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const other = await office().signIn(wangchun, ['O']);
      const lines = [[rowLine(newRow(seat, 'person'))]];
      const begin = async (who: TestSeat, head: string) =>
        (await deliver(office(), who, 'begin', { head })).status;
      const good = await makeBox(seat, instance(), lines);
      expect(await begin(other, good.head)).toBe(400);
      expect(await begin(seat, `${good.head}x`)).toBe(400);
      const elsewhere = await makeBox(seat, 'another', lines);
      expect(await begin(seat, elsewhere.head)).toBe(400);
      const foreign = await makeBox(seat, instance(), lines, { userId: other.userId });
      expect(await begin(seat, foreign.head)).toBe(403);
      expect(
        await office().call('/v1/rescue/begin', { head: good.head, deviceProof: 'kein.beweis.da' }),
      ).toMatchObject({ status: 400 });
      // A head that promises more than there is gets no receipt: the device must not believe that all is safe.
      const short = await makeBox(seat, instance(), lines, { rows: 2 });
      await expect(deliverAll(office(), seat, short)).rejects.toThrow('counts');
      const strange = await makeBox(
        {
          ...seat,
          reply: {
            ...seat.reply,
            keys: {
              ...seat.reply.keys,
              exchange: other.reply.keys.recovery ?? {
                kty: 'OKP',
                crv: 'X25519',
                x: randomBytes(32).toString('base64url'),
              },
            },
          },
        },
        instance(),
        lines,
      );
      await expect(deliverAll(office(), seat, strange)).rejects.toThrow('sealed');
      expect(await deliver(office(), other, 'finish', { boxId: good.id })).toMatchObject({
        status: 404,
      });
    });
  });

  describe('the desk', () => {
    it('releases new work, an edit, a deletion and a file as their author left them, though the author is gone', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const [kept, gone] = [newRow(seat, 'person'), newRow(seat, 'person')];
      await seat.push('records', [
        { base: null, row: kept },
        { base: null, row: gone },
      ]);
      const bytes = randomBytes(300_000);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = {
        id: 'f1',
        sha256,
        name: '证明.pdf',
        mime: 'application/pdf',
        size: bytes.length,
      };
      const fresh = newRow(seat, 'suggestion', {}, { attachments: [file] });
      const changed = edited(
        seat,
        kept,
        { phone: '10100000077' },
        { updatedAt: '2026-11-21T02:00:00.000Z' },
      );
      const removed = { ...edited(seat, gone, {}), _deleted: true };
      const event = newEvent(seat, fresh, { kind: 'create' });
      const piece = (offset: number): RescueLine => ({
        kind: 'file',
        sha256,
        size: bytes.length,
        records: [fresh.id],
        offset,
        bytes: bytes.subarray(offset, offset + 200_000).toString('base64'),
      });
      const box = await makeBox(seat, instance(), [
        [rowLine(fresh), rowLine(changed, kept.mutation, kept), eventLine(event), piece(0)],
        [piece(200_000), rowLine(removed, gone.mutation, gone)],
      ]);
      await revoke(seat);
      await office().district.admin.disableUser(seat.login);
      await deliverAll(office(), seat, box);
      const { items, next } = await look(box.id);
      expect(next).toBeNull();
      expect(items).toMatchObject([
        { kind: 'record', recordId: fresh.id, row: fresh, master: null, events: 1, files: 1 },
        { kind: 'record', recordId: kept.id, row: changed, assumed: kept, master: kept },
        { kind: 'record', recordId: gone.id, row: { _deleted: true }, master: gone },
      ]);
      const numbers = items.map(({ number }) => number);
      const results = await decide({ boxId: box.id, numbers, decision: 'release', reason: '' });
      expect(results.map(({ decision, outcome }) => [decision, outcome])).toEqual([
        ['released', 'accepted'],
        ['released', 'accepted'],
        ['released', 'accepted'],
      ]);
      expect(await stored(fresh.id)).toEqual(fresh);
      expect(await stored(kept.id)).toEqual(changed);
      expect(await stored(gone.id)).toMatchObject({ _deleted: true });
      expect((await desk.pullAll('events')).rows.map(({ id }) => id)).toContain(event.id);
      const asked = { files: [{ record: fresh.id, sha256, size: bytes.length }] };
      expect((await desk.ask('/v1/files/ask', asked)).body).toMatchObject({
        files: [{ status: 'whole' }],
      });
      // Pressed again by somebody else: it stands as it was decided.
      const again = await decide({ boxId: box.id, numbers, decision: 'reject', reason: '重复' });
      expect(again.every(({ decision }) => decision === 'released')).toBe(true);
      expect((await boxes()).find(({ id }) => id === box.id)).toMatchObject({
        waiting: 0,
        released: 3,
      });
      expect(await office().district.admin.verifyAudit()).toMatchObject({ ok: true });
    });

    it('releases what its author could write then, though the author has other work by now', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const row = newRow(seat, 'person');
      const box = await makeBox(seat, instance(), [[rowLine(row)]]);
      await deliverAll(office(), seat, box);
      await office().district.admin.setRoles(seat.login, ['L'], '330203008002');
      const [result] = await decide({
        boxId: box.id,
        numbers: [0],
        decision: 'release',
        reason: '',
      });
      expect(result).toMatchObject({ decision: 'released', outcome: 'accepted' });
      expect(await stored(row.id)).toEqual(row);
    });

    it('merges what meets a newer state, and hands over what both sides changed', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const colleague = await office().signIn(wangchun, ['O']);
      const [one, two] = [newRow(seat, 'person'), newRow(seat, 'person')];
      await seat.push('records', [
        { base: null, row: one },
        { base: null, row: two },
      ]);
      const theirsOne = edited(colleague, one, { liveAddr: '演示路9号' });
      const theirsTwo = edited(colleague, two, { phone: '10100000051' });
      await colleague.push('records', [
        { base: one.mutation, row: theirsOne },
        { base: two.mutation, row: theirsTwo },
      ]);
      const mineOne = edited(seat, one, { phone: '10100000052' });
      const mineTwo = edited(seat, two, { phone: '10100000053' });
      const box = await makeBox(seat, instance(), [
        [rowLine(mineOne, one.mutation, one), rowLine(mineTwo, two.mutation, two)],
      ]);
      await deliverAll(office(), seat, box);
      const results = await decide({
        boxId: box.id,
        numbers: [0, 1],
        decision: 'release',
        reason: '',
      });
      expect(results).toMatchObject([
        { decision: 'released', outcome: 'merged', clash: null },
        {
          decision: 'released',
          outcome: 'clash',
          clash: { mine: mineTwo, district: theirsTwo, assumed: two },
        },
      ]);
      expect((await stored(one.id))?.data).toMatchObject({
        phone: '10100000052',
        liveAddr: '演示路9号',
      });
      expect(await stored(one.id)).toMatchObject({
        updatedBy: seat.userId,
        updatedAt: mineOne.updatedAt,
      });
      expect((await stored(two.id))?.data).toMatchObject({ phone: '10100000051' });
    });

    it('keeps what it rejects, with the reason, and what the rules refuse stays open', async () => {
      const seat = await office().signIn(wangchun, ['O']);
      const wrong = newRow(seat, 'person', { bizNo: '', data: { name: 17 } });
      const box = await makeBox(seat, instance(), [
        [
          rowLine(wrong),
          rowLine(newRow(seat, 'person')),
          { kind: 'draft', draft: { id: 'd', type: 'visit', data: {} } },
        ],
      ]);
      await deliverAll(office(), seat, box);
      const [refused, draft] = await decide({
        boxId: box.id,
        numbers: [0, 2],
        decision: 'release',
        reason: '',
      });
      expect(refused).toMatchObject({ decision: null, outcome: 'refused', code: 'invalid' });
      expect(refused?.problems.length).toBeGreaterThan(0);
      expect(draft).toMatchObject({ decision: null, outcome: 'refused', code: 'draft' });
      await decide({ boxId: box.id, numbers: [0, 1, 2], decision: 'reject', reason: '已另行登记' });
      const { items } = await look(box.id);
      expect(items.map(({ decision, reason }) => [decision, reason])).toEqual(
        Array.from({ length: 3 }, () => ['rejected', '已另行登记']),
      );
      expect(items[1]?.row).not.toBeNull();
      expect(await stored(items[1]?.recordId ?? '')).toBeUndefined();
      const mine = myRescue.parse((await seat.ask('/v1/rescue/mine', {})).body);
      expect(mine.boxes).toMatchObject([
        {
          id: box.id,
          items: [{ decision: 'rejected' }, { reason: '已另行登记' }, { kind: 'draft' }],
        },
      ]);
      const stranger = await office().signIn(wangchun, ['O']);
      expect((await stranger.ask('/v1/rescue/mine', {})).body).toEqual({ boxes: [] });
    });

    it('is the one that looks after devices, and reads no more than it may', async () => {
      const seat = await office().signIn(gulin, ['O']);
      const box = await makeBox(seat, instance(), [[rowLine(newRow(seat, 'person'))]]);
      await deliverAll(office(), seat, box);
      for (const [unit, roles] of [
        [gulin, ['O', 'H']],
        [gulin, ['A']],
        [districtUnit, ['B', 'X']],
      ] as const) {
        const other = await office().signIn(unit, roles);
        const input = { boxId: box.id, numbers: [0], decision: 'release', reason: '' };
        for (const [path, body] of [
          ['/v1/rescue/boxes', {}],
          ['/v1/rescue/look', { boxId: box.id, from: 0 }],
          ['/v1/rescue/decide', input],
        ] as const)
          expect((await other.ask(path, body)).body).toEqual({ code: 'forbidden' });
      }
      const admin = await office().signIn(districtUnit, ['A']);
      expect((await look(box.id, admin)).items).toMatchObject([
        { isHidden: true, row: null, type: 'person' },
      ]);
      const input = { boxId: box.id, numbers: [0], decision: 'release' as const, reason: '' };
      expect(await decide(input, admin)).toMatchObject([{ decision: null, outcome: '' }]);
      expect((await desk.ask('/v1/rescue/look', { boxId: randomUUID(), from: 0 })).status).toBe(
        404,
      );
    });
  });
}
