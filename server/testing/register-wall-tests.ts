/** Row-level security alone: raw SQL as the app's role, without any of our own conditions. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, type Office, type OfficeOptions } from '../boot.ts';
import { sqlState, type Transaction } from '../database/database.ts';
import { raiseRescueWall, raiseWall } from '../database/wall.ts';
import { visibilityOf } from '../docs/visibility.ts';
import type { Actor, Role } from '../../shared/access/actor.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import { newRow } from './sample-rows.ts';
import { districtUnit, gulin, wangchun } from './test-office.ts';

const denied = '42501';

export function registerWallTests(
  open: () => Promise<Pick<OfficeOptions, 'databaseUrl' | 'prepared'>>,
): void {
  describe('row-level security', () => {
    let office: Office;
    beforeAll(async () => {
      office = await openOffice({ ...(await open()), isDemo: true });
      for (const [unit, community] of [
        [wangchun, ''],
        [wangchun, '330203008001'],
        [wangchun, '330203008002'],
        [gulin, ''],
      ] as const) {
        const seat = { userId: 'wer', unit, device: { id: 'womit' } as never };
        const { _deleted, ...doc } = newRow(seat, 'person', {
          id: `wall-${unit}-${community}`,
          community,
        });
        await office.admin.seedRows('records', [doc]);
      }
    });
    afterAll(() => office.close());

    const actor = (unit: string, roles: readonly Role[], community = ''): Actor => ({
      userId: 'wer',
      name: '谁',
      unit,
      community,
      roles,
    });
    /** Runs `work` inside the wall, as a request of this actor would. */
    const as = <T>(who: Actor, collection: SyncCollection, work: (tx: Transaction) => Promise<T>) =>
      office.deps.database.transaction(async (tx) => {
        const visibility = await visibilityOf(tx, who, collection);
        await raiseWall(tx, { userId: who.userId, deviceId: 'womit' }, collection, visibility);
        return work(tx);
      });
    const all = async (tx: Transaction) =>
      (
        await tx.query<{ id: string }>(`SELECT id FROM docs WHERE id LIKE 'wall-%' ORDER BY id`)
      ).map((row) => row.id);

    it('shows a street its own rows, a community its own, the district all, an administrator none', async () => {
      const ours = ['', '330203008001', '330203008002'].map(
        (community) => `wall-${wangchun}-${community}`,
      );
      expect(await as(actor(wangchun, ['O']), 'records', all)).toEqual(ours);
      expect(await as(actor(wangchun, ['L'], '330203008001'), 'records', all)).toEqual(
        ours.slice(0, 2),
      );
      expect(await as(actor(districtUnit, ['D']), 'records', all)).toEqual(
        [...ours, `wall-${gulin}-`].toSorted(),
      );
      expect(await as(actor(districtUnit, ['A']), 'records', all)).toEqual([]);
      expect(await as(actor(wangchun, ['O']), 'events', all)).toEqual([]);
    });

    it('shows nothing to the role alone, and nothing that is not for devices', async () => {
      const bare = await office.deps.database.transaction(async (tx) => {
        await tx.query('SET LOCAL ROLE qiaobang_app');
        return all(tx);
      });
      expect(bare).toEqual([]);
      for (const table of [
        'credentials',
        'refresh_tokens',
        'instance',
        'enrol_codes',
        'moves',
        'audit',
        'devices',
        'blind_index',
        'blind_cursor',
        'across_decisions',
      ])
        expect(
          await stateOf(() =>
            as(actor(districtUnit, ['D']), 'records', (tx) => tx.query(`SELECT * FROM ${table}`)),
          ),
        ).toBe(denied);
    });

    it('takes nothing into, out of or across to another unit', async () => {
      const street = actor(wangchun, ['O']);
      const changed = await as(street, 'records', (tx) =>
        tx.query(`UPDATE docs SET received_at = now() WHERE id LIKE 'wall-%' RETURNING id`),
      );
      expect(changed).toHaveLength(3);
      const across = () =>
        as(street, 'records', (tx) =>
          tx.query(
            `UPDATE docs SET scope = '${gulin}', seq = 99999 WHERE id = 'wall-${wangchun}-'`,
          ),
        );
      expect(await stateOf(across)).toBe(denied);
      const into = (scope: string, collection: string) => () =>
        as(street, 'records', (tx) =>
          tx.query(
            `INSERT INTO docs (collection, id, scope, seq, type, community, mutation, digest, doc, received_at, device, actor)
             VALUES ($1, 'wall-new', $2, 99998, 'person', '', 'm', 1, '{}', now(), 'womit', 'wer')`,
            [collection, scope],
          ),
        );
      expect(await stateOf(into(gulin, 'records'))).toBe(denied);
      expect(await stateOf(into(wangchun, 'masters'))).toBe(denied);
      expect(await stateOf(into(wangchun, 'events'))).toBe(denied);
      expect(await stateOf(() => as(street, 'records', (tx) => tx.query(`DELETE FROM docs`)))).toBe(
        denied,
      );
    });

    it('keeps answers and refused rows of one device from another, and the audit chain from everybody', async () => {
      const street = actor(wangchun, ['O']);
      const foreign = () =>
        as(street, 'records', (tx) =>
          tx.query(
            `INSERT INTO requests (device, actor, request_id, at) VALUES ('andere', 'wer', 'r', now())`,
          ),
        );
      expect(await stateOf(foreign)).toBe(denied);
      for (const sql of ['UPDATE audit SET verb = verb', 'DELETE FROM audit'])
        expect(await stateOf(() => as(street, 'records', (tx) => tx.query(sql)))).toBe(denied);
    });

    it('shows rescue boxes to the desk, to whose work it is and to the device that delivers, and lets nobody delete', async () => {
      const { database } = office.deps;
      await database.query(
        `INSERT INTO devices (id, unit, letter, name, public_key, enrolled_at, app_version) VALUES ('kiste', $1, 'wall', 'x', 'x', now(), '1')`,
        [wangchun],
      );
      await database.query(
        `INSERT INTO rescue_boxes (id, device, user_id, reason, head, parts, made_at, begun_at)
         VALUES ('wall-box', 'kiste', 'wer', 'wipe', 'h', 1, now(), now())`,
      );
      await database.query(
        `INSERT INTO rescue_parts (box, number, body) VALUES ('wall-box', 0, 'x')`,
      );
      const seen = (userId: string, deviceId: string, who: 'desk' | 'own' | 'delivery' | null) =>
        database.transaction(async (tx) => {
          if (who === null) await tx.query('SET LOCAL ROLE qiaobang_app');
          else await raiseRescueWall(tx, { userId, deviceId }, who);
          const boxes = await tx.query("SELECT 1 FROM rescue_boxes WHERE id = 'wall-box'");
          return (
            boxes.length +
            (await tx.query("SELECT 1 FROM rescue_parts WHERE box = 'wall-box'")).length
          );
        });
      expect(await seen('irgendwer', 'x', 'desk')).toBe(2);
      expect(await seen('wer', 'x', 'own')).toBe(2);
      expect(await seen('andere', 'kiste', 'own')).toBe(0);
      expect(await seen('andere', 'kiste', 'delivery')).toBe(2);
      expect(await seen('wer', 'x', 'delivery')).toBe(0);
      expect(await seen('wer', 'kiste', null)).toBe(0);
      const gone = (table: string) => () =>
        database.transaction(async (tx) => {
          await raiseRescueWall(tx, { userId: 'wer', deviceId: 'kiste' }, 'desk');
          await tx.query(`DELETE FROM ${table}`);
        });
      for (const table of ['rescue_boxes', 'rescue_parts', 'rescue_items'])
        expect(await stateOf(gone(table))).toBe(denied);
    });

    it('shows files and their bytes to whoever may see a record that names them, and takes them from their sender', async () => {
      await office.deps.database.transaction(async (tx) => {
        await tx.query(
          `INSERT INTO files (id, sha256, size, received, complete, device, unit, touched_at) VALUES
             ('wall-file', 'wall-sha', 1, 1, true, 'andere', $1, now()), ('wall-part', 'wall-half', 2, 1, false, 'andere', $1, now())`,
          [wangchun],
        );
        await tx.query(
          `INSERT INTO file_pieces (file, start, bytes) VALUES ('wall-file', 0, 'x'), ('wall-part', 0, 'x')`,
        );
        await tx.query(
          `INSERT INTO file_links (sha256, record, unit, linked_at) VALUES ('wall-sha', $1, $2, now())`,
          [`wall-${wangchun}-330203008001`, wangchun],
        );
      });
      const seen = (who: Actor) =>
        as(who, 'records', async (tx) => {
          const [files, pieces, links] = [
            await tx.query(`SELECT 1 FROM files WHERE id LIKE 'wall-%'`),
            await tx.query(`SELECT 1 FROM file_pieces WHERE file LIKE 'wall-%'`),
            await tx.query(`SELECT 1 FROM file_links WHERE sha256 LIKE 'wall-%'`),
          ];
          return [files.length, pieces.length, links.length];
        });
      expect(await seen(actor(wangchun, ['O']))).toEqual([1, 1, 1]);
      expect(await seen(actor(wangchun, ['L'], '330203008001'))).toEqual([1, 1, 1]);
      expect(await seen(actor(wangchun, ['L'], '330203008002'))).toEqual([0, 0, 0]);
      expect(await seen(actor(gulin, ['O']))).toEqual([0, 0, 0]);
      const street = actor(wangchun, ['O']);
      const foreign = [
        `INSERT INTO files (id, sha256, size, device, unit, touched_at) VALUES ('w2', 's', 1, 'andere', '${wangchun}', now())`,
        `INSERT INTO file_pieces (file, start, bytes) VALUES ('wall-part', 1, 'x')`,
        `INSERT INTO file_links (sha256, record, unit, linked_at) VALUES ('wall-sha', 'wall-${gulin}-', '${gulin}', now())`,
      ];
      for (const sql of foreign)
        expect(await stateOf(() => as(street, 'records', (tx) => tx.query(sql))), sql).toBe(denied);
      const gone = await as(street, 'records', (tx) =>
        tx.query(`DELETE FROM files WHERE id LIKE 'wall-%' RETURNING id`),
      );
      expect(gone).toEqual([]);
    });

    it('ends with the transaction', async () => {
      await as(actor(wangchun, ['O']), 'records', all);
      expect(
        await office.deps.database.query(`SELECT 1 FROM docs WHERE id LIKE 'wall-%'`),
      ).toHaveLength(4);
    });

    it('is held by a role that owns nothing and cannot step around it', async () => {
      const roles = await office.deps.database.query(
        `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcanlogin,
           (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = 'qiaobang_app'`,
      );
      expect(roles).toEqual([
        { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false, owns: 0 },
      ]);
    });
  });
}

async function stateOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'allowed';
  } catch (error) {
    return sqlState(error);
  }
}
