/** Which column of a file is which of the columns wanted. */
import { plainHeading } from './find-header.ts';

export interface Target {
  readonly key: string;
  readonly title: string;
  readonly aliases: readonly string[];
}

/** For each heading the key of its target, or null. A target is given once: to the heading that fits best, the first of equals. */
export function mapColumns(
  headings: readonly string[],
  targets: readonly Target[],
): readonly (string | null)[] {
  const taken = new Set<string>();
  const mapped: (string | null)[] = headings.map(() => null);
  // The very words first, then without brackets and stars, then by the part below a group.
  for (const fits of [titled, exactly, plainly, below]) {
    headings.forEach((heading, index) => {
      if (mapped[index] !== null || heading === '') return;
      const target = targets.find((each) => !taken.has(each.key) && fits(heading, each));
      if (target === undefined) return;
      taken.add(target.key);
      mapped[index] = target.key;
    });
  }
  return mapped;
}

/** Whether the heading belongs to one of the targets. */
export function knows(targets: readonly Target[]): (heading: string) => boolean {
  return (heading) =>
    heading !== '' && targets.some((target) => plainly(heading, target) || below(heading, target));
}

function namesOf({ title, aliases }: Target): readonly string[] {
  return [title, ...aliases];
}

function titled(heading: string, target: Target): boolean {
  return heading === target.title;
}

function exactly(heading: string, target: Target): boolean {
  return namesOf(target).includes(heading);
}

function plainly(heading: string, target: Target): boolean {
  const plain = plainHeading(heading);
  return plain !== '' && namesOf(target).some((name) => plainHeading(name) === plain);
}

function below(heading: string, target: Target): boolean {
  const own = heading.split('/').at(-1) ?? '';
  return heading.includes('/') && plainly(own, target);
}
