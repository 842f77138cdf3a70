import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../access/actor.ts';
import type { Envelope } from '../records/envelope.ts';
import { recordType } from '../records/registry.ts';
import { openTransitions, reachable, takeStep, type TransitionContext } from './workflow.ts';

const visit = recordType('visit');
const suggestion = recordType('suggestion');
if (visit === undefined || suggestion === undefined)
  throw new Error('visit and suggestion are registered');

const actor = (userId: string, ...roles: Role[]): Actor => ({
  userId,
  name: userId,
  unit: '330203103',
  community: '',
  roles,
});
const context = (who: Actor, opinion = ''): TransitionContext => ({
  now: '2026-11-23T02:00:00.000Z',
  today: '2026-11-23',
  isDemo: true,
  actor: who,
  opinion,
});
const [sample] = visit.samples;

function record(state: string, over: Partial<Envelope> = {}): Envelope {
  return {
    id: 'v1',
    type: 'visit',
    unit: '330203103',
    community: '',
    state,
    bizNo: 'ZF2026103-A0001',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: 'm1',
    createdAt: '2026-11-20T02:00:00.000Z',
    createdBy: 'sample-user-1',
    updatedAt: '2026-11-20T02:00:00.000Z',
    updatedBy: 'sample-user-1',
    device: 'd',
    data: { ...sample },
    ...over,
  };
}

describe('the visit workflow', () => {
  const recorder = actor('sample-user-1', 'O');
  const lead = actor('lead', 'H');

  it('lets the recorder submit, and creates a linked case for each routed need', () => {
    const step = takeStep(visit, 'submit', null, record('submitted'), context(recorder));
    expect(step.ok).toBe(true);
    if (!step.ok) return;
    const effects = step.step.effects?.(record('submitted'), context(recorder)) ?? [];
    const created = effects.filter((effect) => effect.kind === 'create');
    expect(created.map(({ type }) => type)).toEqual(['hardship_case', 'suggestion']);
    const patch = effects.find((effect) => effect.kind === 'patch');
    for (const { id, data } of created) {
      expect(data['source']).toMatchObject({ type: 'visit', id: 'v1' });
      expect(JSON.stringify(patch?.data)).toContain(id);
    }
  });

  it('does not let a visitor check the visit (two persons)', () => {
    expect(
      takeStep(visit, 'confirm', 'submitted', record('submitted'), context(recorder)),
    ).toMatchObject({ ok: false, block: 'same_person' });
    expect(openTransitions(visit, record('submitted'), lead).map((step) => step.action)).toEqual([
      'confirm',
      'return',
    ]);
  });

  it('names the missing cases before a visit is confirmed', () => {
    expect(
      takeStep(visit, 'confirm', 'submitted', record('submitted'), context(lead)),
    ).toMatchObject({
      ok: false,
      problems: ['needs.0.target', 'needs.1.target'].map((field) => ({
        field,
        code: 'visit.need_without_case',
      })),
    });
  });

  it('moves the subject’s verification forward and books the gift when somebody was met', () => {
    const data = { ...sample, needs: undefined };
    const held = record('submitted', { data });
    const step = takeStep(visit, 'confirm', 'submitted', held, context(lead));
    const effects = (step.ok && step.step.effects?.(held, context(lead))) || [];
    expect(effects).toMatchObject([
      {
        kind: 'patch',
        type: 'household',
        data: { verifiedOn: '2026-10-20', verifyMethod: 'visit' },
      },
      { kind: 'create', type: 'verification_log' },
      {
        kind: 'create',
        type: 'ledger_entry',
        action: 'post_linked',
        data: { amount: 80_000, direction: 'out', source: 'gov', business: { id: 'v1' } },
      },
      { kind: 'patch', type: 'visit', data: { gifts: [{ ledger: { id: 'v1-g-g1' } }] } },
    ]);
    const short = { ...context(lead), facts: { 'balance:gov': 79_999 } };
    expect(step.ok && step.step.effects?.(held, short)[2]).toMatchObject({
      action: 'post_to_review',
    });
  });

  it('demands a reason for a return', () => {
    expect(
      takeStep(visit, 'return', 'submitted', record('submitted'), context(lead)),
    ).toMatchObject({ ok: false, problems: [{ field: 'opinion', code: 'required' }] });
    expect(
      takeStep(visit, 'return', 'submitted', record('submitted'), context(lead, '缺签字')).ok,
    ).toBe(true);
  });

  it('keeps another unit out', () => {
    const foreign: Actor = { ...lead, unit: '330203008' };
    expect(
      takeStep(visit, 'confirm', 'submitted', record('submitted'), context(foreign)),
    ).toMatchObject({ ok: false, block: 'other_scope' });
  });
});

describe('reachable', () => {
  it('accepts several offline steps of one person and refuses a jump nobody may take', () => {
    const officer = actor('o1', 'O');
    const item = (state: string, data = {}) =>
      record(state, {
        type: 'suggestion',
        createdBy: 'o1',
        data: { ...suggestion.samples[0], ...data },
      });
    expect(
      reachable(
        suggestion,
        null,
        item('answered', { reply: '已转社区', repliedOn: '2026-11-20' }),
        context(officer),
      ),
    ).toBe(true);
    expect(reachable(suggestion, null, item('answered'), context(officer))).toBe(false);
    expect(reachable(visit, null, record('confirmed'), context(actor('l1', 'L')))).toBe(false);
    expect(reachable(visit, 'submitted', record('archived'), context(officer))).toBe(false);
  });
});
