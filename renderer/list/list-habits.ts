/**
 * Which columns somebody hides and how they sort, kept by Dexie in the browser's own storage (design.md §3: non-personal
 * preferences only). Column names and directions, never a filter: those can hold names. The database is made with the first habit.
 */
import { Dexie, type EntityTable } from 'dexie';
import type { ListMemory } from './list-memory.ts';

/** Of one list, by record type. */
export interface ListHabit {
  readonly type: string;
  readonly hidden: readonly string[] | null;
  readonly sort: ListMemory['sort'];
}

export interface ListHabits {
  /** What was kept; nothing where the browser keeps nothing. */
  load(): Promise<readonly ListHabit[]>;
  /** Resolves when kept, or when that turned out impossible: a lost habit is no reason to stop anybody. */
  keep(habit: ListHabit): Promise<void>;
}

const databaseName = 'qiaobang-habits';

export function createListHabits(): ListHabits {
  let opened: { readonly lists: EntityTable<ListHabit, 'type'> } | null = null;

  function lists(): EntityTable<ListHabit, 'type'> {
    if (opened === null) {
      const database = new Dexie(databaseName) as Dexie & { lists: EntityTable<ListHabit, 'type'> };
      database.version(1).stores({ lists: 'type' });
      opened = database;
    }
    return opened.lists;
  }

  return {
    async load() {
      try {
        return (await Dexie.exists(databaseName)) ? await lists().toArray() : [];
      } catch {
        // A private window or a full disk: lists simply start as they were designed.
        return [];
      }
    },
    async keep({ type, hidden, sort }) {
      try {
        await lists().put({ type, hidden, sort });
      } catch {
        // As above.
      }
    },
  };
}
