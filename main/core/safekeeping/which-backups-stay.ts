/** Which backups are kept (style: 6 newest, one a day for 14 days, one a week for 8 weeks; never without a sound one). Pure. */

export interface Kept {
  readonly id: string;
  readonly at: string;
  readonly sound: boolean;
  /** Made before the layout was changed; stays until the new layout has proved itself. */
  readonly guards: boolean;
  readonly bytes: number;
}

const newest = 6;
const days = 14;
const weeks = 8;
const day = 86_400_000;

/** Ids to remove. `budget`: bytes that the rest may take; the newest sound one stays whatever it takes. */
export function backupsToRemove(
  backups: readonly Kept[],
  { now, budget }: { readonly now: number; readonly budget: number },
): readonly string[] {
  const byAge = backups.toSorted((a, b) => b.at.localeCompare(a.at));
  const last = byAge.find(({ sound }) => sound);
  const keep = new Set<string>(last === undefined ? [] : [last.id]);
  const sound = byAge.filter((each) => each.sound);
  for (const { id } of sound.slice(0, newest)) keep.add(id);
  keepOnePer(sound, (age) => (age < days * day ? Math.floor(age / day) : null), now, keep);
  keepOnePer(
    sound,
    (age) => (age < weeks * 7 * day ? Math.floor(age / (7 * day)) : null),
    now,
    keep,
  );
  for (const { id, guards } of byAge) if (guards) keep.add(id);
  // A damaged one is of no use beside two sound ones, and evidence before that.
  if (sound.length < 2) for (const { id, sound: isSound } of byAge) if (!isSound) keep.add(id);
  thinOut(byAge, keep, last?.id, budget);
  return byAge.filter(({ id }) => !keep.has(id)).map(({ id }) => id);
}

function keepOnePer(
  backups: readonly Kept[],
  slotOf: (age: number) => number | null,
  now: number,
  keep: Set<string>,
): void {
  const taken = new Set<number>();
  for (const { id, at } of backups) {
    const slot = slotOf(Math.max(0, now - Date.parse(at)));
    if (slot === null || taken.has(slot)) continue;
    taken.add(slot);
    keep.add(id);
  }
}

/** Oldest first, until the rest fits. */
function thinOut(
  byAge: readonly Kept[],
  keep: Set<string>,
  last: string | undefined,
  budget: number,
): void {
  let bytes = byAge.reduce((sum, each) => sum + (keep.has(each.id) ? each.bytes : 0), 0);
  for (const each of byAge.toReversed()) {
    if (bytes <= budget) return;
    if (!keep.has(each.id) || each.id === last || each.guards) continue;
    keep.delete(each.id);
    bytes -= each.bytes;
  }
}
