/** E14 侨联组织 with 五有五好 and the six editable slots of 六个一 (domain.md §2.3 D, S02, S05). */
import { choice, date, flag, integer, items, longText, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { notFutureDate } from '../checks.ts';

const proof = {
  done: flag(),
  evidence: text({ max: 200 }),
  checkedOn: date({ check: notFutureDate }),
};
export const fiveHaveFields = { item: choice({ from: 'five_have', required: true }), ...proof };
export const fiveGoodFields = { item: choice({ from: 'five_good', required: true }), ...proof };
/** What the six ones are the seed does not say (D3): the street writes them. */
export const sixOnesFields = { title: text({ max: 60, required: true }), ...proof };

export const orgFields = {
  name: text({ max: 80, required: true }),
  kind: choice({ from: 'org_kind', required: true }),
  form: choice({ from: 'org_form', required: true }),
  tier: choice({ from: 'org_tier', required: true }),
  parent: ref({ to: ['org'] }),
  community: choice({ from: 'community' }),
  founded: date({ required: true, check: notFutureDate }),
  approvalNo: text({ max: 60 }),
  /** 挂靠党组织 (S15). */
  partyOrg: text({ max: 80 }),
  address: text({ max: 120 }),
  chair: text({ max: 60, privacy: 2 }),
  secretary: text({ max: 60, privacy: 2 }),
  membersCount: integer({ min: 0, max: 100_000 }),
  qiaoCount: integer({ min: 0, max: 100_000 }),
  fiveHave: items({ of: fiveHaveFields, max: 5 }),
  fiveGood: items({ of: fiveGoodFields, max: 5 }),
  sixOnes: items({ of: sixOnesFields, max: 6 }),
  demoLevel: choice({ from: 'demo_level' }),
  demoOn: date({ check: notFutureDate }),
  standing: choice({ from: 'org_state', required: true }),
  /** The present term ends; set by the election (org_term). */
  termDueOn: date({ merge: 'max', widget: 'readonly' }),
  note: longText({ max: 500 }),
};

export type OrgData = DataOf<typeof orgFields>;
