// The device board as an administrator of the district meets it.
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { createFakeBridge } from '../testing/fake-bridge.ts';
import { createFakeOffice } from '../testing/fake-office.ts';
import { renderApp } from '../testing/render-app.tsx';

async function board(roles: readonly ('D' | 'O')[] = ['D'], unit = '330203000') {
  const bridge = createFakeBridge(createFakeOffice());
  const session = await bridge.call('app.session', {});
  const actor = { userId: 'qu', name: '区侨联', unit, community: '', roles: [...roles] };
  bridge.answer('app.session', () => ({ ...session, actor }));
  await renderApp({ bridge, at: '#/devices' });
  return bridge;
}

describe('the device board', () => {
  it('confirms a computer only with the fingerprint that was read out', async () => {
    const bridge = await board();
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: '核对指纹' }));
    const dialog = await screen.findByRole('dialog');
    const box = within(dialog).getByLabelText(/对方念的指纹/);
    await user.type(box, '1234 5678 9012 0000');
    await user.click(within(dialog).getByRole('button', { name: '一致，确认这台电脑' }));
    expect(await within(dialog).findByText(/不一样，没有确认/)).toBeDefined();
    expect(bridge.calls.some(({ name }) => name === 'devices.confirm')).toBe(false);
    await user.clear(box);
    await user.type(box, '1234567890123456');
    await user.click(within(dialog).getByRole('button', { name: '一致，确认这台电脑' }));
    expect(bridge.calls.find(({ name }) => name === 'devices.confirm')?.input).toEqual({
      deviceId: 'd1',
      fingerprint: '1234567890123456',
    });
    expect(screen.queryByRole('button', { name: '核对指纹' })).toBeNull();
  });

  it('says what deserves a look', async () => {
    await board();
    const user = userEvent.setup();
    await user.click(await screen.findByRole('tab', { name: '要留意' }));
    const row = await screen.findByText('流动服务点');
    const line = row.closest('tr');
    expect(line?.textContent).toContain('快 180 分钟');
    expect(line?.textContent).toContain('被退回 2 条');
    expect(screen.queryByText('办事大厅一号')).toBeNull();
  });

  it('is not for a street', async () => {
    const bridge = await board(['O'], '330203008');
    expect(await screen.findByText(/您的账号不能办这件事/)).toBeDefined();
    expect(bridge.calls.some(({ name }) => name === 'devices.board')).toBe(false);
  });
});
