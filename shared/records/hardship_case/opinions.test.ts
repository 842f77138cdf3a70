import { describe, expect, it } from 'vitest';
import { opinionSpecs, opinionsOf } from './opinions.ts';
import { hardshipWorkflow } from './workflow.ts';

const step = (action: string, opinion: string) => ({
  id: action,
  action,
  from: null,
  to: 'x',
  at: '2026-11-20T02:00:00.000Z',
  by: 'u',
  byName: '励海平',
  role: 'O' as const,
  opinion,
  calendar: '2026.1',
});

describe('opinions of a case', () => {
  it('have exactly one place for every step of the workflow', () => {
    const placed = opinionSpecs.flatMap(({ actions }) => actions).toSorted();
    const known = new Set(hardshipWorkflow.transitions.map(({ action }) => action));
    expect(placed).toEqual([...known].toSorted());
  });

  it('stand in the order of the form, however often a case went back', () => {
    const flow = {
      steps: ['submit', 'accept', 'start_check', 'submit_check', 'recheck', 'submit_check'].map(
        (action, index) => step(action, `意见${index}`),
      ),
    };
    const blocks = opinionsOf({ data: { flow } });
    expect(blocks.map(({ key }) => key)).toEqual([
      'community',
      'intake',
      'check',
      'lead',
      'notice',
      'street',
      'payment',
      'follow',
    ]);
    expect(blocks[2]?.steps.map(({ opinion }) => opinion)).toEqual([
      '意见2',
      '意见3',
      '意见4',
      '意见5',
    ]);
    expect(blocks[3]?.steps).toEqual([]);
  });
});
