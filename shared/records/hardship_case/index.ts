import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { hardshipBeside } from './beside.ts';
import { withFigures } from './figures.ts';
import { hardshipForm } from './form.ts';
import { hardshipKpis } from './kpi.ts';
import { hardshipLedger } from './ledger.ts';
import { hardshipList } from './list.ts';
import { hardshipPermissions } from './permissions.ts';
import { hardshipRules } from './rules.ts';
import { hardshipSamples } from './samples.ts';
import { hardshipFields, type HardshipData } from './schema.ts';
import { hardshipSheets } from './sheets/index.ts';
import { hardshipTexts } from './texts.ts';
import { hardshipWorkflow } from './workflow.ts';

/** 困难帮扶. */
export const hardshipCase = defineRecordType<HardshipData>({
  name: 'hardship_case',
  collection: 'records',
  version: 1,
  numberPrefix: 'KN',
  icon: 'hardship',
  fields: hardshipFields,
  schema: z.strictObject(optionalShape(hardshipFields)) as unknown as z.ZodType<HardshipData>,
  rules: hardshipRules,
  workflow: hardshipWorkflow,
  permissions: hardshipPermissions,
  form: hardshipForm,
  list: hardshipList,
  print: null,
  sheets: hardshipSheets,
  ledger: hardshipLedger,
  countedOn: 'apply_on',
  kpis: hardshipKpis,
  texts: hardshipTexts,
  label: (data) => data.household.label,
  communityFrom: { field: 'household', kind: 'ref' },
  prepare: withFigures,
  beside: hardshipBeside,
  migrations: [],
  samples: hardshipSamples,
});
