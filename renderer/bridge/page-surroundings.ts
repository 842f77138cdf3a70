/** The real surroundings of the page: its clock, its random source, and memory that ends with it. */
import { createUuidV7 } from '../../shared/ids/uuid.ts';
import { recordType } from '../../shared/records/registry.ts';
import { createListHabits } from '../list/list-habits.ts';
import type { SavePdf } from '../prints/save-pdf.ts';
import { freshList } from '../list/list-memory.ts';
import type { Surroundings } from './surroundings.tsx';

/** Starts lists as they were left: the hidden columns and the order. */
export async function pageSurroundings(savePdf: SavePdf | null): Promise<Surroundings> {
  const now = () => Date.now();
  const habits = createListHabits();
  const kept = await habits.load();
  return {
    now,
    newId: createUuidV7({ now, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) }),
    goTo: (address) => location.assign(address),
    lists: new Map(
      kept.map(({ type, hidden, sort }) => [
        type,
        { ...freshList, view: recordType(type)?.list.views[0]?.key ?? '', hidden, sort },
      ]),
    ),
    habits,
    prefill: new Map(),
    picks: new Map(),
    savePdf,
  };
}
