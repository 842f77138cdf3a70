/** Parts that several sheets of a hardship case share. */
import type { Reader } from '../../../prints/reader.ts';
import { blankDate, onPaper } from '../../../prints/rows.ts';
import type { MaskRule } from '../../../prints/sheet.ts';
import type { FlowStep } from '../../../workflow/flow.ts';
import { businessDateOf } from '../../../calendar/time-zone.ts';

export const applicantFields = {
  nameCn: 'plain',
  sex: 'plain',
  birth: 'plain',
  phone: 'phone',
  liveAddr: 'plain',
  domicileAddr: 'plain',
  'documents.number': 'id',
  'identities.identity': 'plain',
  'identities.basis': 'plain',
} as const satisfies Record<string, MaskRule>;

export const memberColumns = {
  'members.name': 'plain',
  'members.relation': 'plain',
  'members.birth': 'plain',
  'members.employment': 'plain',
  'members.incomeMonth': 'hide',
  'members.health': 'hide',
} as const satisfies Record<string, MaskRule>;

/** The first document's number; offices enter the resident card first. */
export function idNumberOf(person: Reader | null): string {
  return person?.rows('documents')[0]?.text('number') ?? '';
}

/** Name and day of a step for the foot of an opinion; blanks for the pen where it has not been taken. */
export function signedBy(words: string, step: FlowStep | null): readonly string[] {
  const name =
    step === null ? '　　　　　　' : `${step.byName}${step.standIn === true ? '（代）' : ''}`;
  return [
    `${words}：${name}　　　　（签字）　　（盖章）`,
    step === null ? blankDate : onPaper(businessDateOf(step.at)),
  ];
}

export function opinionOf(step: FlowStep | null): string {
  return step?.opinion ?? '';
}

export function yuan(text: string): string {
  return text === '' ? '' : `${text} 元`;
}
