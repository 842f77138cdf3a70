import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, verifyAudit } from './audit.ts';
import type { Database } from './database/database.ts';
import { openPgliteDatabase } from './database/pglite-database.ts';
import { preparedDatabase } from './testing/prepared-database.ts';

const entry = {
  at: '2026-11-23T00:00:00.000Z',
  actor: 'a',
  device: 'd',
  verb: 'login',
  subject: 's',
  result: 'ok',
};

describe('the audit chain', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openPgliteDatabase(undefined, await preparedDatabase());
    for (let count = 0; count < 5; count += 1)
      await database.transaction((tx) => appendAudit(tx, entry));
  });
  afterAll(() => database.close());

  /** What the check says while the statements are in force; then everything is as before. */
  async function checkAfter(...statements: string[]): Promise<unknown> {
    let found: unknown;
    const undone = new Error('undone');
    await expect(
      database.transaction(async (tx) => {
        await tx.query('ALTER TABLE audit DISABLE TRIGGER audit_append_only');
        for (const statement of statements) await tx.query(statement);
        found = await verifyAudit(tx);
        throw undone;
      }),
    ).rejects.toBe(undone);
    return found;
  }

  it('is whole', async () => {
    const whole = await verifyAudit(database);
    expect(whole).toMatchObject({ ok: true, entries: 5 });
    // Who has written the head down sees a chain that was made anew.
    const [last] = await database.query<{ hash: string }>('SELECT hash FROM audit WHERE seq = 5');
    expect(whole).toHaveProperty('head', last?.hash);
  });

  it('shows a changed, a removed and a cut-off entry', async () => {
    expect(await checkAfter("UPDATE audit SET result = 'no' WHERE seq = 3")).toEqual({
      ok: false,
      brokenAt: 3,
    });
    expect(await checkAfter('DELETE FROM audit WHERE seq = 2')).toEqual({ ok: false, brokenAt: 2 });
    expect(await checkAfter('DELETE FROM audit WHERE seq = 5')).toEqual({ ok: false, brokenAt: 5 });
  });

  it('cannot be changed in the ordinary way', async () => {
    await expect(database.query("UPDATE audit SET result = 'no'")).rejects.toThrow('append-only');
    await expect(database.query('DELETE FROM audit')).rejects.toThrow('append-only');
  });

  it('numbers entries that come at once one after the other', async () => {
    await Promise.all(
      Array.from({ length: 10 }, () => database.transaction((tx) => appendAudit(tx, entry))),
    );
    expect(await verifyAudit(database)).toMatchObject({ ok: true, entries: 15 });
  });
});
