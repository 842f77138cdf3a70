/** A year of visits with gifts, and of enterprise problems from registration to call-back. */
import { chance, pickOne, pickWeighted, randomInt } from '../../../../shared/samples/random.ts';
import type { TicketFact, YearFacts } from './facts.ts';
import { people, refOf, type Stage } from './stage.ts';
import { workingDaysAfter } from './working-days.ts';

export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly label: string;
}

const { officer, second, head } = people;

/** Made, written down up to two days later, checked within the week by the chair. */
export function planVisits(
  stage: Stage,
  facts: YearFacts,
  subjects: readonly Subject[],
  count: number,
): void {
  const { random } = stage;
  for (let index = 0; index < count; index += 1) {
    const subject = pickOne(random, subjects);
    const on = stage.someDay('2026-01-12', '2026-12-18');
    const outcome = pickWeighted(random, { met: 76, called: 8, absent: 12, refused: 4 });
    const isHome = subject.type === 'household';
    const fen =
      isHome && outcome === 'met' && chance(random, 0.4) ? randomInt(random, 5, 10) * 10_000 : 0;
    const fact = { on, outcome, fen, subject: subject.id, confirmed: false };
    stage.at(workingDaysAfter(on, randomInt(random, 0, 2)), async () => {
      const id = await stage.save(
        officer,
        'visit',
        {
          subject,
          kind: isHome ? 'festival' : 'enterprise',
          mode: outcome === 'called' ? 'phone' : 'home',
          visitAt: `${on}T00:40:00.000Z`,
          place: '家中',
          visitors: [refOf(officer), refOf(second)],
          recorder: refOf(officer),
          outcome,
          situation: '情况正常',
          ...(fen === 0
            ? {}
            : {
                gifts: [
                  {
                    id: 'g1',
                    kind: 'cash',
                    amount: fen,
                    fundSource: 'gov',
                    receiver: subject.label,
                    receiptWay: 'self',
                  },
                ],
                signWay: 'signature',
              }),
        },
        'submit',
      );
      facts.visits.push(fact);
      if (chance(random, 0.05)) return;
      stage.at(workingDaysAfter(stage.today(), randomInt(random, 1, 5)), async () => {
        await stage.act(head, 'visit', id, 'confirm');
        fact.confirmed = true;
        facts.spent += fen;
      });
    });
  }
}

const gradeDays = { A: 3, B: 7, C: 25 } as const;

export function planTickets(
  stage: Stage,
  facts: YearFacts,
  enterprises: readonly Subject[],
  count: number,
): void {
  for (let index = 0; index < count; index += 1) {
    const enterprise = pickOne(stage.random, enterprises);
    const on = stage.someDay('2026-01-12', '2026-12-10');
    stage.at(on, () => oneTicket(stage, facts, enterprise, on));
  }
}

async function oneTicket(
  stage: Stage,
  facts: YearFacts,
  enterprise: Subject,
  on: string,
): Promise<void> {
  const { random } = stage;
  const grade = pickWeighted(random, { A: 20, B: 60, C: 20 });
  const fact: TicketFact = {
    enterprise: enterprise.id,
    registeredOn: on,
    reopened: 0,
    end: 'open',
  };
  const id = await stage.save(
    officer,
    'ticket',
    {
      enterprise,
      reporter: '俞伟明',
      phone: '10100000026',
      source: 'phone',
      helpType: 'trouble',
      category: 'labour',
      title: '用工招聘',
      content: '旺季订单增加，招不到数控操作工。',
      demand: '帮助联系职业院校',
      urgency: 'normal',
    },
    'register',
  );
  facts.tickets.push(fact);
  stage.at(workingDaysAfter(on, randomInt(random, 0, 2)), async () => {
    await stage.act(officer, 'ticket', id, 'accept', { grade, handler: refOf(officer) });
    fact.acceptedOn = stage.today();
    fact.due = workingDaysAfter(stage.today(), gradeDays[grade]);
    if (chance(random, 0.08)) {
      await stage.act(officer, 'ticket', id, 'withdraw');
      fact.end = 'withdrawn';
      return;
    }
    await stage.act(officer, 'ticket', id, 'handle', { ownPower: true });
    answerTicket(stage, id, fact, grade);
  });
}

/** One in ten is never answered, one in four answers comes late. */
function answerTicket(
  stage: Stage,
  id: string,
  fact: TicketFact,
  grade: keyof typeof gradeDays,
): void {
  const { random } = stage;
  if (chance(random, 0.1)) return;
  const late = chance(random, 0.25);
  const days = late
    ? gradeDays[grade] + randomInt(random, 1, 6)
    : randomInt(random, 1, Math.max(1, gradeDays[grade] - 4));
  stage.at(workingDaysAfter(stage.today(), days), async () => {
    const result = pickWeighted(random, { solved: 78, partial: 12, explained: 7, unable: 3 });
    await stage.act(officer, 'ticket', id, 'feedback', { result, resultText: '已办理' });
    fact.feedbackOn = stage.today();
    fact.result = result;
    stage.at(workingDaysAfter(stage.today(), randomInt(random, 1, 3)), async () => {
      const unhappy = fact.reopened === 0 && chance(random, 0.12);
      if (!unhappy) {
        const rating = pickWeighted(random, { '5': 60, '4': 25, '3': 15 });
        await stage.act(head, 'ticket', id, 'close', {
          satisfaction: Number(rating),
          enterpriseConfirmed: true,
        });
        fact.rating = Number(rating);
        fact.end = 'closed';
        return;
      }
      await stage.act(head, 'ticket', id, 'reopen', {
        satisfaction: 1,
        reopenReason: '没有解决',
      });
      fact.reopened += 1;
      fact.rating = 1;
      delete fact.feedbackOn;
      fact.due = workingDaysAfter(stage.today(), Math.max(3, Math.ceil(gradeDays[grade] / 2)));
      await stage.act(officer, 'ticket', id, 'redo');
      answerTicket(stage, id, fact, grade);
    });
  });
}
