import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callsOf, renderApp } from '../testing/render-app.tsx';
import { createFakeBridge } from '../testing/fake-bridge.ts';

afterEach(() => vi.restoreAllMocks());

describe('the print page', () => {
  it('notes who, what and what for before anything goes to the printer', async () => {
    const order: string[] = [];
    const bridge = createFakeBridge();
    bridge.answer('prints.note', () => {
      order.push('note');
      return { ok: true, value: {} };
    });
    vi.spyOn(window, 'print').mockImplementation(() => void order.push('print'));
    const { user } = await renderApp({ at: '#/print/visit/visit.record/v1', bridge });
    await screen.findByRole('heading', { level: 1, name: '走访慰问登记表' });
    expect(await screen.findAllByText('101****0001')).not.toHaveLength(0);
    expect(document.querySelector('.paper-stack')).toBeNull();

    await user.selectOptions(screen.getByLabelText('用途'), '存档');
    await user.click(screen.getByRole('button', { name: /^打印/ }));
    await waitFor(() => expect(order).toEqual(['note', 'print']));
    expect(callsOf(bridge, 'prints.note')).toMatchObject([
      {
        type: 'visit',
        sheet: 'visit.record',
        ids: ['v1'],
        purpose: 'file',
        way: 'paper',
        full: false,
      },
    ]);
    expect(document.querySelector('body > .paper-stack')).not.toBeNull();
    window.dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('.paper-stack')).toBeNull());
  });

  it('does not print what could not be noted', async () => {
    const bridge = createFakeBridge();
    bridge.answer('prints.note', () => ({ ok: false, error: { code: 'E_DISK_FULL' } }));
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const { user } = await renderApp({ at: '#/print/visit/visit.record/v1', bridge });
    await user.click(await screen.findByRole('button', { name: /^打印/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('磁盘满了');
    expect(print).not.toHaveBeenCalled();
  });

  it('shows whole values only for a reason', async () => {
    const { bridge, user } = await renderApp({ at: '#/print/visit/visit.record/v1' });
    await user.click(await screen.findByRole('checkbox', { name: '打印完整信息' }));
    await user.click(await screen.findByRole('button', { name: '显示完整信息' }));
    await screen.findByText('写明原因');
    await user.type(screen.getByLabelText('为什么要打印完整信息'), '送审计');
    await user.click(screen.getByRole('button', { name: '显示完整信息' }));
    await waitFor(() =>
      expect(callsOf(bridge, 'prints.compose').at(-1)).toMatchObject({
        full: { reason: '送审计' },
      }),
    );
  });
});
