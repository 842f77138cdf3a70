/** Processor time of processes, from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

function statOf(pid: number | string): readonly string[] | null {
  try {
    // The name in brackets may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
}

/** Seconds used by a process, its children alive and its children ended. */
export function secondsOfFamily(pid: number): number {
  const ticks = (stat: readonly string[] | null, from: number) =>
    Number(stat?.[from] ?? 0) + Number(stat?.[from + 1] ?? 0);
  const own = statOf(pid);
  let sum = ticks(own, 11) + ticks(own, 13);
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(name);
    if (stat !== null && Number(stat[1]) === pid) sum += ticks(stat, 11);
  }
  return sum / ticksPerSecond;
}
