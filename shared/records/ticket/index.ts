import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { ticketBeside } from './beside.ts';
import { ticketForm } from './form.ts';
import { ticketKpis } from './kpi.ts';
import { ticketLedger } from './ledger.ts';
import { ticketList } from './list.ts';
import { ticketPermissions } from './permissions.ts';
import { ticketRules } from './rules.ts';
import { ticketSamples } from './samples.ts';
import { ticketFields, type TicketData } from './schema.ts';
import { ticketSheets } from './sheets/index.ts';
import { ticketTexts } from './texts.ts';
import { ticketWorkflow } from './workflow.ts';

/** 侨企难题（三帮工单）. */
export const ticket = defineRecordType<TicketData>({
  name: 'ticket',
  collection: 'records',
  version: 1,
  numberPrefix: 'QN',
  icon: 'ticket',
  fields: ticketFields,
  schema: z.strictObject(optionalShape(ticketFields)) as unknown as z.ZodType<TicketData>,
  rules: ticketRules,
  workflow: ticketWorkflow,
  permissions: ticketPermissions,
  form: ticketForm,
  list: ticketList,
  print: null,
  sheets: ticketSheets,
  ledger: ticketLedger,
  countedOn: 'accepted_on',
  kpis: ticketKpis,
  texts: ticketTexts,
  label: (data) => data.title,
  communityFrom: { field: 'enterprise', kind: 'ref' },
  beside: ticketBeside,
  migrations: [],
  samples: ticketSamples,
});
