/** The answer of a request that became a case begins with the case's result (domain.md §3.5), in a real store. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { onlineRequest } from '../../../../shared/records/online_request/index.ts';
import { getRecord } from '../records/get-record.ts';
import { head, officer, openOffice, unit, value, type Office } from '../testing/open-office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const [sample] = onlineRequest.samples;

function record(type: string, id: string, data: PlainData, state: string, turn = 1): Envelope {
  const at = '2026-11-20T02:00:00.000Z';
  return {
    id,
    type,
    unit,
    community: '',
    state,
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: turn,
    mutation: `m-${id}-${turn}`,
    createdAt: at,
    createdBy: 'officer',
    updatedAt: at,
    updatedBy: 'officer',
    device: 'd',
    data,
  };
}

const linkedCase = { type: 'ticket', id: 'ws-1-c', label: '缺工' };
const ticket = (state: string, data: PlainData, turn: number) =>
  office.receive(record('ticket', linkedCase.id, { title: '缺工', ...data }, state, turn));
const request = (more: PlainData = {}, turn = 1) =>
  office.receive(
    record('online_request', 'ws-1', { ...sample, linkedCase, ...more }, 'linked', turn),
  );

async function answerOf(action: string, by = officer) {
  const view = value(await getRecord(office.as(by), { type: 'online_request', id: 'ws-1' }));
  return view.actions.find((each) => each.action === action);
}

it('is drafted once the case is closed, for reading and changing, and is never in the record by itself', async () => {
  await request();
  await ticket('processing', { result: 'solved', resultText: '还在办。' }, 1);
  const early = await answerOf('answer');
  expect(early?.drafts).toBeUndefined();

  await ticket('closed', { result: 'solved', resultText: '已招到 8 名操作工。' }, 2);
  const words = `您反映的“${String(sample?.['title'])}”已办结。\n办理结果：已解决。\n已招到 8 名操作工。`;
  expect(await answerOf('answer')).toMatchObject({ allowed: true, drafts: { answer: words } });
  expect((await answerOf('propose_answer'))?.drafts).toEqual({ answer: words });
  const view = value(await getRecord(office.as(officer), { type: 'online_request', id: 'ws-1' }));
  expect(view.record.data).not.toHaveProperty('answer');
  expect(view.record.state).toBe('linked');
});

it('does not write over what somebody has already answered', async () => {
  await request({ answer: '我们写好的答复' });
  await ticket('closed', { result: 'solved' }, 1);
  expect((await answerOf('answer'))?.drafts).toBeUndefined();
});

it('says nothing to who may not take the step', async () => {
  await request();
  await ticket('closed', { result: 'solved' }, 1);
  expect(await answerOf('answer', head)).toBeUndefined();
});
