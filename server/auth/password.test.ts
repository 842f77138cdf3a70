import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPasswords } from './password.ts';

const passwords = createPasswords({
  random: (bytes) => randomBytes(bytes),
  cost: 1024,
  longestLine: 3,
});

describe('passwords', () => {
  it('match themselves only, however the letters are composed', async () => {
    const stored = await passwords.hash('Ü侨联2026');
    expect(await passwords.matches('U\u0308侨联2026', stored)).toBe(true);
    expect(await passwords.matches('ü侨联2026', stored)).toBe(false);
    expect(stored).not.toContain('侨联');
  });

  it('have a salt each', async () => {
    expect(await passwords.hash('gleich')).not.toBe(await passwords.hash('gleich'));
  });

  it('match a hash made at another cost', async () => {
    const costly = createPasswords({
      random: (bytes) => randomBytes(bytes),
      cost: 2048,
      longestLine: 3,
    });
    expect(await passwords.matches('richtig', await costly.hash('richtig'))).toBe(true);
  });

  it('match nothing when the stored text is no hash', async () => {
    for (const stored of ['', 'plain', 'md5$1$1$1$x$y'])
      expect(await passwords.matches('x', stored)).toBe(false);
  });

  it('send away who would wait too long, at once, and take the next one when a place is free', async () => {
    const places = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
    const taken = places.map(({ promise }) =>
      passwords.inLine(async () => {
        await promise;
        return { ok: true, value: 'served' };
      }),
    );
    const one = () => passwords.inLine(async () => ({ ok: true, value: 'served' }));
    const away = { ok: false, failure: { code: 'sign_in_busy', params: { seconds: 10 } } };
    expect(await one()).toEqual(away);
    places[0]?.resolve();
    expect(await taken[0]).toEqual({ ok: true, value: 'served' });
    expect(await one()).toEqual({ ok: true, value: 'served' });
    const broken = passwords.inLine(() => Promise.reject(new Error('no database')));
    expect(await one()).toEqual(away);
    await expect(broken).rejects.toThrow('no database');
    expect(await one()).toEqual({ ok: true, value: 'served' });
    for (const { resolve } of places) resolve();
    await Promise.all(taken);
  });

  it('all get their turn when many come at once', async () => {
    const stored = await passwords.hash('richtig');
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        passwords.matches(index % 2 === 0 ? 'richtig' : 'falsch', stored),
      ),
    );
    expect(answers).toEqual([true, false, true, false, true, false, true, false, true]);
  });
});
