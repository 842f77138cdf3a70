/** Every registered workflow as a graph: nothing that is somebody's work can be stuck, and nothing stands there that cannot be reached. */
import { describe, expect, it } from 'vitest';
import type { Role } from '../access/actor.ts';
import { recordTypes } from '../records/registry.ts';
import type { RecordType } from '../records/record-type.ts';
import type { Workflow } from './workflow.ts';

/** States that nothing leads to any more; older records may rest in them, so that each must still have a way out. */
const former: Readonly<Record<string, readonly string[]>> = {
  // Plans of visits are records of their own (visit_plan), drafts stay on their device until they are submitted.
  visit: ['planned', 'assigned', 'draft'],
};
/** What nobody but the program, or the sender's side, may do. */
const bySystem: ReadonlySet<Role> = new Set(['A']);

const typed = recordTypes.flatMap((type): [string, RecordType, Workflow][] =>
  type.workflow === null ? [] : [[type.name, type, type.workflow]],
);

function reachedFrom(
  workflow: Workflow,
  starts: readonly (string | null)[],
): ReadonlySet<string | null> {
  const reached = new Set(starts);
  for (const state of reached)
    for (const step of workflow.transitions) if (step.from.includes(state)) reached.add(step.to);
  return reached;
}

describe.each(typed)('%s', (name, type, workflow) => {
  it('reaches every state', () => {
    const reached = reachedFrom(workflow, [null]);
    expect(Object.keys(workflow.states).filter((state) => !reached.has(state))).toEqual(
      former[name] ?? [],
    );
  });

  it('comes to an end from every state that is open', () => {
    const ended = Object.entries(workflow.states)
      .filter(([, { open }]) => !open)
      .map(([state]) => state);
    for (const [state, { open }] of Object.entries(workflow.states))
      if (open) {
        const reached = reachedFrom(workflow, [state]);
        expect(
          ended.some((end) => reached.has(end)),
          state,
        ).toBe(true);
      }
  });

  it('lets somebody who may read it take every step', () => {
    for (const { action, who, auto } of workflow.transitions)
      expect(
        auto !== undefined ||
          who.some((role) => type.permissions.read[role] !== undefined || bySystem.has(role)),
        action,
      ).toBe(true);
  });
});
