// Whether something built is older than what it was built from.
import { readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** True when the target is missing or any file under the sources is newer. */
export function isOutdated(target: string, sources: readonly string[]): boolean {
  const built = statOf(target);
  if (built === null) return true;
  return sources.some((source) => newestIn(source) > built.mtimeMs);
}

/** Time of the newest file under a path, epoch milliseconds; 0 when there is none. */
function newestIn(path: string): number {
  const stats = statOf(path);
  if (stats === null) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  let newest = 0;
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    // Tests are no part of a build.
    if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue;
    newest = Math.max(newest, statOf(join(entry.parentPath, entry.name))?.mtimeMs ?? 0);
  }
  return newest;
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
