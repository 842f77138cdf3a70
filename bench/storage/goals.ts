/** The goals, each with what was measured. A goal that could not be measured is not met, and says why. */
import { round } from './measure.ts';

export interface Goal {
  readonly name: string;
  readonly value: number | null;
  readonly goal: string;
  readonly met: boolean;
}

export function atMost(name: string, value: number | null, limit: number, unit: string): Goal {
  return {
    name,
    value: value === null ? null : round(value),
    goal: `<= ${limit} ${unit}`,
    met: value !== null && value <= limit,
  };
}

export function atLeast(name: string, value: number | null, limit: number, unit: string): Goal {
  return {
    name,
    value: value === null ? null : round(value),
    goal: `>= ${limit} ${unit}`,
    met: value !== null && value >= limit,
  };
}

export function tableOf(goals: readonly Goal[]): string {
  return goals
    .map(
      ({ name, value, goal, met }) =>
        `${met ? '✓' : '✗'} ${name.padEnd(44)} ${String(value ?? 'not measured').padStart(12)}   ${goal}`,
    )
    .join('\n');
}
