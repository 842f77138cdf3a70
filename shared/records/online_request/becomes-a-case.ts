/** A request that becomes a ticket, a legal case or a suggestion. The id follows from the request's, so that twice is once. */
import { businessDateOf } from '../../calendar/time-zone.ts';
import { takenFromHousehold } from '../hardship_case/taken-from-household.ts';
import type { Effect, TransitionContext } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { OnlineRequestData } from './schema.ts';

const sources: Readonly<Record<string, string>> = { cmy: 'cmy', eplus: 'eplus' };

export function caseOfRequest(
  { id, data }: Envelope<OnlineRequestData>,
  { today }: TransitionContext,
): readonly Effect[] {
  const caseId = `${id.slice(0, 40)}-c`;
  const origin = { type: 'online_request', id, label: data.title };
  const common = { kind: 'create', id: caseId } as const;
  switch (data.target ?? '') {
    case 'ticket':
      return [
        {
          ...common,
          type: 'ticket',
          action: 'register',
          data: {
            enterprise: data.subject,
            reporter: data.senderName,
            phone: data.senderContact,
            source: sources[data.channel] ?? 'eplus',
            origin,
            helpType: data.kind === 'idea' ? 'voice' : 'trouble',
            category: 'other',
            title: data.title,
            content: data.content,
            demand: data.title,
            urgency: 'normal',
          },
        },
      ];
    case 'legal':
      return [
        {
          ...common,
          type: 'legal_case',
          action: 'book',
          data: {
            client: data.subject,
            contact: data.senderName,
            phone: data.senderContact,
            desk: 'online',
            origin,
            category: 'other',
            demand: data.title,
            urgency: 'normal',
          },
        },
      ];
    case 'hardship':
      return data.subject === undefined
        ? []
        : [
            {
              ...common,
              type: 'hardship_case',
              action: 'start',
              data: {
                household: data.subject,
                applyOn: businessDateOf(data.receivedAt),
                applyWay: 'self',
                lowIncome: 'none',
                hardCause: ['other'],
                aidType: ['temp'],
                relatedToStaff: 'no',
                source: origin,
              },
              takes: takenFromHousehold(data.subject),
            },
          ];
    case 'suggestion':
      return [
        {
          ...common,
          type: 'suggestion',
          action: 'register',
          data: {
            ...(data.subject === undefined ? {} : { from: data.subject }),
            channel: 'online',
            category: 'other',
            content: Array.from(data.content).slice(0, 1000).join(''),
            receivedOn: today,
          },
        },
      ];
    default:
      return [];
  }
}
