/** Finds the row of headings in a table that begins with titles and notes, and joins headings of two rows. */

export interface FoundHeader {
  /** Zero-based. */
  readonly row: number;
  /** One row, or two where groups stand over columns. */
  readonly height: 1 | 2;
  /** `家庭成员/姓名` where a group stands above. */
  readonly headings: readonly string[];
}

/** Headings stand near the top, or nowhere. */
const searched = 25;

/** The row in which most headings are known; null when no row has two of them (or the only one of a single column). */
export function findHeader(
  rows: readonly (readonly string[])[],
  isKnown: (heading: string) => boolean,
): FoundHeader | null {
  let best: { found: FoundHeader; score: number } | null = null;
  for (let row = 0; row < Math.min(rows.length, searched); row += 1) {
    for (const height of heightsAt(rows, row)) {
      const headings = headingsAt(rows, row, height);
      const score = scoreOf(headings, isKnown);
      if (score > (best?.score ?? 0)) best = { found: { row, height, headings }, score };
    }
  }
  const least = Math.min(2, Math.max(1, best?.found.headings.filter(Boolean).length ?? 1));
  return best !== null && best.score >= least ? best.found : null;
}

/** Two rows only where the upper one groups columns: merged cells show as the same words beside or below one another. */
function heightsAt(rows: readonly (readonly string[])[], row: number): readonly (1 | 2)[] {
  const top = rows[row] ?? [];
  const under = rows[row + 1] ?? [];
  const isTitle = new Set(top.filter(Boolean)).size < 2;
  const isGrouped = top.some(
    (text, column) => text !== '' && (text === under[column] || text === top[column + 1]),
  );
  return isGrouped && !isTitle ? [1, 2] : [1];
}

function scoreOf(headings: readonly string[], isKnown: (heading: string) => boolean): number {
  const known = headings.filter(isKnown).map(plainHeading);
  // The same words twice (a merged title over all columns) are one heading.
  return new Set(known).size;
}

function headingsAt(
  rows: readonly (readonly string[])[],
  row: number,
  height: 1 | 2,
): readonly string[] {
  const top = rows[row] ?? [];
  if (height === 1) return top.map(oneLine);
  const under = rows[row + 1] ?? [];
  return Array.from({ length: Math.max(top.length, under.length) }, (_, column) => {
    const [group, own] = [oneLine(top[column] ?? ''), oneLine(under[column] ?? '')];
    if (group === '' || group === own) return own;
    return own === '' ? group : `${group}/${own}`;
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** A heading without what offices add: spaces, stars for needed, units in brackets, numbers in front. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replaceAll(/\s|[*＊]/g, '')
    .replaceAll(/[(（【[][^)）】\]]*[)）】\]]/g, '')
    .replace(/^\d+[.、]/, '')
    .replace(/[:：]$/, '')
    .toLowerCase();
}
