/** E70 会议, the part that enterprise problems need: agenda, minutes, resolutions with who and by when (domain.md S35). */
import { choice, date, items, longText, ref, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';

export const agendaFields = {
  topic: text({ max: 100, required: true }),
  ticket: ref({ to: ['ticket'] }),
  unitName: text({ max: 40 }),
};

export const resolutionFields = {
  text: text({ max: 300, required: true }),
  dept: ref({ to: ['department'] }),
  due: date(),
  state: choice({ from: 'resolution_state', required: true }),
  feedback: text({ max: 300 }),
};

export const jointMeetingFields = {
  title: text({ max: 100, required: true }),
  type: choice({ from: 'meeting_type', required: true }),
  heldOn: date({ required: true }),
  place: text({ max: 100 }),
  convener: text({ max: 60, required: true }),
  members: longText({ max: 500 }),
  agenda: items({ of: agendaFields, max: 40 }),
  minutesNo: text({ max: 40 }),
  minutes: longText({ max: 4000 }),
  resolutions: items({ of: resolutionFields, max: 40 }),
};

export type JointMeetingData = DataOf<typeof jointMeetingFields>;
