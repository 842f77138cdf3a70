import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { householdKeys } from '../../duplicates/household-keys.ts';
import { defineRecordType } from '../record-type.ts';
import { householdForm } from './form.ts';
import { householdKpis } from './kpi.ts';
import { householdList } from './list.ts';
import { householdPermissions } from './permissions.ts';
import { householdPrint } from './print.ts';
import { householdRules } from './rules.ts';
import { householdSamples } from './samples.ts';
import { householdFields, type HouseholdData } from './schema.ts';
import { householdTexts } from './texts.ts';
import { householdWorkflow } from './workflow.ts';

/** 涉侨户. */
export const household = defineRecordType<HouseholdData>({
  name: 'household',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'household',
  fields: householdFields,
  schema: z.strictObject(optionalShape(householdFields)) as unknown as z.ZodType<HouseholdData>,
  rules: householdRules,
  workflow: householdWorkflow,
  permissions: householdPermissions,
  form: householdForm,
  list: householdList,
  print: householdPrint,
  kpis: householdKpis,
  texts: householdTexts,
  label: (data) => data.name,
  communityFrom: { field: 'community', kind: 'code' },
  caredBy: 'liaison',
  duplicates: householdKeys,
  migrations: [],
  samples: householdSamples,
});
