/** The steps of a write or a wipe, as the crash port hears them. */
import type { CrashPoint } from '../atomic-file.ts';

/** Runs the act once without dying and answers the labels in order. */
export async function labelsOf(act: (at: CrashPoint) => Promise<unknown>): Promise<string[]> {
  const labels: string[] = [];
  await act((label) => void labels.push(label));
  return labels;
}
