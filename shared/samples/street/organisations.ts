/** The street's organisations: one of each kind, with what §5.3 wants to be found: terms that are over and a tier that is short. */
import { addDays } from '../../calendar/day.ts';
import { fiveGoodOf, fiveHaveOf } from './org-checks.ts';
import type { EnterpriseEntry } from './enterprises.ts';
import type { Home } from './home.ts';
import { memberId, personRef } from './people.ts';
import { instantOf } from './recorder.ts';
import type { RecordDeps } from './record-street.ts';
import type { OrgData } from '../../records/org/schema.ts';
import { streetCommunities } from './staff.ts';

interface Plan {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly form: string;
  readonly tier: string;
  readonly community?: string;
  /** Years since it was founded, and days until (−: since) the term ends. */
  readonly age: number;
  readonly termLeft: number;
  readonly ticks: number;
}

export function recordOrganisations(
  deps: RecordDeps,
  homes: readonly Home[],
  enterprises: readonly EnterpriseEntry[],
): void {
  for (const plan of plansFor(deps, enterprises)) putOrg(deps, plan);
  putPosts(deps, homes);
  putBrand(deps);
}

function plansFor({ spec }: RecordDeps, enterprises: readonly EnterpriseEntry[]): readonly Plan[] {
  const short = spec.name.replace(/(街道|镇|乡)$/u, '');
  const communities = streetCommunities(spec);
  const [first] = enterprises;
  return [
    {
      key: 'street',
      name: `${spec.name}侨联`,
      kind: 'street',
      form: 'committee',
      tier: '1',
      age: 7,
      termLeft: 95,
      ticks: 5,
    },
    ...communities
      .slice(0, Math.max(1, communities.length - 2))
      .map(({ code, name }, index): Plan => ({
        key: `c${index + 1}`,
        name: `${name}侨联小组`,
        kind: 'community',
        form: 'group',
        tier: '2',
        community: code,
        age: 4,
        // Two terms are over (domain.md §5.3).
        termLeft: index < 2 ? -40 - index * 60 : 400 + index * 30,
        ticks: 5 - (index % 3),
      })),
    {
      key: 'social',
      name: `${short}侨青联谊会`,
      kind: 'social',
      form: 'association',
      tier: '3',
      age: 3,
      termLeft: 700,
      ticks: 4,
    },
    {
      key: 'school',
      name: `演示${short}学校侨联`,
      kind: 'school',
      form: 'contact_group',
      tier: 'x',
      age: 2,
      termLeft: 900,
      ticks: 3,
    },
    {
      key: 'building',
      name: `演示${short}楼宇侨联小组`,
      kind: 'building',
      form: 'group',
      tier: 'x',
      age: 2,
      termLeft: 950,
      ticks: 3,
    },
    {
      key: 'park',
      name: `演示${short}园区侨联`,
      kind: 'park',
      form: 'contact_group',
      tier: 'x',
      age: 3,
      termLeft: 620,
      ticks: 4,
    },
    {
      key: 'overseas',
      name: `${short}海外联络站`,
      kind: 'overseas',
      form: 'station',
      tier: 'x',
      age: 1,
      termLeft: 1400,
      ticks: 2,
    },
    {
      key: 'enterprise',
      name: `${first?.data.name ?? `演示${short}企业`}侨联小组`,
      kind: 'enterprise',
      form: 'group',
      tier: 'x',
      age: 1,
      termLeft: 1500,
      ticks: 2,
    },
  ];
}

function putOrg(deps: RecordDeps, plan: Plan): void {
  const { tools, spec, prefix, officer, lead } = deps;
  const founded = addDays(tools.today, -Math.round(plan.age * 365.25) - 11);
  const data: OrgData = {
    name: plan.name,
    kind: plan.kind,
    form: plan.form,
    tier: plan.tier,
    founded,
    standing: plan.termLeft < 0 ? 'overdue' : 'normal',
    termDueOn: addDays(tools.today, plan.termLeft),
    fiveHave: fiveHaveOf(plan.ticks, founded),
    fiveGood: fiveGoodOf(plan.ticks, founded),
    ...(plan.key === 'street'
      ? {
          chair: lead.name,
          qiaoCount: spec.persons.gq + spec.persons.qj,
          partyOrg: `${spec.name}机关党支部`,
          demoLevel: 'district',
        }
      : { parent: { type: 'org', id: `${prefix}-org-street`, label: `${spec.name}侨联` } }),
    ...(plan.community === undefined ? {} : { community: plan.community, chair: '社区联络员' }),
  };
  deps.recorder.put({
    id: `${prefix}-org-${plan.key}`,
    type: 'org',
    data,
    community: plan.community ?? '',
    state: 'active',
    history: [
      { at: instantOf(addDays(tools.today, -200), 10, 5), by: officer, facts: { to: 'active' } },
    ],
  });
}

/** A few of the register sit on the street's committee. */
function putPosts(deps: RecordDeps, homes: readonly Home[]): void {
  const { tools, spec, prefix, officer, recorder } = deps;
  const org = { type: 'org', id: `${prefix}-org-street`, label: `${spec.name}侨联` };
  const fit = homes.filter(
    ({ head }) =>
      (head.identity === 'qj' || head.identity === 'gq') && head.age >= 35 && head.age <= 88,
  );
  const posts = ['chair', 'vice_chair', 'secretary_general', 'committee', 'committee', 'adviser'];
  posts.forEach((post, index) => {
    const home = fit[index];
    if (home === undefined) return;
    recorder.put({
      id: `${prefix}-post-${index + 1}`,
      type: 'membership',
      data: {
        org,
        person: personRef(memberId(home.id, 0), home.head),
        post,
        since: addDays(tools.today, -1700),
      },
      community: '',
      state: 'active',
      history: [
        {
          at: instantOf(addDays(tools.today, -200), 10, 20 + index),
          by: officer,
          facts: { to: 'active' },
        },
      ],
    });
  });
}

function putBrand({ tools, spec, prefix, officer, recorder }: RecordDeps): void {
  recorder.put({
    id: `${prefix}-brand-1`,
    type: 'unit_brand',
    data: {
      title: spec.economy === 'enterprise' ? '侨见爱侨企服务' : '“1+3+N”侨界治理',
      brand: spec.economy === 'enterprise' ? 'clean' : 'harmony',
      owner: { type: 'user', id: officer.userId, label: officer.name },
      start: addDays(tools.today, -300),
      standing: 'active',
    },
    community: '',
    state: 'active',
    history: [
      { at: instantOf(addDays(tools.today, -190), 11, 0), by: officer, facts: { to: 'active' } },
    ],
  });
}
