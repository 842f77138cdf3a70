/**
 * What a confidential case leaves for others: statistics without a name, and for an enterprise the fact that legal service reached it
 * (domain.md §3.4: "Statistics leave the desk without names; every enterprise case also writes a legal_touch").
 */
import type { Effect, TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { LegalCaseData } from './schema.ts';

type Case = Envelope<LegalCaseData>;

/** A new one at the first step, brought up to date at the later ones. */
export function statisticsOf(record: Case, { today }: TransitionContext): readonly Effect[] {
  const { data, state } = record;
  const id = statisticsId(record.id);
  const known = {
    ...(data.opinionOn === undefined ? {} : { opinionOn: data.opinionOn }),
    ...(data.opinionDue === undefined ? {} : { opinionDue: data.opinionDue }),
    ...(data.referral === undefined ? {} : { referral: data.referral }),
    ...(data.result === undefined ? {} : { result: data.result }),
    ...(data.recovered === undefined ? {} : { recovered: data.recovered }),
    ...(data.satisfaction === undefined ? {} : { satisfaction: data.satisfaction }),
  };
  const stage = ['closed', 'declined', 'withdrawn'].includes(state) ? state : 'open';
  return [
    {
      kind: 'create',
      type: 'legal_stat',
      id,
      action: '',
      data: {
        category: data.category,
        desk: data.desk,
        clientKind: data.client.type === 'enterprise' ? 'enterprise' : 'person',
        receivedOn: today,
        stage,
      },
    },
    {
      kind: 'patch',
      type: 'legal_stat',
      id,
      data: { ...known, stage, ...(stage === 'open' ? {} : { closedOn: today }) },
    },
  ];
}

/** The fact and the day, nothing of the matter. Once for the intake, once for the end. */
export function touchOf(record: Case, { today }: TransitionContext): readonly Effect[] {
  const { client } = record.data;
  if (client.type !== 'enterprise') return [];
  return [
    {
      kind: 'create',
      type: 'legal_touch',
      id: `${record.id.slice(0, 44)}-t-${record.state}`.slice(0, 64),
      action: '',
      data: { enterprise: client, kind: 'advice', on: today },
    },
  ];
}

function statisticsId(caseId: string): string {
  return `${caseId.slice(0, 50)}-stat`;
}
