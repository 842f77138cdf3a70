import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { textGroups } from './texts/index.ts';
import { createFakeBridge } from './testing/fake-bridge.ts';
import { createFakeOffice } from './testing/fake-office.ts';
import { callsOf, renderApp } from './testing/render-app.tsx';

const screens = [
  '#/today',
  '#/list/person',
  '#/list/visit',
  '#/list/suggestion',
  '#/form/visit/d1',
  '#/form/person/d2',
  '#/form/enterprise/d3',
  '#/drafts',
  '#/sync',
  '#/settings',
];
const rawKey = new RegExp(`\\b(${Object.keys(textGroups).join('|')})\\.[a-z_]+\\b`, 'i');

describe('the page', () => {
  it.each(
    screens.flatMap((at) => (['zh', 'en'] as const).map((language) => [at, language] as const)),
  )('%s speaks %s without a raw key or hole', async (at, language) => {
    const office = createFakeOffice();
    office.settings = { ...office.settings, language };
    await renderApp({ at, bridge: createFakeBridge(office) });
    await screen.findByRole('main');
    await waitFor(() => expect(document.querySelector('h1')?.textContent).toBeTruthy());
    expect(document.body.textContent).not.toMatch(rawKey);
    expect(document.body.textContent).not.toMatch(/\{\w+\}/);
    expect(document.documentElement.lang).toBe(language === 'zh' ? 'zh-CN' : 'en');
  });

  it('changes the language without losing the screen', async () => {
    const { user, bridge } = await renderApp({ at: '#/settings' });
    await user.click(await screen.findByLabelText('English'));
    expect(await screen.findByText('Text size')).toBeTruthy();
    expect(bridge.office.settings.language).toBe('en');
  });

  it('signs in, says what went wrong, and opens the day', async () => {
    const { user } = await renderApp({ bridge: createFakeBridge(createFakeOffice(), 'login') });
    await user.type(await screen.findByLabelText('账号'), 'wangchun');
    await user.click(screen.getByRole('button', { name: '登录' }));
    expect(await screen.findByText('填口令')).toBeTruthy();
    await user.type(screen.getByLabelText('口令'), 'wrong{Enter}');
    expect(await screen.findByText('账号或口令不对。')).toBeTruthy();
    await user.clear(screen.getByLabelText('口令'));
    await user.type(screen.getByLabelText('口令'), 'right{Enter}');
    expect(await screen.findByRole('heading', { name: '今日待办' })).toBeTruthy();
  });

  it('enrols with address, code and name', async () => {
    const { user, bridge } = await renderApp({
      bridge: createFakeBridge(createFakeOffice(), 'enrol'),
    });
    await user.type(await screen.findByLabelText('服务器地址'), 'http://127.0.0.1:8080{Enter}');
    expect(document.activeElement).toBe(screen.getByLabelText('登记码'));
    await user.keyboard('ABCD-1234');
    await user.type(screen.getByLabelText('这台电脑叫什么'), '一楼{Enter}');
    await waitFor(() =>
      expect(callsOf(bridge, 'app.enrol')).toEqual([
        { server: 'http://127.0.0.1:8080', code: 'ABCD-1234', deviceName: '一楼' },
      ]),
    );
    expect(await screen.findByLabelText('账号')).toBeTruthy();
  });

  it('forgets every record from memory when it is locked', async () => {
    const { bridge, queries } = await renderApp({ at: '#/list/person' });
    await screen.findByRole('grid');
    expect(queries.getQueryCache().findAll({ queryKey: ['records.list'] }).length).toBeGreaterThan(
      0,
    );
    const session = await createFakeBridge(bridge.office, 'locked').call('app.session', {});
    act(() => bridge.push({ topic: 'session', state: session }));
    expect(await screen.findByRole('button', { name: '解锁' })).toBeTruthy();
    expect(queries.getQueryCache().findAll({ queryKey: ['records.list'] })).toEqual([]);
    expect(document.body.textContent).not.toContain(
      String(bridge.office.records[0]?.data['nameCn']),
    );
  });

  it('shows new data when the core says that records changed', async () => {
    const { bridge } = await renderApp({ at: '#/list/suggestion' });
    await screen.findByRole('grid');
    const before = callsOf(bridge, 'records.list').length;
    act(() => bridge.push({ topic: 'records', types: ['suggestion'], ids: ['x'] }));
    await waitFor(() => expect(callsOf(bridge, 'records.list').length).toBeGreaterThan(before));
  });

  it('never says 已同步 without a proof', async () => {
    const { bridge } = await renderApp();
    const badge = await screen.findByTestId('sync-badge');
    expect(badge.textContent).not.toContain('已同步');
    const state = await bridge.call('sync.state', {});
    for (const face of ['pending', 'offline', 'attention'] as const) {
      act(() => bridge.push({ topic: 'sync', state: { ...state, face } }));
      await waitFor(() => expect(screen.getByTestId('sync-badge').dataset['face']).toBe(face));
      expect(screen.getByTestId('sync-badge').textContent).not.toContain('已同步');
    }
    act(() => bridge.push({ topic: 'sync', state: { ...state, face: 'proved' } }));
    await waitFor(() =>
      expect(screen.getByTestId('sync-badge').textContent).toContain('全部已同步'),
    );
    expect(screen.getByTestId('sync-badge').textContent).toContain('09:42');
  });

  it('says that sync has stopped where it has, and never that 0 things are to do', async () => {
    const { bridge } = await renderApp();
    await screen.findByTestId('sync-badge');
    const state = {
      ...(await bridge.call('sync.state', {})),
      face: 'attention' as const,
      lastFailure: { code: 'E_USER_DISABLED' as const },
    };
    for (const [attention, failed, words] of [
      [0, 0, '同步停了'],
      [0, 2, '同步停了'],
      [3, 0, '3 件要处理'],
    ] as const) {
      const files = { waiting: failed, failed };
      act(() => bridge.push({ topic: 'sync', state: { ...state, attention, files } }));
      await waitFor(() => expect(screen.getByTestId('sync-badge').textContent).toContain(words));
    }
    expect(screen.getByTestId('sync-badge').textContent).not.toContain('0 件');
  });

  it('finds by Ctrl+K and opens with Enter', async () => {
    const { user, bridge } = await renderApp();
    await screen.findByRole('heading', { name: '今日待办' });
    const person = bridge.office.records.find(({ type }) => type === 'person');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(
      await screen.findByRole('combobox', { name: '查找全部档案' }),
      String(person?.data['nameCn']),
    );
    const found = within(await screen.findByRole('listbox', { name: '查找' }));
    await found.findAllByRole('option', { name: new RegExp(String(person?.data['nameCn'])) });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/record\//));
  });
});
