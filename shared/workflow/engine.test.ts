import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessDays, businessDaysBetween } from '../calendar/business-day.ts';
import { HOLIDAYS_2026, SHIPPED_HOLIDAY_TABLES } from '../calendar/holiday-tables.ts';
import type { Envelope } from '../records/envelope.ts';
import { recordType } from '../records/registry.ts';
import type { RecordType } from '../records/record-type.ts';
import { daysPaused, daysUsed, escalatedTo, extensionInTime, lightOf, recounted } from './clock.ts';
import { flowField, flowOf } from './flow.ts';
import { judgePath } from './judge-path.ts';
import { dueAutoStep, moveRecord } from './move.ts';
import { testActor, testContext, testRecord } from './testing/register-workflow-table.ts';
import { takeStep, type Workflow } from './workflow.ts';

const suggestion = recordType('suggestion');
if (suggestion === undefined) throw new Error('suggestion is registered');

const workflow: Workflow = {
  tracked: true,
  clockFrom: 'open',
  states: {
    open: { editable: true, open: true },
    waiting: { editable: false, open: true, paused: true },
    district: { editable: false, open: true, district: true },
    done: { editable: false, open: false },
    filed: { editable: false, open: false },
  },
  transitions: [
    { action: 'begin', from: [null], to: 'open', who: ['O'], nextWithin: 10 },
    { action: 'pause', from: ['open'], to: 'waiting', who: ['O'], term: { wd: 5 } },
    { action: 'resume', from: ['waiting'], to: 'open', who: ['O'], term: 'resume' },
    {
      action: 'extend',
      from: ['open'],
      to: 'open',
      who: ['H', 'B'],
      guard: extensionInTime,
      extendsBy: { wd: 5 },
      aside: true,
    },
    { action: 'send', from: ['open'], to: 'district', who: ['O'], nextWithin: 5 },
    {
      action: 'finish',
      from: ['open', 'district'],
      to: 'done',
      who: ['O', 'H', 'D'],
      notWhoDid: ['begin'],
    },
    {
      action: 'file',
      from: ['done'],
      to: 'filed',
      who: [],
      auto: (record) => {
        const since = flowOf(record)?.since;
        return since === undefined ? null : `${since}T16:00:00.000Z`;
      },
    },
  ],
};
const type: RecordType = { ...suggestion, name: 'suggestion', workflow };

function walk(...steps: [action: string, day: string, role?: 'O' | 'H' | 'D' | 'B'][]): Envelope {
  let record = testRecord(type, '', { ...suggestion?.samples[0] });
  let from: string | null = null;
  for (const [index, [action, day, role = 'O']] of steps.entries()) {
    const context = testContext(testActor(role), day);
    const taken = takeStep(type, action, from, record, context);
    if (!taken.ok) throw new Error(`${action}: ${JSON.stringify(taken)}`);
    record = moveRecord(
      type,
      record,
      { transition: taken.step, from, stepId: `s${index}` },
      context,
    );
    from = record.state;
  }
  return record;
}

describe('deadlines', () => {
  it('count working days from the day after the step and store the calendar', () => {
    // V9: National Day 2026, off 10-01…10-07, worked 10-10.
    const flow = flowOf(walk(['begin', '2026-09-30']));
    expect(flow).toMatchObject({ due: '2026-10-20', from: '2026-09-30', calendar: '2026.1' });
    expect(flow?.steps[0]).toMatchObject({ dueAfter: '2026-10-20', calendar: '2026.1', role: 'O' });
  });

  it('stop while paused and go on with what was left', () => {
    const paused = walk(['begin', '2026-11-02'], ['pause', '2026-11-05']);
    expect(flowOf(paused)).toMatchObject({
      stopped: { since: '2026-11-05', left: 7 },
      due: '2026-11-12',
    });
    expect(lightOf(flowOf(paused)!, '2026-11-20')).toBe('grey');
    const again = flowOf(
      walk(['begin', '2026-11-02'], ['pause', '2026-11-05'], ['resume', '2026-11-12']),
    );
    expect(again).toMatchObject({ due: '2026-11-23', pausedDays: 5 });
    expect(again?.stopped).toBeUndefined();
    expect(daysUsed(again!, '2026-11-13', SHIPPED_HOLIDAY_TABLES)).toBe(4);
    expect(daysPaused(flowOf(paused)!, '2026-11-09', SHIPPED_HOLIDAY_TABLES)).toBe(2);
  });

  it('never lose or gain working days over a pause, for any days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 40 }),
        (before, rest) => {
          const stop = addBusinessDays('2026-03-02', before, SHIPPED_HOLIDAY_TABLES).due;
          const go = addBusinessDays(stop, rest, SHIPPED_HOLIDAY_TABLES).due;
          const flow = flowOf(walk(['begin', '2026-03-02'], ['pause', stop], ['resume', go]));
          expect(businessDaysBetween(go, flow?.due ?? '', SHIPPED_HOLIDAY_TABLES).days).toBe(
            10 - before,
          );
        },
      ),
    );
  });

  it('show green above half, yellow at half or two days, red after', () => {
    const flow = flowOf(walk(['begin', '2026-11-02']))!;
    expect(flow.due).toBe('2026-11-16');
    expect(['2026-11-02', '2026-11-06'].map((day) => lightOf(flow, day))).toEqual([
      'green',
      'green',
    ]);
    expect(['2026-11-09', '2026-11-16'].map((day) => lightOf(flow, day))).toEqual([
      'yellow',
      'yellow',
    ]);
    expect(lightOf(flow, '2026-11-17')).toBe('red');
  });

  it('can be put off once, in time; again only by the district’s leader', () => {
    expect(flowOf(walk(['begin', '2026-11-02'], ['extend', '2026-11-13', 'H']))).toMatchObject({
      due: '2026-11-23',
      extensions: 1,
    });
    const late = walk(['begin', '2026-11-02']);
    const codes = (record: Envelope, day: string, role: 'H' | 'B') =>
      extensionInTime(record, testContext(testActor(role), day)).map((problem) => problem.code);
    expect(codes(late, '2026-11-16', 'H')).toEqual(['flow.extension_late']);
    const once = walk(['begin', '2026-11-02'], ['extend', '2026-11-13', 'H']);
    expect(codes(once, '2026-11-16', 'H')).toEqual(['flow.extension_used']);
    expect(codes(once, '2026-11-16', 'B')).toEqual([]);
  });

  it('rise to H, D and B after 2, 5 and 10 working days, by parameters', () => {
    const flow = { due: '2026-11-02' };
    const at = (today: string, parameter?: () => number) =>
      escalatedTo(flow, { today, ...(parameter === undefined ? {} : { parameter }) });
    expect(['2026-11-03', '2026-11-04', '2026-11-09', '2026-11-16'].map((day) => at(day))).toEqual([
      null,
      'H',
      'D',
      'B',
    ]);
    expect(at('2026-11-04', () => 3)).toBeNull();
    expect(escalatedTo({ ...flow, stopped: {} }, { today: '2026-12-01' })).toBeNull();
  });

  it('follow a newer holiday table while open, never once closed', () => {
    const corrected = [
      { ...HOLIDAYS_2026, version: '2026.2', off: [...HOLIDAYS_2026.off, '2026-11-10'] },
    ];
    const context = testContext(testActor('O'), '2026-11-05', { tables: corrected });
    const open = walk(['begin', '2026-11-02']);
    expect(recounted(workflow, open, context)).toMatchObject({
      due: '2026-11-17',
      calendar: '2026.2',
    });
    const moved = {
      ...open,
      data: { ...open.data, [flowField]: recounted(workflow, open, context)! },
    };
    expect(judgePath(type, open, moved, context).ok).toBe(true);
    const forged = {
      ...moved,
      data: { ...moved.data, [flowField]: { ...flowOf(moved)!, due: '2027-01-05' } },
    };
    expect(judgePath(type, open, forged, context).ok).toBe(false);
    expect(
      recounted(workflow, walk(['begin', '2026-11-02'], ['finish', '2026-11-03', 'H']), context),
    ).toBeNull();
  });
});

