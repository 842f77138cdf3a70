import { describe, expect, it } from 'vitest';
import { addDays } from '../../calendar/day.ts';
import { conflictsOf } from './conflicts.ts';
import { limitationAlert } from './limitation.ts';

const enterprise = { type: 'enterprise', id: 'e', label: '演示海贸（宁波）有限公司' };

describe('conflicts of interest', () => {
  it.each([
    [
      'a client on the lawyer’s list',
      '演示建设公司',
      { clients: '演示建设公司，某某商行' },
      ['演示建设公司'],
    ],
    [
      'written with another legal form',
      '演示建设有限责任公司',
      { clients: '宁波演示建设有限公司\n其他' },
      ['宁波演示建设有限公司'],
    ],
    [
      'an enterprise the lawyer answers for',
      '演示海贸有限公司',
      { enterprises: [enterprise] },
      [enterprise.label],
    ],
    ['nobody on the other side', '无', { clients: '无' }, []],
    ['another firm whose name begins alike', '演示建设机械公司', { clients: '演示建设公司' }, []],
    ['no opponent yet', undefined, { clients: '演示建设公司' }, []],
    ['a list that says nothing', '演示建设公司', {}, []],
  ])('%s', (_what, opponent, resource, expected) => {
    expect(conflictsOf(opponent, { resources: [resource], clients: [] })).toEqual(expected);
  });

  it('know the clients of the lawyer’s other cases', () => {
    expect(conflictsOf('张三', { resources: [], clients: ['李四', '张 三'] })).toEqual(['张 三']);
  });
});

describe('alerts of a limitation', () => {
  it('come at 30, 10 and 3 days and stay when it has passed', () => {
    const today = '2026-11-26';
    const at = (days: number) => limitationAlert(addDays(today, days), today);
    expect([31, 30, 11, 10, 4, 3, 0, -1].map(at)).toEqual([null, 30, 30, 10, 10, 3, 3, 'past']);
  });
});
