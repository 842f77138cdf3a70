/** What becomes of references when rows are put in between: ranges that end at the table's last row grow with it, what stands below moves down. */

export interface Shift {
  /** Last row of the table as it was, as people count; rows are put in behind its beginning, so that its end moves. */
  readonly last: number;
  readonly by: number;
}

/** `B2:D5`, `$A$1`, `C:C`; anything else comes back as it is. */
export function shiftRange(ref: string, shift: Shift): string {
  const [start = '', end] = ref.split(':');
  if (end === undefined) return shiftCell(start, shift, false);
  return `${shiftCell(start, shift, false)}:${shiftCell(end, shift, true)}`;
}

/** Several with spaces between, as in `sqref`. */
export function shiftRanges(refs: string, shift: Shift): string {
  return refs
    .split(' ')
    .map((ref) => shiftRange(ref, shift))
    .join(' ');
}

function shiftCell(cell: string, { last, by }: Shift, isEnd: boolean): string {
  const match = /^(\$?[A-Z]{1,3}\$?)(\d+)$/.exec(cell);
  if (match === null) return cell;
  const row = Number(match[2]);
  return row > last || (isEnd && row >= last) ? `${match[1] ?? ''}${row + by}` : cell;
}

/** One reference of a formula with the sheet it names, or a text in quotes, which is left alone. */
const token =
  /"(?:[^"]|"")*"|(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\p{L}\p{N}_(.!])/gu;

/** `sheet`: whose rows move; `own`: the formula stands on that sheet, so that a reference without a name means it. */
export function shiftFormula(
  formula: string,
  shift: Shift,
  { sheet, own }: { readonly sheet: string; readonly own: boolean },
): string {
  return replaceRefs(formula, (named, ref) =>
    (named === null ? own : named === sheet) ? shiftRange(ref, shift) : ref,
  );
}

/** The formula of a row written for another one: rows without `$` go with it. */
export function moveFormula(formula: string, by: number): string {
  return replaceRefs(formula, (named, ref) =>
    named !== null
      ? ref
      : ref.replaceAll(
          /([A-Z]{1,3})(\d+)/g,
          (_all, column: string, row: string) => `${column}${Math.max(1, Number(row) + by)}`,
        ),
  );
}

function replaceRefs(
  formula: string,
  change: (sheet: string | null, ref: string) => string,
): string {
  return formula.replaceAll(
    token,
    (all: string, name: string | undefined, ref: string | undefined, at: number) => {
      // A text in quotes, or the tail of a longer word.
      if (ref === undefined || /[\p{L}\p{N}_.]/u.test(formula[at - 1] ?? '')) return all;
      if (name === undefined) return change(null, ref);
      const plain = name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
      return `${name}!${change(plain, ref)}`;
    },
  );
}
