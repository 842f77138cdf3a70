/** Received, identity made sure of, answered: fifteen working days unless the district says otherwise (E76, default 待确认). */
import type { Problem } from '../../fields/field.ts';
import type { Effect, Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { PrivacyRequestData } from './schema.ts';

type Request = Envelope<PrivacyRequestData>;

export const privacyRequestWorkflow: Workflow<PrivacyRequestData> = {
  tracked: true,
  clockFrom: 'received',
  states: {
    received: { editable: true, open: true },
    handling: { editable: true, open: true, fields: ['outcome', 'answer', 'doneOn'] },
    answered: { editable: false, open: false },
    refused: { editable: false, open: false },
    withdrawn: { editable: false, open: false },
  },
  transitions: [
    {
      action: 'receive',
      from: [null],
      to: 'received',
      who: ['L', 'O', 'H'],
      term: { parameter: 'privacy_request', unit: 'wd' },
    },
    {
      action: 'accept',
      from: ['received'],
      to: 'handling',
      who: ['O', 'H'],
      asks: ['identityChecked'],
      guard: identityIsSure,
      term: 'keep',
    },
    {
      action: 'answer',
      from: ['handling'],
      to: 'answered',
      who: ['H'],
      // Whoever took it up does not close it alone: a deletion cannot be taken back.
      notWhoDid: ['accept'],
      asks: ['outcome', 'answer', 'doneOn'],
      guard: isAnswered,
      effects: stopProcessing,
    },
    {
      action: 'refuse',
      from: ['received', 'handling'],
      to: 'refused',
      who: ['H'],
      needsOpinion: true,
      tone: 'danger',
    },
    {
      action: 'withdraw',
      from: ['received', 'handling'],
      to: 'withdrawn',
      who: ['O', 'H'],
      needsOpinion: true,
      aside: true,
    },
  ],
  chain: [
    { words: { zh: '登记', en: 'Received' }, states: ['received'], actions: ['receive'] },
    { words: { zh: '办理', en: 'In hand' }, states: ['handling'], actions: ['accept'] },
    {
      words: { zh: '答复', en: 'Answered' },
      states: ['answered', 'refused', 'withdrawn'],
      actions: ['answer', 'refuse', 'withdraw'],
    },
  ],
};

function identityIsSure({ data }: Request): readonly Problem[] {
  return data.identityChecked === true
    ? []
    : [{ field: 'identityChecked', code: 'privacy_request.identity', severity: 'error' }];
}

function isAnswered({ data }: Request): readonly Problem[] {
  return (['outcome', 'answer', 'doneOn'] as const)
    .filter((field) => data[field] === undefined)
    .map((field) => ({ field, code: 'required', severity: 'error' }));
}

/** What the law keeps is stored and otherwise left alone (PIPL art. 47). */
function stopProcessing({ data }: Request): readonly Effect[] {
  return data.kind === 'erase' && data.outcome === 'kept'
    ? [{ kind: 'patch', type: 'person', id: data.person.id, data: { stopped: true } }]
    : [];
}
