import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { userForm } from './form.ts';
import { userKpis } from './kpi.ts';
import { userList } from './list.ts';
import { userPermissions } from './permissions.ts';
import { userPrint } from './print.ts';
import { userRules } from './rules.ts';
import { userSamples } from './samples.ts';
import { userFields, type UserData } from './schema.ts';
import { userTexts } from './texts.ts';
import { userWorkflow } from './workflow.ts';

/** 用户. */
export const user = defineRecordType<UserData>({
  name: 'user',
  collection: 'masters',
  version: 1,
  numberPrefix: '',
  icon: 'user',
  fields: userFields,
  schema: z.strictObject(optionalShape(userFields)) as unknown as z.ZodType<UserData>,
  rules: userRules,
  workflow: userWorkflow,
  permissions: userPermissions,
  form: userForm,
  list: userList,
  print: userPrint,
  kpis: userKpis,
  texts: userTexts,
  label: (data) => data.name,
  migrations: [],
  samples: userSamples,
});
