import { describe, expect, it } from 'vitest';
import { testRecord } from '../../workflow/testing/register-workflow-table.ts';
import type { Envelope } from '../envelope.ts';
import { ticketBeside } from './beside.ts';
import { ticket } from './index.ts';
import type { TicketData } from './schema.ts';

const [sample] = ticket.samples;
if (sample === undefined) throw new Error('a sample');
const mine: Partial<TicketData> = {
  ...sample,
  category: 'labour',
  title: '缺数控操作工',
  content: '新增两条生产线，缺十名数控操作工，招聘会上招不到人。',
  demand: '希望对接职业学校，推荐毕业生。',
};
const context = { now: '2026-11-20T02:00:00.000Z', today: '2026-11-20', isDemo: true };
const other = (data: Partial<TicketData>, state = 'processing', createdAt = '2026-10-20') =>
  ({
    ...testRecord(ticket, state, { ...mine, ...data }),
    createdAt: `${createdAt}T02:00:00.000Z`,
  }) as unknown as Envelope<TicketData>;
const codes = (neighbour: Envelope<TicketData>) =>
  ticketBeside
    .check(mine, { record: () => undefined, neighbours: [neighbour] }, context)
    .map(({ code, severity }) => `${code} ${severity}`);

describe('the same matter again', () => {
  it.each([
    [
      'in other words',
      other({
        title: '数控操作工招不到',
        content: '新上生产线缺数控操作工十名，招聘会招不到人。',
        demand: '希望对接职业学校。',
      }),
      ['ticket.similar warning'],
    ],
    [
      'another matter of the same kind',
      other({
        title: '外籍工程师社保',
        content: '外籍工程师参保缴费基数怎么核定，人社窗口说法不一。',
        demand: '明确缴费口径。',
      }),
      [],
    ],
    ['another kind', other({ category: 'finance' }), []],
    ['longer ago than ninety days', other({}, 'closed', '2026-08-20'), []],
    ['withdrawn', other({}, 'withdrawn'), []],
  ])('%s', (_what, neighbour, expected) => {
    expect(codes(neighbour)).toEqual(expected);
  });
});
