import { describe, expect, it } from 'vitest';
import { recordType } from '../records/registry.ts';
import type { Envelope, PlainData } from '../records/envelope.ts';
import { measure, share } from './measure.ts';

const ticket = recordType('ticket');
if (ticket === undefined) throw new Error('ticket is registered');

/** One ticket of the fixture of domain.md §4.12. */
function fixture(
  id: string,
  due: string,
  feedbackOn: string | null,
  state: string,
  more: PlainData = {},
): Envelope {
  return {
    id,
    type: 'ticket',
    unit: '330203103',
    community: '',
    state,
    bizNo: id,
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: id,
    createdAt: '2025-09-01T01:00:00.000Z',
    createdBy: 'u',
    updatedAt: '2025-09-01T01:00:00.000Z',
    updatedBy: 'u',
    device: 'd',
    data: {
      ...ticket?.samples[0],
      acceptedOn: '2025-09-01',
      dueOn: due,
      ...(feedbackOn === null ? {} : { feedbackOn, feedbackDue: due }),
      ...more,
    },
  };
}

const tickets = [
  fixture('t1', '2025-09-12', '2025-09-10', 'closed', { satisfaction: 5, result: 'solved' }),
  fixture('t2', '2025-09-19', '2025-09-25', 'closed', { satisfaction: 4, result: 'solved' }),
  fixture('t3', '2025-10-17', null, 'processing'),
  fixture('t4', '2025-11-07', null, 'processing'),
  fixture('t5', '2025-10-10', '2025-10-09', 'closed', {
    satisfaction: 3,
    reopened: 1,
    result: 'partial',
  }),
  fixture('t6', '2025-10-20', null, 'withdrawn'),
];

const valueOf = (key: string, records: readonly Envelope[] = tickets, today = '2025-10-31') => {
  const kpi = ticket.kpis.find((each) => each.key === key);
  if (kpi === undefined) throw new Error(key);
  return measure(ticket, kpi, records, today).value;
};

describe('the tickets of §4.12, as of 2025-10-31', () => {
  it('give the figures that were computed independently', () => {
    expect(valueOf('closed_share')).toBe(60);
    expect(valueOf('on_time_share')).toBe(50);
    expect(valueOf('overdue')).toBe(1);
    expect(valueOf('satisfied_share')).toBe(66.67);
    expect(valueOf('reopened_share')).toBe(33.33);
  });

  it('count what was solved and whom it helped once', () => {
    expect(valueOf('solved')).toBe(2);
    expect(valueOf('enterprises_helped')).toBe(1);
    expect(valueOf('solved_share')).toBe(66.67);
    expect(valueOf('eased_share')).toBe(100);
  });

  it('have no value where there is nothing to divide by', () => {
    for (const key of ['closed_share', 'on_time_share', 'satisfied_share', 'mean_days'])
      expect(valueOf(key, [])).toBeNull();
    expect(valueOf('overdue', [])).toBe(0);
  });

  it('freeze what is parked and show it, and leave open overdue ones in the denominator', () => {
    const parked = fixture('t7', '2025-10-01', null, 'parked');
    expect(valueOf('on_time_share', [...tickets, parked])).toBe(50);
    const late = fixture('t8', '2025-10-01', null, 'processing');
    expect(valueOf('on_time_share', [...tickets, late])).toBe(40);
    expect(valueOf('overdue', [...tickets, late, parked])).toBe(2);
  });

  it('do not count a reopened ticket as answered before it is answered again', () => {
    const again = fixture('t9', '2025-10-15', null, 'reopened', { reopened: 1 });
    expect(valueOf('on_time_share', [...tickets, again])).toBe(40);
  });

  it('round half up', () => {
    expect(share(1, 8, 1).value).toBe(0.13);
    expect(share(2, 3, 100).value).toBe(66.67);
    expect(share(1, 3, 100).value).toBe(33.33);
  });
});
