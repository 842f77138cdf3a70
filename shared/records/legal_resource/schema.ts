/** E32 律师资源 and the enterprises they answer for (domain.md §2.3 H). */
import { choice, code, date, longText, ref, refs, text } from '../../fields/kinds.ts';
import type { DataOf } from '../../fields/field.ts';
import { phone } from '../checks.ts';

export const legalResourceFields = {
  name: text({ max: 60, required: true, privacy: 2 }),
  /** The account through which this lawyer sees assigned cases. */
  account: ref({ to: ['user'] }),
  firm: text({ max: 100, required: true }),
  licenceNo: text({ max: 30, privacy: 2 }),
  fields: text({ max: 200 }),
  languages: text({ max: 100 }),
  phone: code({ max: 30, privacy: 2, check: phone }),
  team: choice({ from: 'legal_team', required: true }),
  enterprises: refs({ to: ['enterprise'], max: 200 }),
  from: date({ required: true }),
  to: date(),
  /** Whom this lawyer already represents; compared with opponents of new cases. */
  clients: longText({ max: 1000, privacy: 2 }),
};

export type LegalResourceData = DataOf<typeof legalResourceFields>;