describe('the district’s replay', () => {
  const officer = testActor('O');
  const now = testContext(officer, '2026-11-20');
  const open = walk(['begin', '2026-11-02']);
  const paused = walk(['begin', '2026-11-02'], ['pause', '2026-11-05']);

  it('accepts several steps of one person made offline', () => {
    expect(
      judgePath(
        type,
        null,
        walk(
          ['begin', '2026-11-02'],
          ['pause', '2026-11-05'],
          ['resume', '2026-11-06'],
          ['send', '2026-11-09'],
        ),
        now,
      ),
    ).toMatchObject({ ok: true });
  });

  it('refuses a rewritten past, a skipped step, a foreign author, a moved deadline and a lost way', () => {
    const change = (over: object, at = 0) => {
      const flow = flowOf(paused)!;
      const steps = flow.steps.map((step, index) => (index === at ? { ...step, ...over } : step));
      return { ...paused, data: { ...paused.data, [flowField]: { ...flow, steps } } };
    };
    expect(judgePath(type, open, paused, now).ok).toBe(true);
    expect(judgePath(type, open, change({ opinion: '后来加的' }), now).ok).toBe(false);
    expect(judgePath(type, open, change({ by: 'somebody' }, 1), now).ok).toBe(false);
    expect(judgePath(type, open, change({ dueAfter: '2027-01-01' }, 1), now).ok).toBe(false);
    expect(judgePath(type, open, change({ from: 'district' }, 1), now).ok).toBe(false);
    expect(judgePath(type, open, { ...paused, state: 'done' }, now).ok).toBe(false);
    expect(judgePath(type, open, { ...paused, data: {} }, now).ok).toBe(false);
  });

  it('keeps the two-person rule over time', () => {
    const finish = workflow.transitions.find((step) => step.action === 'finish')!;
    const own = moveRecord(type, open, { transition: finish, from: 'open', stepId: 'x' }, now);
    expect(judgePath(type, open, own, now).ok).toBe(false);
    expect(takeStep(type, 'finish', 'open', open, now)).toMatchObject({
      ok: false,
      block: 'same_person',
    });
    const chair = testContext(testActor('H'), '2026-11-20');
    const done = moveRecord(type, open, { transition: finish, from: 'open', stepId: 'x' }, chair);
    expect(judgePath(type, open, done, chair).ok).toBe(true);
  });

  it('lets the system act by itself, the same on every device, and not before its time', () => {
    const done = walk(['begin', '2026-11-02'], ['finish', '2026-11-03', 'H']);
    expect(dueAutoStep(type, done, testContext(officer, '2026-11-03'))).toBeNull();
    const filed = (day: string) => {
      const auto = dueAutoStep(type, done, testContext(officer, day))!;
      const step = { transition: auto.transition, from: 'done', stepId: auto.stepId };
      return moveRecord(type, done, step, auto.context);
    };
    expect(filed('2026-11-04').data).toEqual(filed('2026-11-09').data);
    expect(judgePath(type, done, filed('2026-11-04'), now).ok).toBe(true);
    expect(takeStep(type, 'file', 'done', done, now).ok).toBe(false);
  });
});
