import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../shared/bridge/contract.ts';
import { createFakeBridge } from '../testing/fake-bridge.ts';
import { createFakeOffice } from '../testing/fake-office.ts';
import { callsOf, renderApp } from '../testing/render-app.tsx';

async function firstRun(more: Partial<SessionState>) {
  const bridge = createFakeBridge(createFakeOffice(), 'enrol');
  const session = await bridge.call('app.session', {});
  bridge.answer('app.session', () => ({ ...session, ...more }));
  return { ...(await renderApp({ bridge })), session };
}
const address = 'http://127.0.0.1:4100/#ticket=abc';

describe('the button 打开演示', () => {
  it('is there only when the launcher offers it', async () => {
    await firstRun({ canDemo: false });
    expect(await screen.findByText(/npm run demo/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '打开演示' })).toBeNull();
  });

  it('says that it works, is pressed once, and goes to the demonstration', async () => {
    const { bridge, user, wentTo } = await firstRun({ canDemo: true });
    const opened = Promise.withResolvers<{ ok: true; value: { address: string } }>();
    bridge.answer('app.startDemo', () => opened.promise);
    await user.click(await screen.findByRole('button', { name: '打开演示' }));
    expect(await screen.findByText(/正在准备演示数据/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '正在办理' }));
    expect(callsOf(bridge, 'app.startDemo')).toHaveLength(1);
    expect(wentTo).toEqual([]);
    opened.resolve({ ok: true, value: { address } });
    await expect.poll(() => wentTo).toEqual([address]);
    expect(await screen.findByRole('button', { name: '打开演示' })).toBeTruthy();
  });

  it('says so when it did not open, and can be pressed again', async () => {
    const { bridge, user, wentTo } = await firstRun({ canDemo: true });
    await user.click(await screen.findByRole('button', { name: '打开演示' }));
    expect((await screen.findByRole('alert')).textContent).toContain('演示没有打开');
    bridge.answer('app.startDemo', () => ({ ok: true, value: { address: null } }));
    await user.click(screen.getByRole('button', { name: '打开演示' }));
    expect(await screen.findByText('演示已在另一个窗口打开。')).toBeTruthy();
    expect(wentTo).toEqual([]);
  });
});

describe('the sign-in page of a demonstration', () => {
  it.each([
    { phase: 'login' as const },
    {
      phase: 'locked' as const,
      profiles: [
        {
          id: 'p1',
          login: 'wangchun',
          name: '虞明国',
          status: 'ok' as const,
          recoverable: true,
        },
      ],
    },
  ])('names the accounts in %j', async (state) => {
    await firstRun({ ...state, server: 'http://127.0.0.1:4177' });
    expect((await screen.findByText(/演示账号/)).textContent).toMatch(
      /wangchun（干事）.*Qiaobang-2026/,
    );
  });

  it.each([{ isDemo: false }, { server: 'https://qiao.example' }])(
    'says nothing with %j',
    async (more) => {
      await firstRun({ phase: 'login', server: 'http://127.0.0.1:4177', ...more });
      expect(await screen.findByLabelText('账号')).toBeTruthy();
      expect(screen.queryByText(/演示账号/)).toBeNull();
    },
  );
});
