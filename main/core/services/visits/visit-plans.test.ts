import { afterEach, describe, expect, it } from 'vitest';
import { actOnRecord } from '../records/act-on-record.ts';
import { saveRecord } from '../records/save-record.ts';
import {
  fresh,
  head,
  householdData,
  openOffice,
  person,
  value,
  visitData,
  type Office,
} from '../testing/open-office.ts';
import { plansDue } from '../today/plan-items.ts';
import { coverageBoard } from './coverage.ts';
import { generatePlan, previewPlan, undoPlan } from './make-plan.ts';
import { assignPlans, weekPlan } from './week-plan.ts';

let office: Office;
afterEach(() => office.close());

/** Monday 2026-11-23. */
const monday = '2026-11-23';
const horizon = { until: '2026-12-31', perWeek: 8 };

async function withHouseholds(count: number): Promise<string[]> {
  office = await openOffice();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const more = { tags: ['hardship'], addr: `演示路18弄${count - index}号` };
    const saved = await saveRecord(
      office.context,
      fresh('household', householdData(`虞${index}`, more)),
    );
    ids.push(value(saved).id);
  }
  return ids;
}

describe('plans of visits', () => {
  it('are looked at first, then made, and not made twice', async () => {
    await withHouseholds(10);
    const preview = value(await previewPlan(office.context, horizon));
    expect(preview).toMatchObject({ total: 10, already: 0, byClass: { hardship: 10 } });
    expect(preview.weeks.slice(0, 2).map(({ count }) => count)).toEqual([8, 2]);
    expect(await office.context.store.read.all('SELECT 1 FROM p_visit_plan LIMIT 1')).toEqual([]);

    expect(value(await generatePlan(office.context, horizon)).made).toBe(10);
    expect(value(await previewPlan(office.context, horizon))).toMatchObject({
      total: 0,
      already: 10,
    });
  });

  it('are taken back as a whole, except where somebody already goes', async () => {
    await withHouseholds(3);
    const { batch } = value(await generatePlan(office.context, horizon));
    const { plans } = value(await weekPlan(office.context, { monday, visitor: null }));
    const [first] = plans;
    expect(value(await assignPlans(office.context, { ids: [first?.id ?? ''] }))).toEqual({
      assigned: 1,
      withoutVisitor: 0,
    });
    expect(value(await undoPlan(office.context, { batch })).cancelled).toBe(2);
    const left = value(await weekPlan(office.context, { monday, visitor: null }));
    expect(left.plans.map(({ id }) => id)).toEqual([first?.id]);

    expect(value(await generatePlan(office.context, horizon)).made).toBe(2);
    const again = value(await weekPlan(office.context, { monday, visitor: null }));
    expect(again.plans).toHaveLength(3);
  });

  it('stand in the order of the walk, numbers read as numbers', async () => {
    await withHouseholds(11);
    value(await generatePlan(office.context, { ...horizon, perWeek: 20 }));
    const { plans } = value(await weekPlan(office.context, { monday, visitor: 'officer' }));
    const numbers = plans.map(({ address }) => Number(/弄(\d+)号/.exec(address)?.[1]));
    expect(numbers).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
    expect(value(await weekPlan(office.context, { monday, visitor: 'x' })).plans).toEqual([]);
  });

  it('stay open after 未遇, which is counted, and are done by a visit', async () => {
    const [id = ''] = await withHouseholds(1);
    value(await generatePlan(office.context, horizon));
    const plan = async () =>
      value(await weekPlan(office.context, { monday, visitor: null })).plans[0];
    const planned = await plan();
    const visitTo = (outcome: string) =>
      saveRecord(
        office.context,
        fresh(
          'visit',
          visitData(
            { type: 'household', id, label: '虞0户' },
            {
              plan: { type: 'visit_plan', id: planned?.id, label: '虞0户' },
              outcome,
              visitAt: '2026-11-23T01:00:00.000Z',
            },
          ),
          'submit',
        ),
      );
    value(await visitTo('absent'));
    expect(await plan()).toMatchObject({ attempts: 1 });
    // Time does not stand still while a visit is saved.
    let { now } = office.clock;
    Object.defineProperty(office.clock, 'now', { get: () => (now += 1) });
    value(await visitTo('met'));
    expect(await plan()).toBeUndefined();
    const rows = await office.context.store.read.all(
      'SELECT state, visited_on FROM p_visit_plan LIMIT 5',
    );
    expect(rows).toEqual([{ state: 'done', visited_on: '2026-11-23' }]);
  });

  it("ask whoever is to go, once, on the day's board", async () => {
    await withHouseholds(2);
    value(await generatePlan(office.context, horizon));
    expect(await plansDue(office.context, '2026-11-30')).toEqual([]);
    const { plans } = value(await weekPlan(office.context, { monday, visitor: null }));
    value(await assignPlans(office.context, { ids: plans.map(({ id }) => id) }));
    const due = await plansDue(office.context, '2026-11-30');
    expect(new Set(due.map(({ whatParams }) => whatParams['plan']))).toEqual(
      new Set(plans.map(({ id }) => id)),
    );
    expect(await plansDue(office.as(head), '2026-11-30')).toEqual([]);
  });

  it('are made by an officer, not by a liaison and not by the district', async () => {
    await withHouseholds(1);
    for (const actor of [
      person('liaison', ['L'], { community: '330203008001' }),
      person('desk', ['D'], { unit: '330203000' }),
    ])
      expect(await previewPlan(office.as(actor) as never, horizon)).toMatchObject({
        ok: false,
        error: { code: 'E_DENIED' },
      });
  });
});

