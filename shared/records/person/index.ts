import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { personKeys } from '../../duplicates/person-keys.ts';
import { defineRecordType } from '../record-type.ts';
import { personForm } from './form.ts';
import { generationFacts } from './generation.ts';
import { personKpis } from './kpi.ts';
import { personLedger } from './ledger.ts';
import { personList } from './list.ts';
import { personPermissions } from './permissions.ts';
import { personPrint } from './print.ts';
import { personRules } from './rules.ts';
import { personSamples } from './samples.ts';
import { personFields, type PersonData } from './schema.ts';
import { personSheets } from './sheets/index.ts';
import { personTexts } from './texts.ts';
import { personWorkflow } from './workflow.ts';

/** 人员. */
export const person = defineRecordType<PersonData>({
  name: 'person',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'person',
  fields: personFields,
  schema: z.strictObject(optionalShape(personFields)) as unknown as z.ZodType<PersonData>,
  rules: personRules,
  workflow: personWorkflow,
  permissions: personPermissions,
  form: personForm,
  list: personList,
  print: personPrint,
  sheets: personSheets,
  kpis: personKpis,
  ledger: personLedger,
  texts: personTexts,
  label: (data) => data.nameCn,
  facts: generationFacts,
  belongsTo: ['household'],
  communityFrom: { field: 'community', kind: 'code' },
  // Identity, documents with their numbers, and whether somebody lives (M1).
  manual: ['identities', 'documents', 'liveState'],
  caredBy: 'liaison',
  duplicates: personKeys,
  migrations: [],
  samples: personSamples,
});
