/** What happens to files while nobody looks. */
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';

/** Turns one bit. `place` in [0, 1) of the file. Returns the byte's offset, or null when there is no file to damage. */
export function flipBit(path: string, place: number): number | null {
  if (!existsSync(path) || statSync(path).size === 0) return null;
  const content = readFileSync(path);
  const at = Math.floor(content.length * place);
  content[at] = (content[at] ?? 0) ^ (1 << (Math.floor(place * 8 * content.length) % 8));
  writeFileSync(path, content);
  return at;
}

/** Cuts the end off, at least one byte of it. */
export function cutEnd(path: string, place: number): number | null {
  if (!existsSync(path) || statSync(path).size === 0) return null;
  const size = Math.floor(statSync(path).size * place);
  truncateSync(path, size);
  return size;
}
