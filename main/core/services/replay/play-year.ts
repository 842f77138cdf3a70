/** Plays one year of one street (domain.md §5.2) through the services, in business time, and tells what it did. */
import { chance } from '../../../../shared/samples/random.ts';
import { householdData } from '../testing/open-office.ts';
import { runAutoSteps } from '../workflow/take-auto-steps.ts';
import { noFacts, type YearFacts } from './facts.ts';
import { planHardship } from './hardship.ts';
import { planLegal, planOnline } from './legal-and-online.ts';
import { people, refOf, type Stage } from './stage.ts';
import { planTickets, planVisits, type Subject } from './visits-and-tickets.ts';

export interface Volumes {
  readonly households: number;
  readonly enterprises: number;
  readonly householdVisits: number;
  readonly enterpriseVisits: number;
  readonly tickets: number;
  readonly hardship: number;
  readonly legal: number;
  readonly online: number;
}

/** Of the year's budget for gifts and aid, in 分. */
export const budget = 200_000_000;
export const lastDay = '2026-12-31';

export async function playYear(stage: Stage, volumes: Volumes): Promise<YearFacts> {
  const facts = noFacts();
  const households = await settle(stage, facts, volumes);
  const enterprises = await register(stage, facts, volumes.enterprises);
  await fillTheBooks(stage);
  planVisits(stage, facts, households, volumes.householdVisits);
  planVisits(stage, facts, enterprises, volumes.enterpriseVisits);
  planTickets(stage, facts, enterprises, volumes.tickets);
  planHardship(stage, facts, households.slice(0, volumes.hardship));
  planLegal(stage, facts, enterprises, volumes.legal);
  planOnline(stage, facts, volumes.online);
  for (const day of monthEnds) {
    await stage.play(day);
    stage.office.clock.now = Math.max(stage.office.clock.now, Date.parse(`${day}T10:00:00.000Z`));
    await runAutoSteps(stage.office.context);
  }
  return facts;
}

const monthEnds = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map(
  (last, index) => `2026-${String(index + 1).padStart(2, '0')}-${last}`,
);

/** The first of them carry the tag 困难: those that will ask for aid, and a few that never do. */
async function settle(stage: Stage, facts: YearFacts, volumes: Volumes): Promise<Subject[]> {
  const made: Subject[] = [];
  for (let index = 0; index < volumes.households; index += 1) {
    const name = `演示${index + 1}`;
    const poor = index < volumes.hardship + 3;
    const id = await stage.save(
      people.officer,
      'household',
      householdData(name, {
        verifiedOn: '2026-01-04',
        ...(poor ? { tags: ['hardship'] } : {}),
      }),
    );
    if (poor) facts.flagged.add(id);
    made.push({ type: 'household', id, label: `${name}户` });
  }
  return made;
}

async function register(stage: Stage, facts: YearFacts, count: number): Promise<Subject[]> {
  const made = Array.from({ length: count }, (_, index): Subject => ({
    type: 'enterprise',
    id: `enterprise-${index + 1}`,
    label: `演示企业${index + 1}`,
  }));
  for (const { id, label } of made)
    await stage.receive('enterprise', id, {
      name: label,
      standing: 'active',
      verifiedOn: '2026-01-04',
      verifyMethod: 'visit',
    });
  facts.enterprises.push(...made.map(({ id }) => id));
  const served = made.filter(() => chance(stage.random, 0.7));
  for (const { id } of served) facts.assigned.add(id);
  await stage.receive('legal_resource', 'resource-1', {
    name: '毛思宁',
    account: refOf(people.lawyer),
    firm: '演示律师事务所',
    team: 'quarter',
    enterprises: served,
    from: '2026-01-01',
  });
  return made;
}

async function fillTheBooks(stage: Stage): Promise<void> {
  const id = await stage.save(
    people.officer,
    'ledger_entry',
    {
      on: '2026-01-05',
      direction: 'in',
      source: 'gov',
      amount: budget,
      purposeKind: 'aid',
      purpose: '年度慰问和困难帮扶经费',
      handler: refOf(people.officer),
    },
    'enter',
  );
  await stage.act(people.head, 'ledger_entry', id, 'post');
}
