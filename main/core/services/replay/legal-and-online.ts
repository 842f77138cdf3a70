/** A year of the rights desk, and of requests that came through the district's server. */
import { onlineRequest } from '../../../../shared/records/online_request/index.ts';
import { chance, pickOne, pickWeighted, randomInt } from '../../../../shared/samples/random.ts';
import { moveRecord } from '../../../../shared/workflow/move.ts';
import { testContext } from '../../../../shared/workflow/testing/register-workflow-table.ts';
import type { LegalFact, OnlineFact, YearFacts } from './facts.ts';
import { people, refOf, type Stage } from './stage.ts';
import type { Subject } from './visits-and-tickets.ts';
import { workingDaysAfter } from './working-days.ts';

const { officer, lawyer, district } = people;

export function planLegal(
  stage: Stage,
  facts: YearFacts,
  enterprises: readonly Subject[],
  count: number,
): void {
  for (let index = 0; index < count; index += 1) {
    const enterprise = pickOne(stage.random, enterprises);
    const on = stage.someDay('2026-01-12', '2026-12-04');
    stage.at(on, () => oneCase(stage, facts, enterprise, on));
  }
}

async function oneCase(stage: Stage, facts: YearFacts, client: Subject, on: string): Promise<void> {
  const { random } = stage;
  const type = 'legal_case';
  const fact: LegalFact = {
    enterprise: client.id,
    receivedOn: on,
    referred: chance(random, 0.3),
    recovered: 0,
  };
  const complex = chance(random, 0.4);
  const id = await stage.save(
    officer,
    type,
    {
      client,
      contact: '俞伟明',
      phone: '10100000026',
      desk: 'clinic',
      category: 'contract',
      demand: '境外客户拖欠货款',
      urgency: 'normal',
      noticed: true,
      consent: true,
    },
    'receive',
  );
  facts.legal.push(fact);
  stage.at(workingDaysAfter(on, 1), async () => {
    await stage.act(officer, type, id, 'triage', {
      opponent: '无',
      opinionKind: complex ? 'complex' : 'simple',
      lawyer: refOf(lawyer),
    });
    await stage.act(officer, type, id, 'consult');
    const due = complex ? 10 : 3;
    const late = chance(random, 0.2);
    const days = late ? due + randomInt(random, 1, 3) : randomInt(random, 0, due);
    stage.at(workingDaysAfter(stage.today(), days), async () => {
      await stage.act(lawyer, type, id, 'give_opinion', { opinion: '先发函催告' });
      fact.opinionInTime = !late;
      if (fact.referred) {
        await stage.act(officer, type, id, 'refer', {
          referral: 'mediation',
          referralTo: '镇街人民调解委员会',
          referralContact: '调解室',
          handover: '材料已移交',
          clientAgrees: true,
        });
        await stage.act(officer, type, id, 'track', {
          nextCheckOn: workingDaysAfter(stage.today(), 15),
        });
      }
      stage.at(workingDaysAfter(stage.today(), randomInt(random, 3, 15)), async () => {
        const result = pickWeighted(random, { settled: 40, partial: 15, advised: 35, failed: 10 });
        const rating = pickWeighted(random, { '5': 60, '4': 25, '3': 15 });
        const recovered = result === 'settled' ? randomInt(random, 1, 30) * 100_000 : 0;
        await stage.act(officer, type, id, 'close', {
          result,
          satisfaction: Number(rating),
          ...(recovered === 0 ? {} : { recovered }),
        });
        Object.assign(fact, {
          result,
          rating: Number(rating),
          recovered,
          closedOn: stage.today(),
        });
      });
    });
  });
}

const answerDays = { advice: 3, idea: 5, project: 10 } as const;

export function planOnline(stage: Stage, facts: YearFacts, count: number): void {
  const { random } = stage;
  for (let index = 0; index < count; index += 1) {
    const on = stage.someDay('2026-01-12', '2026-12-10');
    const kind = pickWeighted(random, {
      advice: 60,
      idea: 25,
      project: 15,
    });
    const receivedAt = `${on}T00:30:00.000Z`;
    const fact: OnlineFact = { receivedAt, due: workingDaysAfter(on, answerDays[kind]) };
    stage.at(on, async () => {
      const id = `ws-${index}`;
      await arrive(stage, id, { kind, receivedAt });
      facts.online.push(fact);
      if (chance(random, 0.05)) return;
      const slow = chance(random, 0.15);
      stage.at(workingDaysAfter(on, slow ? 2 : randomInt(random, 0, 1)), async () => {
        await stage.act(officer, 'online_request', id, 'sign');
        Object.assign(fact, { signedOn: stage.today(), signedInTime: !slow });
        const late = chance(random, 0.2);
        const days = late ? answerDays[kind] + 2 : randomInt(random, 0, 1);
        stage.at(workingDaysAfter(stage.today(), days), async () => {
          await stage.act(officer, 'online_request', id, 'answer', { answer: '可以到社区办理。' });
          fact.answeredOn = stage.today();
        });
      });
    });
  }
}

/** As the district's server brings it (server/intake): new, with the step of its arrival. */
async function arrive(
  stage: Stage,
  id: string,
  { kind, receivedAt }: { readonly kind: string; readonly receivedAt: string },
): Promise<void> {
  const step = onlineRequest.workflow?.transitions.find(({ action }) => action === 'arrive');
  if (step === undefined) throw new Error('requests arrive');
  const record = await stage.receive(
    'online_request',
    id,
    {
      channel: 'eplus',
      serverNo: `EP-${id}`,
      receivedAt,
      kind,
      senderName: '陈某',
      senderContact: '10100000031',
      title: '咨询',
      content: '想了解子女回国落户手续。',
      matched: true,
      purgeOn: '2028-12-31',
    },
    'new',
  );
  const context = testContext(district, receivedAt.slice(0, 10), { now: receivedAt });
  await stage.office.receive(
    moveRecord(onlineRequest, record, { transition: step, from: null, stepId: `${id}-1` }, context),
  );
}
