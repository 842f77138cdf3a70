import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { visitBeside } from './beside.ts';
import { submitWithin } from './draft-due.ts';
import { visitForm } from './form.ts';
import { visitKpis } from './kpi.ts';
import { visitLedger } from './ledger.ts';
import { visitList } from './list.ts';
import { visitPermissions } from './permissions.ts';
import { dropWithoutConsent, visitRules } from './rules.ts';
import { visitSamples } from './samples.ts';
import { visitFields, type VisitData } from './schema.ts';
import { visitSheets } from './sheets/index.ts';
import { visitTexts } from './texts.ts';
import { visitWorkflow } from './workflow.ts';

/** 走访慰问. */
export const visit = defineRecordType<VisitData>({
  name: 'visit',
  collection: 'records',
  version: 1,
  numberPrefix: 'ZF',
  icon: 'visit',
  fields: visitFields,
  schema: z.strictObject(optionalShape(visitFields)) as unknown as z.ZodType<VisitData>,
  rules: visitRules,
  workflow: visitWorkflow,
  permissions: visitPermissions,
  form: visitForm,
  list: visitList,
  print: null,
  sheets: visitSheets,
  ledger: visitLedger,
  countedOn: 'visit_at',
  kpis: visitKpis,
  texts: visitTexts,
  label: (data) => data.subject.label,
  communityFrom: { field: 'subject', kind: 'ref' },
  prepare: dropWithoutConsent,
  draftDue: submitWithin,
  beside: visitBeside,
  migrations: [],
  samples: visitSamples,
});
