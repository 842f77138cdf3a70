import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, verifyAudit } from './audit.ts';
import { compareHeads, exportHead, readHeads } from './audit-heads.ts';
import { openOffice, startDistrict, type Office } from './boot.ts';
import { commands } from './cli/commands.ts';
import type { Transaction } from './database/database.ts';
import { preparedDatabase } from './testing/prepared-database.ts';

describe('heads of the audit chain that are kept elsewhere', () => {
  let office: Office;
  let folder: string;
  beforeAll(async () => {
    office = await openOffice({ prepared: await preparedDatabase() });
    folder = await mkdtemp(join(tmpdir(), 'qb-heads-'));
    await write(3);
    await exportHead(office.deps, folder);
    await write(3);
    await exportHead(office.deps, folder);
    await write(2);
  });
  afterAll(async () => {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  });

  const entry = (result: string) => ({
    at: '2026-11-23T00:00:00.000Z',
    actor: 'a',
    device: 'd',
    verb: 'login',
    subject: 's',
    result,
  });

  async function write(count: number): Promise<void> {
    for (let each = 0; each < count; each += 1)
      await office.deps.database.transaction((tx) => appendAudit(tx, entry('ok')));
  }

  const verify = (place: string) =>
    commands['audit verify']!({
      ...office,
      options: {},
      rest: [place],
      password: async () => null,
    });

  /** What the comparison says while the change is in force; then everything is as before. */
  async function compareAfter(change: (tx: Transaction) => Promise<void>) {
    const heads = (await readHeads(folder)) ?? [];
    const undone = new Error('undone');
    let found: unknown;
    await expect(
      office.deps.database.transaction(async (tx) => {
        await tx.query('ALTER TABLE audit DISABLE TRIGGER audit_append_only');
        await change(tx);
        // Only who looks elsewhere sees it.
        expect(await verifyAudit(tx)).toMatchObject({ ok: true });
        const { instance, database } = office.deps;
        const inside = { ...database, query: tx.query };
        found = await compareHeads({ instance, database: inside }, heads);
        throw undone;
      }),
    ).rejects.toBe(undone);
    return found;
  }

  /** From an entry on, the chain is made anew with other results, as only its owner could. */
  async function makeAnew(tx: Transaction, from: number, more: number): Promise<void> {
    await tx.query('DELETE FROM audit WHERE seq >= $1', [from]);
    await tx.query(
      `UPDATE audit_head SET seq = $1::int,
         hash = coalesce((SELECT hash FROM audit WHERE seq = $1::int), '')`,
      [from - 1],
    );
    for (let each = 0; each < more; each += 1) await appendAudit(tx, entry('forged'));
  }

  it('fit a chain that has only grown', async () => {
    const text = await readFile(join(folder, 'audit-heads.jsonl'), 'utf8');
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(await verify(folder)).toMatchObject({ ok: true });
    expect((await verify(folder)).text).toContain('2 个链头一致');
  });

  it('contradict one that was made anew or cut off, though it holds by itself', async () => {
    const [first, second] = (await readHeads(folder)) ?? [];
    const seqs = [first?.seq ?? 0, second?.seq ?? 0] as const;
    expect(await compareAfter((tx) => makeAnew(tx, seqs[0], 9))).toMatchObject({ broken: first });
    expect(await compareAfter((tx) => makeAnew(tx, seqs[0] + 1, 9))).toMatchObject({
      broken: second,
    });
    expect(await compareAfter((tx) => makeAnew(tx, seqs[1], 0))).toMatchObject({ broken: second });
    expect(await compareAfter((tx) => makeAnew(tx, seqs[1] + 1, 0))).toMatchObject({
      broken: null,
    });
  });

  it('excuse what a restored backup has lost, and only that', async () => {
    const [first, second] = (await readHeads(folder)) ?? [];
    const restoredAt = (from: number) => async (tx: Transaction) => {
      await makeAnew(tx, from, 0);
      await appendAudit(tx, { ...entry(String((first?.epoch ?? 0) + 5)), verb: 'restored' });
    };
    expect(await compareAfter(restoredAt(second?.seq ?? 0))).toMatchObject({
      broken: null,
      restored: 1,
      heads: 2,
    });
    expect(
      await compareAfter(async (tx) => {
        await makeAnew(tx, first?.seq ?? 0, 2);
        await appendAudit(tx, { ...entry('9'), verb: 'restored' });
      }),
    ).toMatchObject({ broken: first });
  });

  it('are refused when they are not heads of this district, and a line that was cut off does not count', async () => {
    const place = join(folder, 'elsewhere.jsonl');
    const [head] = (await readHeads(folder)) ?? [];
    for (const text of [
      'name,phone\n',
      JSON.stringify({ ...head, instance: 'other' }) + '\n',
      '',
    ]) {
      await writeFile(place, text);
      expect(await verify(place)).toMatchObject({ ok: false });
    }
    await writeFile(place, `${JSON.stringify(head)}\n{"instance":"`);
    expect(await verify(place)).toMatchObject({ ok: true });
    expect(await verify(join(folder, 'missing.jsonl'))).toMatchObject({ ok: false });
  });

  it('are written by the server itself when it starts, and a share that is away does not stop it', async () => {
    const place = join(folder, 'daily.jsonl');
    const options = { prepared: await preparedDatabase() };
    await (await startDistrict({ ...options, auditHeads: place })).close();
    expect(await readHeads(place)).toHaveLength(1);
    await (await startDistrict({ ...options, auditHeads: join(folder, 'no', 'such') })).close();
  });
});
