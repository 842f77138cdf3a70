import { z } from 'zod';
import { optionalShape } from '../../fields/kinds.ts';
import { defineRecordType } from '../record-type.ts';
import { suggestionForm } from './form.ts';
import { suggestionKpis } from './kpi.ts';
import { suggestionList } from './list.ts';
import { suggestionPermissions } from './permissions.ts';
import { suggestionPrint } from './print.ts';
import { suggestionRules } from './rules.ts';
import { suggestionSamples } from './samples.ts';
import { suggestionFields, type SuggestionData } from './schema.ts';
import { suggestionTexts } from './texts.ts';
import { suggestionWorkflow } from './workflow.ts';

/** 意见建议. */
export const suggestion = defineRecordType<SuggestionData>({
  name: 'suggestion',
  collection: 'records',
  version: 1,
  numberPrefix: 'YJ',
  icon: 'suggestion',
  fields: suggestionFields,
  schema: z.strictObject(optionalShape(suggestionFields)) as unknown as z.ZodType<SuggestionData>,
  rules: suggestionRules,
  workflow: suggestionWorkflow,
  permissions: suggestionPermissions,
  form: suggestionForm,
  list: suggestionList,
  print: suggestionPrint,
  countedOn: 'received_on',
  kpis: suggestionKpis,
  texts: suggestionTexts,
  label: (data) => Array.from(data.content).slice(0, 30).join(''),
  communityFrom: { field: 'from', kind: 'ref' },
  migrations: [],
  samples: suggestionSamples,
});
