/** Every type with a workflow is held to the specification's own table (shared/workflow/testing): role by role, guard by guard. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordTypes } from '../shared/records/registry.ts';

const folder = join(import.meta.dirname, '../shared/records');

it('is there for every type with a workflow', () => {
  const untested = recordTypes
    .filter(({ workflow }) => workflow !== null)
    .map(({ name }) => name)
    .filter((name) => {
      const path = join(folder, name, 'workflow.test.ts');
      return !existsSync(path) || !readFileSync(path, 'utf8').includes('registerWorkflowTable(');
    });
  expect(untested).toEqual([]);
});
