/** The format of bundles (shared/exchange), tested here because it needs a compression and a hash. */
import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BundleReaderPort, BundleWriterPort } from '../../shared/exchange/bundle-ports.ts';
import {
  bundleFileName,
  limits,
  missingBetween,
  readBundleFileName,
  shortChecksum,
  upMessage,
  type BundleHeader,
  type UpMessage,
} from '../../shared/exchange/format.ts';
import { openBundle, peekBundle } from '../../shared/exchange/read-bundle.ts';
import { writeBundle } from '../../shared/exchange/write-bundle.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const toText = (text: string) => Buffer.from(text, 'base64url').toString('utf8');
/** The format alone: a signature that is only a mark, a seal that is only base64. The real ones are tested where they are made. */
const port: BundleWriterPort & BundleReaderPort = {
  sign: async (text) => `h.${Buffer.from(text).toString('base64url')}.s`,
  seal: async (bytes) => Buffer.from(bytes).toString('base64url'),
  zip: async (text) => gzipSync(text),
  verify: async (jws) => (jws.endsWith('.s') ? toText(jws.split('.')[1] ?? '') : null),
  open: async (jwe) => Buffer.from(jwe, 'base64url'),
  async unzip(bytes, most) {
    try {
      return gunzipSync(bytes, { maxOutputLength: most }).toString('utf8');
    } catch {
      return null;
    }
  },
  sha256,
};

const head: Omit<BundleHeader, 'parts'> = {
  format: 1,
  kind: 'up',
  instance: 'i',
  epoch: 1,
  isDemo: true,
  device: 'd',
  letter: 'A',
  unit: '330203103',
  seq: 7,
  lastReceipt: 5,
  answers: 0,
  createdAt: '2026-11-20T02:00:00.000Z',
  mediaNo: 'U-07',
  rows: 0,
  files: 0,
  answerTo: { kty: 'OKP', crv: 'X25519', x: 'x' },
};
const versions = { app: '0.1.0', protocol: 1, schema: 1 };
const opening: UpMessage = {
  kind: 'opening',
  userId: 'u',
  userName: '励海平',
  versions,
  types: { visit: 1 },
};

function messagesOf(rows: readonly string[]): UpMessage[] {
  return [
    opening,
    ...rows.map((text, index): UpMessage => ({
      kind: 'push',
      request: {
        requestId: `r${index}`,
        collection: 'records',
        rows: [{ base: null, row: { id: `id${index}`, text } }],
        versions,
      },
      earlier: {},
    })),
  ];
}

async function write(messages: readonly UpMessage[]): Promise<string> {
  const written = await writeBundle(port, head, messages);
  if (written === null) throw new Error('too large');
  return written.text;
}

describe('a bundle', () => {
  it('comes out as it went in, whatever it holds and however large its lines are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary', maxLength: 60 })), async (rows) => {
        const messages = messagesOf(rows);
        const opened = await openBundle(port, await write(messages), upMessage);
        expect(opened).toEqual({ ok: true, value: expect.objectContaining({ messages }) });
      }),
      { numRuns: 40 },
    );
    const large = messagesOf(['长'.repeat(limits.partChars), 'a', '短'.repeat(600_000)]);
    const text = await write(large);
    const opened = await openBundle(port, text, upMessage);
    expect(opened.ok && opened.value.messages).toEqual(large);
    expect(opened.ok && opened.value.header.parts.length).toBeGreaterThan(2);
  });

  it('survives a byte order mark and Windows line ends, and is refused when anything else changed', async () => {
    const text = await write(messagesOf(['a', 'b']));
    const friendly = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect((await openBundle(port, friendly, upMessage)).ok).toBe(true);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.trimEnd().length - 1 }),
        fc.constantFrom('x', 'Q', '0', '', '\n'),
        async (at, put) => {
          const changed = text.slice(0, at) + put + text.slice(at + 1);
          fc.pre(changed.trimEnd() !== text.trimEnd());
          const opened = await openBundle(port, changed, upMessage);
          // The mark in place of a signature does not cover the header; what it names must still fit.
          if (opened.ok) expect(at).toBeLessThan(text.indexOf('\n', 5));
        },
      ),
    );
  });

  it('says what is wrong: no bundle, a newer one, cut off, parts exchanged, too large', async () => {
    const text = await write(messagesOf(['长'.repeat(limits.partChars), 'b']));
    const lines = text.trimEnd().split('\n');
    const swapped = [...lines.slice(0, 2), ...lines.slice(2).toReversed()].join('\n');
    const codeOf = async (each: string) => {
      const opened = await openBundle(port, each, upMessage);
      return opened.ok ? 'ok' : opened.error.code;
    };
    expect(await codeOf('')).toBe('not_bundle');
    expect(await codeOf('QB1.recovery-request.xyz')).toBe('not_bundle');
    expect(await codeOf(text.replace('QBX1', 'QBX2'))).toBe('newer_format');
    expect(await codeOf(lines.slice(0, -1).join('\n'))).toBe('damaged');
    expect(await codeOf(swapped)).toBe('damaged');
    expect(await codeOf(text.replace('.s\n', '.x\n'))).toBe('not_signed');
    expect(await codeOf('x'.repeat(limits.fileChars + 1))).toBe('too_large');
    expect(peekBundle(toText, text)).toMatchObject({ ok: true, value: { seq: 7 } });
    expect(peekBundle(toText, `QBX1\nnonsense\n`)).toMatchObject({ error: { code: 'damaged' } });
  });

  it('takes no message of another kind and no unknown field', async () => {
    const strange = [opening, { kind: 'order', what: 'wipe' } as unknown as UpMessage];
    expect(await openBundle(port, await write(strange), upMessage)).toMatchObject({
      error: { code: 'damaged' },
    });
    const more = [{ ...opening, extra: 1 } as UpMessage];
    expect((await openBundle(port, await write(more), upMessage)).ok).toBe(false);
  });

  it('is not written when it would not fit', async () => {
    const noise = Array.from({ length: 40 }, () => randomBytes(250_000).toString('base64'));
    expect(await writeBundle(port, head, messagesOf(noise))).toBeNull();
  });
});

describe('numbers and names', () => {
  it('name the missing ones', () => {
    expect(missingBetween(5, 7)).toEqual([6]);
    expect(missingBetween(5, 6)).toEqual([]);
    expect(missingBetween(9, 3)).toEqual([]);
    expect(missingBetween(0, 999)).toHaveLength(20);
  });

  it('tell unit, device, way and number by the file name, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('up' as const, 'down' as const, 'reply' as const),
        fc.integer({ min: 1, max: 999_999 }),
        fc.constantFrom('A', 'Z', 'AB'),
        (kind, seq, letter) => {
          const name = bundleFileName({ kind, unit: '330203103', letter, seq });
          expect(readBundleFileName(name)).toEqual({
            unit: '330203103',
            letter,
            isUp: kind === 'up',
            seq,
          });
        },
      ),
    );
    expect(bundleFileName({ kind: 'up', unit: '330203103', letter: 'A', seq: 7 })).toBe(
      'QB-330203103-A-0007.qbx',
    );
    expect(readBundleFileName('王阿姨.qbx')).toBeNull();
  });

  it('are compared by eye in groups of four', () => {
    expect(shortChecksum(sha256('a'))).toMatch(/^([0-9A-F]{4} ){3}[0-9A-F]{4}$/);
  });
});
