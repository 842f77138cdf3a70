import { describe, expect, it } from 'vitest';
import { createDemoRelay } from './demo-relay.ts';

describe('the relay to the launcher', () => {
  it('asks once for all who wait, and again for the next', async () => {
    let asked = 0;
    const relay = createDemoRelay(() => (asked += 1));
    const both = [relay.start(), relay.start()];
    expect(asked).toBe(1);
    relay.answer({ address: 'http://127.0.0.1:4100/#ticket=a' });
    expect(await Promise.all(both)).toEqual([
      { address: 'http://127.0.0.1:4100/#ticket=a' },
      { address: 'http://127.0.0.1:4100/#ticket=a' },
    ]);
    const next = relay.start();
    expect(asked).toBe(2);
    relay.answer(null);
    await expect(next).rejects.toThrow('did not open');
  });

  it('takes no harm from an answer that nobody waits for', () => {
    expect(() => createDemoRelay(() => undefined).answer(null)).not.toThrow();
  });
});
