import { describe, expect, it } from 'vitest';
import { visit } from '../records/visit/index.ts';
import { visitSamples } from '../records/visit/samples.ts';
import type { VisitData } from '../records/visit/schema.ts';
import { validateRecord } from '../records/validate.ts';
import { knownOfVisit, type KnownDoor } from './second-visit.ts';

const me = { type: 'user', id: 'me', label: '励海平' };
const other = { type: 'user', id: 'other', label: '史红勤' };
const today = '2026-11-26';
const last: Partial<VisitData> = {
  ...visitSamples[0],
  kind: 'daily',
  mode: 'home',
  place: '演示路18弄3号',
  visitors: [me, other],
};
const door = (over: Partial<KnownDoor> = {}): KnownDoor => ({
  subjectType: 'household',
  last,
  address: '演示路 18 弄 3 号 201 室',
  visitClass: 'ordinary',
  cadenceDays: 730,
  ...over,
});

describe('a second visit to a known household', () => {
  it('begins with at least 60 % of its fields filled', () => {
    const household = { type: 'household', id: 'h', label: '虞菊兰户' };
    // What the form itself starts with: me, now, and the household that was chosen (renderer/form/defaults.ts).
    const start = { subject: household, recorder: me, visitAt: '2026-11-26T01:10:00.000Z' };
    const prefilled = { ...start, ...knownOfVisit(door(), { today, me }) };
    // And what such a visit has when it is submitted.
    const submitted: VisitData = {
      ...(prefilled as VisitData),
      outcome: 'met',
      situation: '身体尚好，女儿周末来照看。',
      mood: 5,
      needs: [{ id: 'n', text: '希望有人陪同就医', category: 'care', route: 'on_site' }],
    };
    const context = { now: '2026-11-26T02:00:00.000Z', today, isDemo: true };
    expect(validateRecord(visit, submitted as never, context)).toEqual([]);
    const filled = Object.keys(submitted).filter((key) => Object.hasOwn(prefilled, key));
    expect(filled.length / Object.keys(submitted).length).toBeGreaterThanOrEqual(0.6);
  });

  it('never says what was found there', () => {
    const keys = Object.keys(knownOfVisit(door(), { today, me }));
    for (const found of ['outcome', 'situation', 'healthChange', 'needs', 'gifts', 'mood', 'sign'])
      expect(keys).not.toContain(found);
  });

  it.each([
    ['with whom it was last time, me first', door(), { visitors: [me, other] }],
    ['at the place where it was', door(), { place: '演示路18弄3号', mode: 'home' }],
    [
      'next by its class',
      door({ visitClass: 'hardship', cadenceDays: 90 }),
      { kind: 'hardship', nextOn: '2027-02-24' },
    ],
    [
      'a festival does not repeat itself',
      door({ last: { ...last, kind: 'festival' } }),
      { kind: 'daily' },
    ],
    [
      'an enterprise is visited as one',
      door({ subjectType: 'enterprise', visitClass: 'enterprise' }),
      { kind: 'enterprise' },
    ],
    [
      'a first visit goes home, to the address of the register',
      door({ last: null }),
      { kind: 'daily', mode: 'home', place: '演示路 18 弄 3 号 201 室', visitors: [me] },
    ],
  ])('%s', (_what, known, expected) => {
    expect(knownOfVisit(known, { today, me })).toMatchObject(expected);
  });
});
