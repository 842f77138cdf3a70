import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Output } from '../../shared/bridge/contract.ts';
import { createFakeBridge } from '../testing/fake-bridge.ts';
import { callsOf, choose, option, renderApp } from '../testing/render-app.tsx';

const at = '#/form/visit/draft-1';
const place = () => screen.findByLabelText('地点');

describe('problems of a form', () => {
  it('are not shown before a field is left, and are shown when it is', async () => {
    const { user } = await renderApp({ at });
    await user.click(await place());
    expect(screen.queryByText('地点要填')).toBeNull();
    await user.tab();
    expect(await screen.findByText('地点要填')).toBeTruthy();
    expect((await place()).getAttribute('aria-invalid')).toBe('true');
  });

  it('disappear while composing and come back afterwards', async () => {
    const { user } = await renderApp({ at });
    const box = await place();
    await user.click(box);
    await user.tab();
    expect(await screen.findByText('地点要填')).toBeTruthy();
    fireEvent.compositionStart(box);
    expect(screen.queryByText('地点要填')).toBeNull();
    fireEvent.compositionEnd(box);
    expect(screen.getByText('地点要填')).toBeTruthy();
  });

  it('are counted by 提交, which saves nothing and moves to the first', async () => {
    const { user, bridge } = await renderApp({ at });
    await place();
    await user.click(screen.getByRole('button', { name: /提交审核/ }));
    expect(await screen.findByText('还有 5 处要改')).toBeTruthy();
    expect(screen.getByText('走访对象要填')).toBeTruthy();
    expect(callsOf(bridge, 'records.save')).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('走访对象')));
  });

  it('come with words from the core when only the core could know', async () => {
    const bridge = createFakeBridge();
    const visit = bridge.office.records.find(
      ({ type, state }) => type === 'visit' && state === 'returned',
    );
    bridge.office.records = bridge.office.records.map((each) =>
      each === visit ? { ...each, createdBy: bridge.office.actor.userId } : each,
    );
    bridge.answer('records.save', () => ({
      ok: false,
      error: {
        code: 'E_CHANGED_MEANWHILE',
        params: { count: 1 },
        problems: [{ field: 'place', code: 'clash', severity: 'error' }],
      },
    }));
    const { user } = await renderApp({ at: `#/edit/visit/${visit?.id}`, bridge });
    await place();
    await user.click(screen.getByRole('button', { name: /提交审核/ }));
    expect(await screen.findByText(/这条记录在您填写时被别人改过/)).toBeTruthy();
    expect(screen.getByText('地点您填写时被别人改过，选一个')).toBeTruthy();
  });
});

describe('what is typed into a choice', () => {
  it('stays when it names an entry, and not when it names none or several', async () => {
    const { user } = await renderApp({ at });
    await place();
    const kind = screen.getByLabelText<HTMLInputElement>('类别');
    for (const [typed, kept] of [
      ['困难走访', '困难走访'],
      ['没有这类', '困难走访'],
      ['走访', '困难走访'],
      ['日常', '日常走访'],
    ] as const) {
      await user.click(kind);
      await user.clear(kind);
      await user.type(kind, typed);
      await user.tab();
      await waitFor(() => expect([typed, kind.value]).toEqual([typed, kept]));
    }
  });
});

describe('the keyboard of a form', () => {
  it('Enter goes to the next field, Shift+Enter back, and neither while composing', async () => {
    const { user } = await renderApp({ at });
    await user.click(await place());
    fireEvent.keyDown(await place(), { key: 'Enter', isComposing: true });
    expect(document.activeElement).toBe(await place());
    fireEvent.keyDown(await place(), { key: 'Enter', keyCode: 229 });
    expect(document.activeElement).toBe(await place());
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByLabelText('所属活动'));
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(document.activeElement).toBe(await place());
  });

  it('Enter stays a new line in a text area', async () => {
    const { user } = await renderApp({ at });
    const box = await screen.findByLabelText('基本情况');
    await user.type(box, '一{Enter}二');
    expect((box as HTMLTextAreaElement).value).toBe('一\n二');
  });

  it('Enter in the last cell of 诉求 opens a new row', async () => {
    const { user } = await renderApp({ at });
    await user.click(await screen.findByRole('button', { name: '加一条诉求' }));
    await user.click(await screen.findByLabelText('去向 1'));
    await user.keyboard('{Escape}');
    await user.click(screen.getByLabelText('诉求内容 1'));
    expect(screen.queryByLabelText('诉求内容 2')).toBeNull();
    fireEvent.keyDown(screen.getByLabelText('去向 1'), { key: 'Enter' });
    expect(await screen.findByLabelText('诉求内容 2')).toBeTruthy();
  });
});

