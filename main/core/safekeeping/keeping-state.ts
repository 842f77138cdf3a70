/** What safekeeping must remember beside the database, because it decides how the database is opened. Nothing personal is in it. */
import { z } from 'zod';
import { startupNote, type StartupNote } from '../../../shared/bridge/keeping.ts';
import { readJson, writeJsonDurably } from './durable-files.ts';

const stateSchema = z.object({
  secondPlace: z.string().nullable(),
  secondPlaceFailed: z.boolean(),
  lastIntegrityAt: z.string().nullable(),
  /** Starts and ends without trouble since the database file was last replaced. */
  cleanStarts: z.int(),
  notes: z.array(startupNote),
});
export type KeepingState = z.infer<typeof stateSchema>;

const empty: KeepingState = {
  secondPlace: null,
  secondPlaceFailed: false,
  lastIntegrityAt: null,
  cleanStarts: 0,
  notes: [],
};

export interface KeepingMemory {
  get(): KeepingState;
  /** Kept in memory when the disk refuses: a full disk must not stop a start. */
  set(change: Partial<KeepingState>): void;
  addNotes(notes: readonly StartupNote[]): void;
}

export function openKeepingMemory(path: string): KeepingMemory {
  let state = readJson(path, stateSchema) ?? empty;
  const set = (change: Partial<KeepingState>) => {
    state = { ...state, ...change };
    try {
      writeJsonDurably(path, state);
    } catch {
      // Said by the rung that found the disk full or read-only.
    }
  };
  return {
    get: () => state,
    set,
    addNotes: (notes) => {
      if (notes.length > 0) set({ notes: [...state.notes, ...notes].slice(-20) });
    },
  };
}
