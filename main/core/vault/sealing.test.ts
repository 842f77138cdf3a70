import { generateKeyPairSync, sign } from 'node:crypto';
import { inspect } from 'node:util';
import { CompactEncrypt, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SigningKey } from '../../../shared/sync/district-keys.ts';
import { readText, writeText } from '../../../shared/sync/keys.ts';
import {
  createSealingPair,
  fingerprintOf,
  openSealed,
  readSealingPrivateKey,
  sealTo,
  verifySigned,
} from './sealing.ts';

const schema = z.strictObject({ word: z.string() });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('sealed texts', () => {
  it('open with the private half only', async () => {
    const pair = createSealingPair();
    const text = await sealTo(pair.publicKey, { word: '侨' });
    expect(text).not.toContain('侨');
    expect(await openSealed(pair.privateKey, text, schema)).toEqual({ word: '侨' });
    expect(await openSealed(createSealingPair().privateKey, text, schema)).toBeNull();
    expect(inspect(pair, { depth: 9 })).not.toContain(pair.privateKey.reveal().d);
  });

  it('survive being carried on paper', async () => {
    const pair = createSealingPair();
    const text = writeText('recovery-answer', await sealTo(pair.publicKey, { word: '侨' }));
    const wrapped = text.replace(/.{40}/g, '$&\r\n');
    const payload = readText('recovery-answer', wrapped) ?? '';
    expect(await openSealed(pair.privateKey, payload, schema)).toEqual({ word: '侨' });
  });

  it('are nothing when changed, cut, of another shape or no text of ours at all', async () => {
    const pair = createSealingPair();
    const text = await sealTo(pair.publicKey, { word: '侨' });
    const parts = text.split('.');
    for (let index = 0; index < parts.length; index += 1) {
      const changed = parts.with(index, `${parts[index] ?? ''}AAAA`).join('.');
      expect(await openSealed(pair.privateKey, changed, schema), `part ${index}`).toBeNull();
    }
    expect(await openSealed(pair.privateKey, text.slice(0, -9), schema)).toBeNull();
    expect(await openSealed(pair.privateKey, '', schema)).toBeNull();
    expect(
      await openSealed(pair.privateKey, await sealTo(pair.publicKey, { other: 1 }), schema),
    ).toBeNull();
  });

  it('cannot choose another algorithm', async () => {
    const pair = createSealingPair();
    const [, ...rest] = (await sealTo(pair.publicKey, { word: '侨' })).split('.');
    for (const header of [
      { alg: 'dir', enc: 'A256GCM' },
      { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' },
      { alg: 'ECDH-ES', enc: 'A128GCM' },
      { alg: 'ECDH-ES', enc: 'A256GCM', zip: 'DEF' },
    ])
      expect(
        await openSealed(pair.privateKey, [part(header), ...rest].join('.'), schema),
      ).toBeNull();
  });

  it('are refused when they were sealed to us in a way that we do not use', async () => {
    const pair = createSealingPair();
    const key = await importJWK(pair.publicKey, 'ECDH-ES');
    const bytes = new TextEncoder().encode(JSON.stringify({ word: '侨' }));
    const seal = (alg: string, enc: string) =>
      new CompactEncrypt(bytes).setProtectedHeader({ alg, enc }).encrypt(key);
    const { privateKey } = pair;
    expect(await openSealed(privateKey, await seal('ECDH-ES', 'A256GCM'), schema)).not.toBeNull();
    for (const [alg, enc] of [
      ['ECDH-ES', 'A128GCM'],
      ['ECDH-ES', 'A256CBC-HS512'],
      ['ECDH-ES+A128KW', 'A256GCM'],
    ] as const)
      expect(await openSealed(privateKey, await seal(alg, enc), schema), alg + enc).toBeNull();
  });

  it('take back a private key that was kept, and nothing that is none', () => {
    const kept = createSealingPair().privateKey.reveal();
    expect(readSealingPrivateKey(JSON.parse(JSON.stringify(kept)))?.reveal()).toEqual(kept);
    expect(readSealingPrivateKey({ ...kept, d: 'short' })).toBeNull();
    expect(readSealingPrivateKey(null)).toBeNull();
  });
});

describe('signed orders', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'jwk' }) as SigningKey;
  const signed = (header: object, payload: unknown) => {
    const text = `${part(header)}.${part(payload)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  };

  it('are believed when the district’s key signed them, and only then', async () => {
    const jws = signed({ alg: 'EdDSA' }, { word: '清除' });
    expect(await verifySigned(key, jws, schema)).toEqual({ word: '清除' });
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as SigningKey;
    expect(await verifySigned(other, jws, schema)).toBeNull();
    const [head = '', , mac = ''] = jws.split('.');
    expect(await verifySigned(key, `${head}.${part({ word: '留' })}.${mac}`, schema)).toBeNull();
    expect(await verifySigned(key, signed({ alg: 'EdDSA' }, { other: 1 }), schema)).toBeNull();
  });

  it('cannot choose another algorithm, or none', async () => {
    for (const header of [{ alg: 'none' }, { alg: 'HS256' }, { alg: 'EdDSA', crit: ['x'], x: 1 }])
      expect(await verifySigned(key, signed(header, { word: '' }), schema)).toBeNull();
    expect(
      await verifySigned(key, `${part({ alg: 'none' })}.${part({ word: '' })}.`, schema),
    ).toBeNull();
  });
});

describe('fingerprint', () => {
  // The key of RFC 8037, appendix A.3, with thumbprint kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k.
  it('is four groups of four digits, and another one for another key', () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
    expect(fingerprintOf(key as SigningKey)).toBe('6885 4807 5676 1958');
    expect(fingerprintOf(createSealingPair().publicKey)).toMatch(/^\d{4}( \d{4}){3}$/);
    expect(fingerprintOf({ ...(key as SigningKey), x: `${key.x}A` })).not.toBe(
      '6885 4807 5676 1958',
    );
  });
});