describe('the draft', () => {
  it('is saved on leaving a field, and said to be saved only after the answer', async () => {
    const bridge = createFakeBridge();
    const answer = Promise.withResolvers<Output<'drafts.save'>>();
    bridge.answer('drafts.save', () => answer.promise);
    const { user } = await renderApp({ at, bridge });
    await user.type(await place(), '演示路1号');
    await user.tab();
    await waitFor(() => expect(callsOf(bridge, 'drafts.save')).toHaveLength(1));
    expect(screen.queryByText(/草稿已自动保存/)).toBeNull();
    await act(async () =>
      answer.resolve({ ok: true, value: { savedAt: '2026-11-23T01:45:00.000Z' } }),
    );
    expect(await screen.findByText('草稿已自动保存 09:45')).toBeTruthy();
    expect(callsOf(bridge, 'drafts.save')[0]).toMatchObject({
      id: 'draft-1',
      type: 'visit',
      recordId: null,
      data: { place: '演示路1号' },
    });
  });

  it('is saved after a pause without leaving the field', async () => {
    const { user, bridge } = await renderApp({ at });
    await user.type(await place(), '演示路1号');
    await waitFor(
      () => expect(bridge.office.drafts[0]?.data).toMatchObject({ place: '演示路1号' }),
      { timeout: 5000 },
    );
  });

  it('says what to do when the disk refuses, and keeps the text', async () => {
    const bridge = createFakeBridge();
    bridge.answer('drafts.save', () => ({ ok: false, error: { code: 'E_DISK_FULL' } }));
    const { user } = await renderApp({ at, bridge });
    await user.type(await place(), '演示路1号');
    await user.tab();
    expect(await screen.findByText(/草稿没有存上：磁盘满了/)).toBeTruthy();
    expect(((await place()) as HTMLInputElement).value).toBe('演示路1号');
  });

  it('survives leaving the screen in the middle of a word', async () => {
    const { user, bridge } = await renderApp({ at });
    await user.type(await place(), '演示路');
    act(() => {
      window.location.hash = '#/settings';
    });
    await waitFor(() => expect(bridge.office.drafts[0]?.data).toMatchObject({ place: '演示路' }));
  });

  it('comes back with everything that was written', async () => {
    const bridge = createFakeBridge();
    bridge.office.drafts = [
      {
        id: 'draft-1',
        type: 'visit',
        recordId: null,
        baseMutation: null,
        baseData: null,
        title: '',
        updatedAt: '2026-11-23T01:40:00.000Z',
        data: { place: '演示路1号' },
      },
    ];
    await renderApp({ at, bridge });
    expect(((await place()) as HTMLInputElement).value).toBe('演示路1号');
  });
});

describe('a whole visit', () => {
  it('is written and submitted with keyboard and pickers', async () => {
    const { user, bridge } = await renderApp({ at });
    const household = bridge.office.records.find(({ type }) => type === 'household');
    const name = String(household?.data['name']);
    await user.type(await screen.findByLabelText('走访对象'), name);
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: '走访对象' });
    for (const [label, wanted] of [
      ['类别', '日常走访'],
      ['方式', '上门'],
      ['结果', '已见面'],
    ] as const) {
      await choose(user, label, wanted);
    }
    await user.type(await place(), '演示路1号');
    await user.type(screen.getByLabelText('基本情况'), '一切都好');
    await user.click(screen.getByRole('button', { name: /提交审核/ }));
    await waitFor(() => expect(callsOf(bridge, 'records.save')).toHaveLength(1));
    expect(callsOf(bridge, 'records.save')[0]).toMatchObject({
      type: 'visit',
      id: null,
      action: 'submit',
      draftId: 'draft-1',
      data: {
        subject: { type: 'household', id: household?.id },
        kind: 'daily',
        mode: 'home',
        outcome: 'met',
      },
    });
    await waitFor(() => expect(window.location.hash).toMatch(/^#\/record\/visit\//));
    expect(bridge.office.drafts).toEqual([]);
  });

  it('shows what a gift needs: 代领 asks for the relation', async () => {
    const { user } = await renderApp({ at });
    await user.click(await screen.findByRole('button', { name: '加一笔慰问' }));
    expect(screen.queryByLabelText('与户主关系')).toBeNull();
    await choose(user, '领取方式', '代领');
    expect(await screen.findByLabelText('与户主关系')).toBeTruthy();
    const amount = screen.getByLabelText('金额（元）');
    await user.type(amount, '1234.5');
    await user.tab();
    expect((amount as HTMLInputElement).value).toBe('1,234.50');
  });

  it('makes a household on the spot', async () => {
    const { user } = await renderApp({ at });
    await user.type(await screen.findByLabelText('走访对象'), '新人');
    await user.click(await option('新建户“新人”'));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    await user.click(within(dialog).getByRole('button', { name: '建户并选用' }));
    expect(await within(dialog).findByText('地址要填')).toBeTruthy();
    await user.type(within(dialog).getByLabelText('出生日期'), '1950');
    await user.type(within(dialog).getByLabelText('地址'), '演示路2号');
    for (const [label, wanted] of [
      ['性别', '男'],
      ['侨身份', '归侨'],
      ['社区', '演示一社区'],
    ] as const) {
      await choose(user, label, wanted);
    }
    await user.click(within(dialog).getByRole('button', { name: '建户并选用' }));
    expect(await screen.findByRole('button', { name: '走访对象' })).toBeTruthy();
    expect(screen.getByText('新人户')).toBeTruthy();
  });
});
