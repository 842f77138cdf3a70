import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { unitForm } from './form.ts';
import { unitKpis } from './kpi.ts';
import { unitList } from './list.ts';
import { unitPermissions } from './permissions.ts';
import { unitPrint } from './print.ts';
import { unitRules } from './rules.ts';
import { unitSamples } from './samples.ts';
import { unitFields, type UnitData } from './schema.ts';
import { unitTexts } from './texts.ts';
import { unitWorkflow } from './workflow.ts';

/** 单位. */
export const unit = defineRecordType<UnitData>({
  name: 'unit',
  collection: 'masters',
  version: 1,
  numberPrefix: '',
  icon: 'unit',
  fields: unitFields,
  schema: z.strictObject(optionalShape(unitFields)) as unknown as z.ZodType<UnitData>,
  rules: unitRules,
  workflow: unitWorkflow,
  permissions: unitPermissions,
  form: unitForm,
  list: unitList,
  print: unitPrint,
  kpis: unitKpis,
  texts: unitTexts,
  label: (data) => data.name,
  migrations: [],
  samples: unitSamples,
});
