/** The real surroundings of the page: its clock, its random source, and memory that ends with it. */
import { createUuidV7 } from '../../shared/ids/uuid.ts';
import type { Surroundings } from './surroundings.tsx';

export function pageSurroundings(): Surroundings {
  const now = () => Date.now();
  return {
    now,
    newId: createUuidV7({ now, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) }),
    goTo: (address) => location.assign(address),
    lists: new Map(),
    prefill: new Map(),
  };
}
