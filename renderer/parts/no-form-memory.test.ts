import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// A browser writes what stands in boxes into its session file, in clear, to restore tabs after a crash. It leaves out those that say
// autoComplete="off" (Chromium: HTMLFormControlElementWithState::ShouldSaveAndRestoreFormControlState).
it('every box for text forbids the browser to remember what is in it', () => {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx') && !name.includes('.test.'),
  );
  const forgetful = files.flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/<(?:input|textarea)\s([\s\S]*?)\/>/g)]
      .filter(
        ([, attributes = '']) =>
          !attributes.includes('autoComplete') &&
          !/type="(?:radio|checkbox|file)"/.test(attributes),
      )
      .map(([tag]) => `${name}: ${tag.slice(0, 60)}`),
  );
  expect(files.length).toBeGreaterThan(40);
  expect(forgetful).toEqual([]);
});
