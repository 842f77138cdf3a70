/** What lies around the screens: the clock, fresh ids, and the things the page remembers until it is closed. */
import { createContext, useContext, type ReactNode } from 'react';
import type { ListHabits } from '../list/list-habits.ts';
import type { SavePdf } from '../prints/save-pdf.ts';
import type { ListMemory } from '../list/list-memory.ts';
import type { Pick } from '../../shared/bridge/prints.ts';
import type { PlainData } from '../../shared/records/envelope.ts';

export interface Surroundings {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Leaves this page for another address of this machine. */
  readonly goTo: (address: string) => void;
  /** Filters and sorting of each list. In memory only: filters can hold names. */
  readonly lists: Map<string, ListMemory>;
  /** Column choice and order of each list, kept over restarts. */
  readonly habits: ListHabits;
  /** What a new form starts with, by draft id. */
  readonly prefill: Map<string, PlainData>;
  /** What was chosen on a list, by the name it has in the address of the page it is taken to. In memory only, as filters are. */
  readonly picks: Map<string, Pick>;
  /** Writes what would be printed into a PDF; null where the browser's own print dialog does that. */
  readonly savePdf: SavePdf | null;
}

const SurroundingsContext = createContext<Surroundings | null>(null);

export function SurroundingsProvider(props: { value: Surroundings; children: ReactNode }) {
  return (
    <SurroundingsContext.Provider value={props.value}>
      {props.children}
    </SurroundingsContext.Provider>
  );
}

export function useSurroundings(): Surroundings {
  const found = useContext(SurroundingsContext);
  if (found === null) throw new Error('useSurroundings outside of its provider');
  return found;
}
