/** Reads a small list from a CSV file: a header line, then rows; quotes as spreadsheets write them. */

export type CsvRead =
  | { readonly ok: true; readonly rows: readonly Readonly<Record<string, string>>[] }
  | { readonly ok: false; readonly line: number };

/** Cells are trimmed, empty ones left out; `line` names the first line with the wrong number of cells. */
export function readCsv(text: string): CsvRead {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = cellsOf(lines[0] ?? '');
  const rows: Record<string, string>[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = cellsOf(line);
    if (cells.length !== header.length) return { ok: false, line: index + 1 };
    const pairs = header.map((name, column) => [name, cells[column] ?? ''] as const);
    rows.push(Object.fromEntries(pairs.filter(([, cell]) => cell !== '')));
  }
  return { ok: true, rows };
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '"') {
      // Two quotes inside quotes are one quote.
      if (quoted && line.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = !quoted;
    } else if (letter === ',' && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}
