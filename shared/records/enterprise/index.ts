import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { enterpriseKeys } from '../../duplicates/enterprise-keys.ts';
import { defineRecordType } from '../record-type.ts';
import { enterpriseForm } from './form.ts';
import { enterpriseKpis } from './kpi.ts';
import { enterpriseList } from './list.ts';
import { enterprisePermissions } from './permissions.ts';
import { enterprisePrint } from './print.ts';
import { enterpriseRules } from './rules.ts';
import { enterpriseSamples } from './samples.ts';
import { enterpriseFields, type EnterpriseData } from './schema.ts';
import { enterpriseTexts } from './texts.ts';
import { enterpriseWorkflow } from './workflow.ts';

/** 侨企. */
export const enterprise = defineRecordType<EnterpriseData>({
  name: 'enterprise',
  collection: 'records',
  version: 1,
  numberPrefix: '',
  icon: 'enterprise',
  fields: enterpriseFields,
  schema: z.strictObject(optionalShape(enterpriseFields)) as unknown as z.ZodType<EnterpriseData>,
  rules: enterpriseRules,
  workflow: enterpriseWorkflow,
  permissions: enterprisePermissions,
  form: enterpriseForm,
  list: enterpriseList,
  print: enterprisePrint,
  kpis: enterpriseKpis,
  texts: enterpriseTexts,
  label: (data) => data.name,
  communityFrom: { field: 'community', kind: 'code' },
  caredBy: 'officer',
  duplicates: enterpriseKeys,
  migrations: [],
  samples: enterpriseSamples,
});
