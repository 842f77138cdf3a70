/** One run: an empty office, its rounds of work and faults, and after each fault the question whether every promise was kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flipBit, cutEnd } from './damage.ts';
import { judge, type Verdict } from './judge.ts';
import { Ledger } from './ledger.ts';
import { openOfficeStore } from './open-office-store.ts';
import { scheduleOf, type Round } from './schedule.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { workUntilFault } from './work-and-fault.ts';

export interface RunOutcome {
  readonly acknowledged: number;
  readonly lost: number;
  readonly halfWritten: number;
  readonly corruptUndetected: number;
  readonly outOfStep: number;
  /** Gone after damage, and the start-up said so. */
  readonly lostAndSaid: number;
  /** Writes that a full disk refused. */
  readonly refused: number;
  /** Starts that a full disk refused; with room they went well. */
  readonly refusedStarts: number;
  readonly faults: readonly string[];
  readonly complaints: readonly string[];
}

const none: RunOutcome = {
  acknowledged: 0,
  lost: 0,
  halfWritten: 0,
  corruptUndetected: 0,
  outOfStep: 0,
  lostAndSaid: 0,
  refused: 0,
  refusedStarts: 0,
  faults: [],
  complaints: [],
};

/** What the start-up says when it could not bring everything back by itself. */
const damageNotes: ReadonlySet<string> = new Set([
  'damaged_set_aside',
  'restored_from_backup',
  'salvaged',
  'started_empty',
  'log_damaged',
]);

/** Each doubles the disk: 48 MB become 768. */
const mostRefusedStarts = 4;

export async function runOnce(seed: number, run: number): Promise<RunOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-fuzz-'));
  const disk = mountSmallDisk(folder);
  const ledger = new Ledger();
  let sum = none;
  try {
    const first = await openOfficeStore(folder, true);
    if (!first.ok) throw new Error(`a new store did not open: ${first.error.code}`);
    await first.value.store.close();
    for (const [number, round] of scheduleOf(seed, run).entries()) {
      const prefix = `${run}r${number}`;
      const { acknowledged, refused } = await workUntilFault(folder, prefix, round, ledger, disk);
      const damaged = damage(folder, round);
      const outcome = await reopen(folder, ledger, damaged, disk);
      const where = `run ${run} round ${number} (${round.fault})`;
      sum = {
        acknowledged: sum.acknowledged + acknowledged,
        lost: sum.lost + outcome.lost,
        halfWritten: sum.halfWritten + outcome.halfWritten,
        corruptUndetected: sum.corruptUndetected + outcome.corruptUndetected,
        outOfStep: sum.outOfStep + outcome.outOfStep,
        lostAndSaid: sum.lostAndSaid + outcome.lostAndSaid,
        refused: sum.refused + refused,
        refusedStarts: sum.refusedStarts + outcome.refusedStarts,
        faults: [...sum.faults, damaged ? round.fault : round.fault === 'full' ? 'full' : 'kill'],
        complaints: [...sum.complaints, ...outcome.complaints.map((each) => `${where}: ${each}`)],
      };
    }
    return sum;
  } finally {
    disk?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True when a byte was really changed. */
function damage(folder: string, round: Round): boolean {
  const database = join(folder, 'office.db');
  if (round.fault === 'flip') return flipBit(database, round.place) !== null;
  if (round.fault === 'flip-log') return flipBit(`${database}-wal`, round.place) !== null;
  if (round.fault === 'cut') return cutEnd(database, round.place) !== null;
  return false;
}

async function reopen(
  folder: string,
  ledger: Ledger,
  damaged: boolean,
  disk: SmallDisk | null,
): Promise<Omit<RunOutcome, 'acknowledged' | 'refused' | 'faults'>> {
  const { opened, refusedStarts } = await openWithRoom(folder, disk);
  const { store, notes } = opened;
  try {
    const verdict = await judge(store, ledger);
    const said = damaged && notes.some(({ code }) => damageNotes.has(code));
    const complaints = words(verdict, said);
    if (said) ledger.adopt(verdict.present, verdict.events);
    else ledger.settle(verdict.openIsThere);
    const gone = verdict.lost.length + verdict.halfWritten.length;
    return {
      lost: said || damaged ? 0 : verdict.lost.length,
      halfWritten: said || damaged ? 0 : verdict.halfWritten.length,
      corruptUndetected: (said ? 0 : verdict.changed.length) + (damaged && !said ? gone : 0),
      outOfStep: verdict.outOfStep.length,
      lostAndSaid: said ? gone : 0,
      refusedStarts,
      complaints,
    };
  } finally {
    await store.close();
  }
}

/** A start copies what a crash has left, and on a disk that has no room for it refuses politely; then somebody tidies up. */
async function openWithRoom(folder: string, disk: SmallDisk | null) {
  for (let refusedStarts = 0; ; refusedStarts += 1) {
    const opened = await openOfficeStore(folder, false);
    if (opened.ok) return { opened: opened.value, refusedStarts };
    const isFull = opened.error.code === 'E_DISK_FULL' && disk !== null;
    if (!isFull || refusedStarts >= mostRefusedStarts)
      throw new Error(`the store did not open again: ${opened.error.code}`);
    disk.grow();
  }
}

function words(verdict: Verdict, said: boolean): string[] {
  const list = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${what}: ${names.slice(0, 5).join(', ')} (${names.length})`];
  return [
    ...(said ? [] : list('lost', verdict.lost)),
    ...(said ? [] : list('half written', verdict.halfWritten)),
    ...(said ? [] : list('changed', verdict.changed)),
    ...list('out of step', verdict.outOfStep),
  ];
}
