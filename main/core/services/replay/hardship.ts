/** A year of hardship support: from the community's report over notice and approval to the follow-up after thirty days. */
import { chance, pickWeighted, randomInt } from '../../../../shared/samples/random.ts';
import type { HardshipFact, YearFacts } from './facts.ts';
import { people, refOf, type Stage } from './stage.ts';
import type { Subject } from './visits-and-tickets.ts';
import { shift, workingDaysAfter } from './working-days.ts';

const { officer, second, head, liaison, district, leader } = people;
const type = 'hardship_case';

export function planHardship(stage: Stage, facts: YearFacts, households: readonly Subject[]): void {
  for (const household of households) {
    const on = stage.someDay('2026-01-12', '2026-10-20');
    stage.at(on, () => report(stage, facts, household, on));
  }
}

async function report(
  stage: Stage,
  facts: YearFacts,
  household: Subject,
  on: string,
): Promise<void> {
  const { random } = stage;
  const lowIncome = pickWeighted(random, { none: 60, dby: 25, db: 15 });
  const referred = lowIncome !== 'none';
  const applicant = household.label.replace(/户$/u, '');
  const fact: HardshipFact = {
    household: household.id,
    applicant,
    appliedOn: on,
    lowIncome,
    referred,
    followUps: [],
  };
  const id = await stage.save(
    liaison,
    type,
    {
      household,
      applicant: { type: 'person', id: `head-${household.id}`, label: applicant },
      applyOn: on,
      applyWay: 'community',
      qiaoIdentity: 'gq',
      lowIncome,
      ...(lowIncome === 'none' ? {} : { lowIncomeCertNo: 'DB-0001' }),
      hardCause: ['illness'],
      aidType: referred ? ['medical', 'refer'] : ['medical'],
      reason: '大病住院，自付费用高。',
      relatedToStaff: 'no',
      papers: ['application', 'identity'],
      consents: ['general', 'sensitive', 'publicity'],
      members: [
        {
          id: 'm1',
          name: applicant,
          relation: '本人',
          incomeKind: 'transfer',
          incomeMonth: 286_000,
        },
      ],
    },
    'submit',
  );
  facts.hardship.push(fact);
  stage.at(workingDaysAfter(on, 1), async () => {
    await stage.act(officer, type, id, 'accept');
    await stage.act(officer, type, id, 'start_check', {
      investigators: [refOf(officer), refOf(second)],
    });
    stage.at(workingDaysAfter(stage.today(), randomInt(random, 2, 8)), () =>
      check(stage, facts, fact, id),
    );
  });
}

async function check(
  stage: Stage,
  facts: YearFacts,
  fact: HardshipFact,
  id: string,
): Promise<void> {
  const { random } = stage;
  const big = chance(random, 0.4);
  const fen = big ? randomInt(random, 20, 40) * 10_000 : randomInt(random, 5, 10) * 10_000;
  await stage.change(officer, type, id, {
    assessedOn: stage.today(),
    homeCondition: '租房居住，陈设简单。',
    civilCheck: 'same',
    civilCheckOn: stage.today(),
    suggestAmount: fen,
    investigatorsSigned: true,
    fundSource: 'gov',
    fundLevel: big ? 'district' : 'street',
  });
  await stage.act(officer, type, id, 'submit_check');
  stage.at(workingDaysAfter(stage.today(), 1), async () => {
    await stage.act(head, type, id, 'publish');
    stage.at(workingDaysAfter(stage.today(), 5), async () => {
      await stage.act(officer, type, id, 'notice_over', { publicityPhoto: true });
      const late = chance(random, 0.25);
      if (big) {
        await stage.act(officer, type, id, 'send_up');
        const days = late ? randomInt(random, 6, 9) : randomInt(random, 1, 5);
        stage.at(workingDaysAfter(stage.today(), days), async () => {
          await stage.act(district, type, id, 'district_review', { approvedAmount: fen });
          await stage.act(leader, type, id, 'district_approve');
          decided(stage, facts, fact, id, { fen, late });
        });
        return;
      }
      const days = late ? randomInt(random, 4, 7) : randomInt(random, 0, 3);
      stage.at(workingDaysAfter(stage.today(), days), async () => {
        await stage.act(head, type, id, 'street_approve', { approvedAmount: fen });
        decided(stage, facts, fact, id, { fen, late });
      });
    });
  });
}

function decided(
  stage: Stage,
  facts: YearFacts,
  fact: HardshipFact,
  id: string,
  { fen, late }: { readonly fen: number; readonly late: boolean },
): void {
  const { random } = stage;
  fact.decidedOn = stage.today();
  fact.decidedInTime = !late;
  const slow = chance(random, 0.2);
  const days = slow ? randomInt(random, 11, 14) : randomInt(random, 1, 10);
  stage.at(workingDaysAfter(stage.today(), days), async () => {
    const paidOn = stage.today();
    await stage.change(officer, type, id, {
      payments: [
        {
          id: 'p1',
          payee: fact.applicant,
          method: 'transfer',
          accountChecked: true,
          amount: fen,
          source: 'gov',
          state: 'due',
        },
      ],
    });
    await stage.act(officer, type, id, 'make_payment');
    await stage.act(head, type, id, 'pay', {
      payOn: paidOn,
      payVoucher: `PZ-${id.slice(-6)}`,
    });
    Object.assign(fact, { paidOn, paidInTime: !slow, fen });
    facts.spent += fen;
    fact.followUps = [30, 90, 180].map((after) => ({ due: shift(paidOn, after) }));
    follow(stage, fact, id);
  });
}

/** Four in five are visited by the thirtieth day, the others three days after it; half of the files are then closed. */
function follow(stage: Stage, fact: HardshipFact, id: string): void {
  const { random } = stage;
  const [first] = fact.followUps;
  if (first === undefined) return;
  const on = shift(first.due, chance(random, 0.8) ? -randomInt(random, 0, 3) : 3);
  stage.at(on, async () => {
    const effect = pickWeighted(random, { much: 50, some: 40, same: 10 });
    await stage.act(liaison, type, id, 'follow_up', {
      followUpOn: stage.today(),
      followUpEffect: effect,
    });
    Object.assign(first, { on: stage.today(), effect });
    if (chance(random, 0.5)) return;
    stage.at(workingDaysAfter(stage.today(), 2), async () => {
      await stage.act(officer, type, id, 'close', { closeResult: 'out' });
      fact.closedOn = stage.today();
    });
  });
}
