// The recovery key against a real district, and the drill: a slot made as a device makes it comes back as an answer that it can read.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readText, writeText, type RecoveryRequest } from '../../shared/sync/keys.ts';
import { openOffice, type Office } from '../boot.ts';
import { readDistrictKeys } from '../keys/district-keys.ts';
import { preparedDatabase } from '../testing/prepared-database.ts';
import { answerRequest, makeRecoveryKey } from './recovery-commands.ts';

const passphrase = async () => '望春桥下的水很清 2026 年冬';
const dataKey = Buffer.alloc(32, 7).toString('base64url');

describe('recovery key', () => {
  let office: Office;
  let folder: string;
  const file = (name: string) => join(folder, name);
  beforeAll(async () => {
    office = await openOffice({
      isDemo: true,
      prepared: await preparedDatabase(),
      settings: { passwordCost: 1024 },
    });
    folder = await mkdtemp(join(tmpdir(), 'qb-recovery-'));
    expect(await makeRecoveryKey(office.admin, { out: file('key') }, passphrase)).toMatchObject({
      ok: true,
    });
  });
  afterAll(async () => {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function sealed(payload: unknown): Promise<string> {
    const { recovery } = await readDistrictKeys(office.deps.database);
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
      .encrypt(await importJWK(recovery ?? {}, 'ECDH-ES'));
  }

  async function request(profileId: string, inSlot: string): Promise<CryptoLike> {
    const jwk = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
    const asked: RecoveryRequest = {
      kind: 'recovery',
      profileId,
      deviceId: 'd1',
      userId: 'u1',
      name: '励海平',
      slot: await sealed({ profileId: inSlot, key: dataKey }),
      answerTo: { kty: 'OKP', crv: 'X25519', x: String(jwk.x) },
    };
    const payload = Buffer.from(JSON.stringify(asked)).toString('base64url');
    await writeFile(file('request'), writeText('recovery-request', payload));
    return jwk;
  }

  it('keeps the private half out of the database and out of reach without the passphrase', async () => {
    const text = await readFile(file('key'), 'utf8');
    expect(text).toMatch(/^QB1\.recovery-key\.eyJ/);
    const rows = await office.deps.database.query<{ all: string }>(
      'SELECT i::text AS all FROM instance i',
    );
    expect(rows[0]?.all).not.toContain('"crv":"X25519","d"');
    const wrong = await answerRequest({ request: file('key'), key: file('key') }, passphrase);
    expect(wrong).toMatchObject({ ok: false });
    await request('p1', 'p1');
    const guessed = await answerRequest(
      { request: file('request'), key: file('key') },
      async () => 'x',
    );
    expect(guessed.text).toContain('口令不对');
  });

  it('answers the device that asked, and only it', async () => {
    const mine = await request('p1', 'p1');
    const done = await answerRequest(
      { request: file('request'), key: file('key'), out: file('answer') },
      passphrase,
    );
    expect(done.text).toContain('励海平');
    const answer = readText('recovery-answer', await readFile(file('answer'), 'utf8')) ?? '';
    const { plaintext } = await compactDecrypt(answer, await importJWK(mine, 'ECDH-ES'));
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual({
      profileId: 'p1',
      key: dataKey,
    });
    const other = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
    await expect(compactDecrypt(answer, await importJWK(other, 'ECDH-ES'))).rejects.toThrow(
      'decryption',
    );
  });

  it('refuses a slot that belongs to another profile', async () => {
    await request('p1', 'p2');
    const done = await answerRequest({ request: file('request'), key: file('key') }, passphrase);
    expect(done).toMatchObject({ ok: false });
  });

  it('does not replace a key without being told to, nor write over a file', async () => {
    const again = await makeRecoveryKey(office.admin, { out: file('second') }, passphrase);
    expect(again.text).toContain('--replace');
    const over = await makeRecoveryKey(
      office.admin,
      { out: file('key'), replace: true },
      passphrase,
    );
    expect(over.text).toContain('已经有了');
    const { recovery } = await readDistrictKeys(office.deps.database);
    expect(recovery).not.toBeNull();
  });
});

type CryptoLike = ReturnType<ReturnType<typeof generateKeyPairSync>['privateKey']['export']> &
  object;
