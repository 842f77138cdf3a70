import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPasswords } from './password.ts';

const passwords = createPasswords({ random: (bytes) => randomBytes(bytes), cost: 1024 });

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
    const costly = createPasswords({ random: (bytes) => randomBytes(bytes), cost: 2048 });
    expect(await passwords.matches('richtig', await costly.hash('richtig'))).toBe(true);
  });

  it('match nothing when the stored text is no hash', async () => {
    for (const stored of ['', 'plain', 'md5$1$1$1$x$y'])
      expect(await passwords.matches('x', stored)).toBe(false);
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
