/**
 * The two hidden columns that bring a row back to its record: the system number, and a mark of each cell as it was exported. A cell
 * whose mark still fits was not touched, so whatever happened to the record since, the import leaves it alone.
 */
import { createHash } from 'node:crypto';

/** Keys under which a mapping names them. */
export const idKey = '$id';
export const marksKey = '$marks';
export const idTitle = '系统编号';
export const marksTitle = '系统校验';

export function cellMark(key: string, plain: string): string {
  return createHash('sha256').update(`${key}\n${plain}`).digest('base64url').slice(0, 5);
}

export function writeMarks(cells: readonly (readonly [key: string, plain: string])[]): string {
  return cells.map(([key, plain]) => `${key}:${cellMark(key, plain)}`).join(' ');
}

/** Marks by column; null where the file has none, as one that somebody typed. */
export function readMarks(text: string): ReadonlyMap<string, string> | null {
  const marks = text
    .split(/\s+/)
    .map((part) => /^([$\w]+):([\w-]{5})$/.exec(part))
    .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]));
  return marks.length === 0 ? null : new Map(marks);
}
