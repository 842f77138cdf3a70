/** Registered, then routed: the desk's share routed within one working day is counted (domain.md §4.10). */
import type { Problem } from '../../fields/field.ts';
import type { Effect, TransitionContext, Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { ServiceContactData } from './schema.ts';

type Contact = Envelope<ServiceContactData>;

export const serviceContactWorkflow: Workflow<ServiceContactData> = {
  tracked: true,
  states: {
    received: { editable: true, open: true },
    routed: { editable: false, open: false },
  },
  transitions: [
    { action: 'receive', from: [null], to: 'received', who: ['O', 'L', 'H'], nextWithin: 1 },
    {
      action: 'route',
      from: ['received'],
      to: 'routed',
      who: ['O', 'L', 'H'],
      asks: ['route', 'answer'],
      guard: isRoutable,
      effects: createCase,
    },
  ],
};

function isRoutable({ data }: Contact): readonly Problem[] {
  if (data.route === 'on_site' && data.answer === undefined)
    return [{ field: 'answer', code: 'required', severity: 'error' }];
  if (data.route === 'ticket' && data.subject.type !== 'enterprise')
    return [{ field: 'route', code: 'service_contact.ticket_needs_enterprise', severity: 'error' }];
  return [];
}

/** The case that the contact became; both ends know each other. Its id follows from the contact's, so that twice is once. */
function createCase(record: Contact, context: TransitionContext): readonly Effect[] {
  const { data, id } = record;
  const made = caseOf(record, context);
  if (made === null) return [];
  const caseId = `${id.slice(0, 40)}-c`;
  return [
    { ...made, kind: 'create', id: caseId },
    {
      kind: 'patch',
      type: 'service_contact',
      id,
      data: { target: { type: made.type, id: caseId, label: data.topic } },
    },
  ];
}

type Made = Pick<Extract<Effect, { kind: 'create' }>, 'type' | 'data' | 'action'>;

function caseOf({ data, id }: Contact, { today }: TransitionContext): Made | null {
  const origin = { type: 'service_contact', id, label: data.topic };
  switch (data.route) {
    case 'ticket':
      return {
        type: 'ticket',
        action: 'register',
        data: {
          enterprise: data.subject,
          reporter: data.caller,
          phone: data.phone,
          source: 'desk',
          origin,
          helpType: 'trouble',
          category: 'other',
          title: data.topic,
          content: data.content,
          demand: data.topic,
          urgency: 'normal',
        },
      };
    case 'legal':
      return {
        type: 'legal_case',
        action: 'book',
        data: {
          client: data.subject,
          contact: data.caller,
          phone: data.phone,
          desk: 'rights',
          origin,
          category: 'other',
          demand: data.topic,
          urgency: 'normal',
        },
      };
    case 'suggestion':
      return {
        type: 'suggestion',
        action: 'register',
        data: {
          from: data.subject,
          channel: 'desk',
          category: 'service',
          content: data.content,
          receivedOn: today,
        },
      };
    default:
      return null;
  }
}
