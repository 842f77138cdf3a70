import { describe, expect, it } from 'vitest';
import { demoByLauncher, isQuestion, type LauncherQuestion } from './launcher-link.ts';

function bench() {
  const sent: LauncherQuestion[] = [];
  let hear: (message: unknown) => void = () => undefined;
  const start = demoByLauncher({
    send: (message) => void sent.push(message),
    onMessage: (listener) => (hear = listener),
  });
  return { sent, start, hear: (message: unknown) => hear(message) };
}

describe('the line to the launcher', () => {
  it('asks for the demonstration and hears that its window is open', async () => {
    const { sent, start, hear } = bench();
    const opened = start();
    expect(sent.map(isQuestion)).toEqual([true]);
    hear('noise');
    hear({ type: 'other' });
    hear({ type: 'demo', opened: true });
    expect(await opened).toEqual({ address: null });
  });

  it('hears that it did not open', async () => {
    const { start, hear } = bench();
    const opened = start();
    hear({ type: 'demo', opened: false });
    await expect(opened).rejects.toThrow('did not open');
  });
});