describe('the board of coverage', () => {
  it('names whoever was not seen, and follows the checked visit into completion', async () => {
    office = await openOffice();
    office.clock.now = Date.parse('2026-08-01T02:00:00Z');
    const ids: string[] = [];
    for (const name of ['甲', '乙'])
      ids.push(
        value(
          await saveRecord(
            office.context,
            fresh(
              'household',
              householdData(name, { tags: ['hardship'], verifiedOn: '2026-07-01' }),
            ),
          ),
        ).id,
      );
    office.clock.now = Date.parse('2026-11-23T02:00:00Z');
    value(await generatePlan(office.context, { until: '2026-11-30', perWeek: 8 }));
    const [plan] = value(await weekPlan(office.context, { monday, visitor: null })).plans;
    const before = value(await coverageBoard(office.context, { unit: null }));
    expect(before.classes[0]).toMatchObject({
      visitClass: 'hardship',
      days: 90,
      missing: 2,
      share: { numerator: 0, denominator: 2, percent: 0 },
    });

    const saved = value(
      await saveRecord(
        office.context,
        fresh(
          'visit',
          visitData(plan?.subject ?? { type: '', id: '', label: '' }, {
            visitAt: '2026-11-23T01:00:00.000Z',
            plan: { type: 'visit_plan', id: plan?.id, label: 'x' },
          }),
          'submit',
        ),
      ),
    );
    value(
      await actOnRecord(office.as(head) as never, {
        type: 'visit',
        id: saved.id,
        action: 'confirm',
        opinion: '',
      }),
    );
    office.clock.now = Date.parse('2026-12-05T02:00:00Z');
    const after = value(await coverageBoard(office.context, { unit: null }));
    expect(after.classes[0]?.share).toEqual({ numerator: 1, denominator: 2, percent: 50 });
    expect(after.communities).toMatchObject([{ share: { numerator: 1, denominator: 2 } }]);
    expect(after.rows).toMatchObject([
      { visitClass: 'hardship', isPlanned: true, lastMetOn: null },
    ]);
    expect(after.rows[0]?.id).not.toBe(plan?.subject.id);
    expect(after.planned).toEqual({ numerator: 1, denominator: 2, percent: 50 });
    expect(after.met.percent).toBe(100);
  });
});
