import { describe, expect, it } from 'vitest';
import {
  registerWorkflowTable,
  testActor,
  testContext,
  testRecord,
} from '../../workflow/testing/register-workflow-table.ts';
import { dueAutoStep, moveRecord } from '../../workflow/move.ts';
import { recordType } from '../registry.ts';
import { classFact } from '../../visits/gift-ceiling.ts';
import { visitClasses } from '../../visits/visit-class.ts';
import { takeStep } from '../../workflow/workflow.ts';
import { visit } from './index.ts';
import { visitSamples } from './samples.ts';

const [sample] = visitSamples;
if (sample === undefined) throw new Error('a sample');
const somebody = { type: 'user', id: 'visitor', label: '史红勤' };
const data = { ...sample, recorder: somebody, visitors: [somebody], needs: [], gifts: [] };
const gift = (amount: number) => ({
  id: 'g1',
  kind: 'cash',
  amount,
  fundSource: 'gov',
  receiver: '虞菊兰',
  receiptWay: 'self',
});
const need = { id: 'n1', text: '缺工', category: 'job', route: 'suggestion' };

registerWorkflowTable(visit, {
  data,
  // domain.md §3.1; planning has a record of its own (visit_plan).
  specified: {
    submit: { way: '–, draft, returned > submitted', who: 'LOH', within: 3 },
    confirm: { way: 'submitted > confirmed', who: 'OH' },
    return: { way: 'submitted > returned', who: 'OH', within: 2 },
    start: { way: 'assigned > draft', who: 'LOH' },
    cancel: { way: 'planned, assigned, draft, returned > cancelled', who: 'O' },
  },
  cases: [
    {
      action: 'submit',
      missing: [
        { data: { needs: [{ ...need, route: '' }] }, code: 'required' },
        { data: { needs: [{ ...need, route: 'ticket' }] }, code: 'visit.ticket_needs_enterprise' },
        {
          data: {
            subject: { type: 'person', id: 'p', label: '虞菊兰' },
            needs: [{ ...need, route: 'hardship' }],
          },
          code: 'visit.hardship_needs_household',
        },
      ],
    },
    {
      action: 'confirm',
      data: { gifts: [gift(140_000)] },
      missing: (['hardship', 'ticket', 'legal', 'suggestion'] as const).map((route) => ({
        data: { needs: [{ ...need, route }] },
        code: 'visit.need_without_case',
      })),
    },
    { action: 'return', missing: [{ opinion: '', code: 'required' }] },
    { action: 'start' },
    { action: 'cancel', missing: [{ opinion: '', code: 'required' }] },
  ],
});

describe('a visit', () => {
  const officer = testActor('O');
  const me = { type: 'user', id: officer.userId, label: officer.name };

  it('is checked by somebody who neither walked nor wrote it', () => {
    for (const over of [{ recorder: me }, { visitors: [somebody, me] }])
      expect(
        takeStep(
          visit,
          'confirm',
          'submitted',
          testRecord(visit, 'submitted', { ...data, ...over }),
          testContext(officer, '2026-11-20'),
        ),
      ).toMatchObject({ ok: false, block: 'same_person' });
  });

  it('leaves gifts above the ceiling of the class to the chair, who says why', () => {
    const record = testRecord(visit, 'submitted', { ...data, gifts: [gift(140_001)] });
    const asked = (role: 'O' | 'H', opinion: string, over = {}) =>
      takeStep(
        visit,
        'confirm',
        'submitted',
        record,
        testContext(testActor(role), '2026-11-20', { opinion, ...over }),
      );
    expect(asked('O', '情况特殊')).toMatchObject({
      ok: false,
      problems: [{ code: 'visit.gift_over_ceiling', params: { sum: 1400.01, limit: 1400 } }],
    });
    expect(asked('H', ' ')).toMatchObject({
      ok: false,
      problems: [{ field: 'opinion', code: 'required' }],
    });
    expect(asked('H', '病重，班子商定').ok).toBe(true);
    // The class decides: this one may have more.
    const facts = { [classFact]: visitClasses.indexOf('hardship') };
    const parameter = (key: string) => (key === 'gift_ceiling_hardship' ? 200_000 : 100_000);
    expect(asked('O', '', { facts, parameter }).ok).toBe(true);
  });

  it('moves the verification of the household and of whoever was met, and of nobody else', () => {
    const confirm = visit.workflow?.transitions.find(({ action }) => action === 'confirm');
    const met = { type: 'person', id: 'p2', label: '竺信昌' };
    const home = { type: 'household', id: 'h1', label: '虞菊兰户' };
    const verified = (over: object) =>
      confirm
        ?.effects?.(
          testRecord(visit, 'confirmed', {
            ...data,
            subject: home,
            metMembers: [met],
            outcome: 'met',
            visitAt: '2026-11-18T02:00:00.000Z',
            ...over,
          }),
          testContext(officer, '2026-11-20'),
        )
        .filter(({ kind }) => kind === 'patch')
        .map((effect) => [effect.id, effect.data['verifiedOn']]);
    expect(verified({})).toEqual([
      ['h1', '2026-11-18'],
      ['p2', '2026-11-18'],
    ]);
    expect(verified({ outcome: 'called' })).toEqual([['h1', '2026-11-18']]);
    expect(verified({ outcome: 'absent' })).toEqual([]);
  });

  it('brings what has changed into the book of changes, and health without its content', () => {
    const confirm = visit.workflow?.transitions.find(({ action }) => action === 'confirm');
    const record = testRecord(visit, 'confirmed', {
      ...data,
      familyChange: '长子回国',
      healthChange: '高血压',
      healthConsent: true,
    });
    const created = (confirm?.effects?.(record, testContext(officer, '2026-11-20')) ?? []).filter(
      ({ type }) => type === 'change_event',
    );
    expect(created.map(({ data: { kind, note } }) => [kind, note])).toEqual([
      ['family', '长子回国'],
      ['health', '见走访记录'],
    ]);
    const type = recordType('change_event');
    for (const effect of created) expect(type?.schema.safeParse(effect.data).success).toBe(true);
  });

  it('is submitted by whoever wrote it and nobody else', () => {
    const record = testRecord(visit, 'draft', data);
    expect(
      takeStep(visit, 'submit', 'draft', record, testContext(officer, '2026-11-20')),
    ).toMatchObject({ ok: false, block: 'not_own' });
  });

  it('goes to the archive by itself thirty days after the check', () => {
    const context = testContext(officer, '2026-11-20');
    const step = visit.workflow?.transitions.find(({ action }) => action === 'confirm');
    if (step === undefined) throw new Error('confirm exists');
    const confirmed = moveRecord(
      visit,
      testRecord(visit, 'submitted', data),
      { transition: step, from: 'submitted', stepId: 's1' },
      context,
    );
    const on = (day: string) =>
      dueAutoStep(visit, confirmed, testContext(officer, day))?.transition.action;
    expect(on('2026-12-19')).toBeUndefined();
    expect(on('2026-12-20')).toBe('archive');
  });
});
