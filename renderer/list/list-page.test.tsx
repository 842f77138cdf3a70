import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { recordType } from '../../shared/records/registry.ts';
import { createFakeBridge } from '../testing/fake-bridge.ts';
import { callsOf, renderApp } from '../testing/render-app.tsx';
import { fitColumns } from './fit-columns.ts';

describe('a list', () => {
  it('moves by keyboard, shows the row beside it and opens it', async () => {
    const { user } = await renderApp({ at: '#/list/household' });
    const grid = await screen.findByRole('grid', { name: '涉侨户列表' });
    grid.focus();
    expect(grid.getAttribute('aria-activedescendant')).toBe('row-0');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(grid.getAttribute('aria-activedescendant')).toBe('row-2');
    await user.keyboard('{End}');
    const total = Number(grid.getAttribute('aria-rowcount')) - 1;
    expect(grid.getAttribute('aria-activedescendant')).toBe(`row-${total - 1}`);
    await user.keyboard('{Home}{ArrowUp}');
    expect(grid.getAttribute('aria-activedescendant')).toBe('row-0');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/record\/household\//));
  });

  it('ticks rows by keyboard, shows what one change would do to them, does it and takes it back', async () => {
    const { user, bridge } = await renderApp({ at: '#/list/household' });
    const grid = await screen.findByRole('grid', { name: '涉侨户列表' });
    grid.focus();
    await user.keyboard(' {ArrowDown} {ArrowDown}  ');
    expect(screen.getByText('已选 2 条')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '批量修改' }));
    await user.selectOptions(await screen.findByLabelText('改哪一项'), 'kind');
    await user.selectOptions(screen.getByLabelText('改成'), 'qj');
    await user.click(screen.getByRole('button', { name: '看看会怎样' }));
    await user.click(await screen.findByRole('button', { name: '改 1 条' }));
    expect(callsOf(bridge, 'lists.editMany').at(-1)).toMatchObject({
      type: 'household',
      field: 'kind',
      value: 'qj',
    });
    await user.click(await screen.findByRole('button', { name: '撤销修改' }));
    expect(callsOf(bridge, 'lists.undoMany').at(-1)).toEqual({ batch: 'm1' });
    expect(await screen.findByText(/已恢复 1 条/)).toBeTruthy();
  });

  it('keeps a filter as a view of one’s own, and goes from record to record in its order', async () => {
    const { user, bridge } = await renderApp({ at: '#/list/household' });
    await user.type(await screen.findByLabelText('在列表里找'), '户');
    await user.click(await screen.findByRole('button', { name: '把现在的筛选存成视图' }));
    await user.type(screen.getByLabelText('视图名称'), '我的户{Enter}');
    await waitFor(() =>
      expect(callsOf(bridge, 'lists.saveView').at(-1)).toMatchObject({
        type: 'household',
        view: { name: '我的户', text: '户' },
      }),
    );
    const grid = await screen.findByRole('grid', { name: '涉侨户列表' });
    grid.focus();
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/record\/household\//));
    const first = window.location.hash;
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(window.location.hash).not.toBe(first));
    expect(window.location.hash).toMatch(/^#\/record\/household\//);
  });

  it('asks the core for views, facets, text and order, and nothing else', async () => {
    const { user, bridge } = await renderApp({ at: '#/list/visit' });
    await user.click(await screen.findByRole('tab', { name: /有慰问/ }));
    await user.type(screen.getByLabelText('在列表里找'), '户');
    await user.click(await screen.findByRole('button', { name: '走访对象' }));
    await waitFor(() =>
      expect(callsOf(bridge, 'records.list').at(-1)).toMatchObject({
        type: 'visit',
        view: 'with_gifts',
        text: '户',
        sort: [{ column: 'subject', dir: 'asc' }],
        offset: 0,
        facets: true,
      }),
    );
    await user.click(within(screen.getByRole('search')).getByRole('button', { name: '方式' }));
    await user.click(await screen.findByRole('checkbox', { name: /上门/, hidden: true }));
    await waitFor(() =>
      expect(callsOf(bridge, 'records.list').at(-1)).toMatchObject({
        where: [{ column: 'mode', op: 'in', value: ['home'] }],
      }),
    );
  });

  it('says what belongs here when it is empty, and what is safe when it fails', async () => {
    const empty = createFakeBridge();
    empty.office.records = [];
    const first = await renderApp({ at: '#/list/visit', bridge: empty });
    expect(await screen.findByText('还没有走访记录。')).toBeTruthy();
    first.page.unmount();
    const broken = createFakeBridge();
    broken.answer('records.list', () => ({
      ok: false,
      error: { code: 'E_INTERNAL', params: { ref: 'A1' } },
    }));
    await renderApp({ at: '#/list/visit', bridge: broken });
    expect(await screen.findByText(/出了意外（编号 A1）/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '再试一次' })).toBeTruthy();
  });
});

describe('fitColumns', () => {
  const columns =
    recordType('visit')?.list.columns.filter(
      (column) => column.width > 0 && column.optional !== true,
    ) ?? [];
  it('keeps all columns where there is room or nothing is known yet', () => {
    expect(fitColumns(columns, 0, 16)).toEqual(columns);
    expect(fitColumns(columns, 4000, 16)).toEqual(columns);
  });
  it('leaves out the last ones first and never the state', () => {
    const kept = fitColumns(columns, 800, 16);
    expect(kept.length).toBeLessThan(columns.length);
    expect(kept[0]).toBe(columns[0]);
    expect(kept.some(({ format }) => format === 'state')).toBe(true);
  });
});
