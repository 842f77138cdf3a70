/** Dictionaries of the workflow engine: parameters and the roles that somebody may stand in for. */
import { parameters } from '../parameters/parameters.ts';
import { table } from './table.ts';

export const workflowDictionaries = {
  parameter_key: Object.fromEntries(
    Object.entries(parameters).map(([key, { label }]) => [key, label]),
  ),
  stand_in_role: table({ O: ['街道干事', 'Street officer'], H: ['主席（分管领导）', 'Chair'] }),
};
