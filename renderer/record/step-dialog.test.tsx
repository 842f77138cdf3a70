import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { onlineRequest } from '../../shared/records/online_request/index.ts';
import { createFakeBridge } from '../testing/fake-bridge.ts';
import { getRecord } from '../testing/fake-records.ts';
import { callsOf, renderApp } from '../testing/render-app.tsx';

it('begins with what was drafted, says so, and sends it as it was changed and not before', async () => {
  const bridge = createFakeBridge();
  const visit = bridge.office.records.find(({ type }) => type === 'visit');
  if (visit === undefined) throw new Error('a record');
  const record = {
    ...visit,
    id: 'ws-1',
    type: 'online_request',
    state: 'linked',
    data: { ...onlineRequest.samples[0] },
  };
  bridge.office.records = [...bridge.office.records, record];
  bridge.answer('records.get', () => {
    const found = getRecord(bridge.office, 'ws-1');
    if (!found.ok) return found;
    const actions = found.value.actions.map((each) =>
      each.action === 'answer'
        ? {
            ...each,
            allowed: true,
            problems: [],
            asks: ['answer'],
            drafts: { answer: '办理结果：已解决。' },
          }
        : each,
    );
    return { ok: true, value: { ...found.value, actions } };
  });
  bridge.answer('records.act', () => ({ ok: false, error: { code: 'E_DENIED', params: {} } }));
  const { user } = await renderApp({ at: '#/record/online_request/ws-1', bridge });
  await user.click(await screen.findByRole('button', { name: /^答复/ }));
  const dialog = within(await screen.findByRole('dialog'));
  const box = await dialog.findByDisplayValue('办理结果：已解决。');
  expect(dialog.getByText('已按办件结果起草，核对修改后再发出')).toBeTruthy();
  expect(callsOf(bridge, 'records.act')).toEqual([]);
  await user.type(box, '已电话告知。');
  await user.click(dialog.getByRole('button', { name: /^答复/ }));
  expect(callsOf(bridge, 'records.act')).toMatchObject([
    { action: 'answer', values: { answer: '办理结果：已解决。已电话告知。' } },
  ]);
});
