/** What a workbook's parts say besides cells: how large they are unpacked, and which cells are merged. */
import { unzipSync } from 'fflate';

/** Zero-based, ends included. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Bytes of all parts together, without unpacking one. */
export function unpackedSize(bytes: Uint8Array): number {
  let sum = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      sum += originalSize;
      return false;
    },
  });
  return sum;
}

/** Merged ranges by the name of their sheet. */
export function mergedRanges(bytes: Uint8Array): ReadonlyMap<string, readonly Range[]> {
  const parts = unzipSync(bytes, {
    filter: ({ name }) =>
      /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name),
  });
  const text = (name: string) => new TextDecoder().decode(parts[name] ?? new Uint8Array());
  const targets = new Map(
    elements(text('xl/_rels/workbook.xml.rels'), 'Relationship').map((each) => [
      attribute(each, 'Id'),
      attribute(each, 'Target').replace(/^\/?(?:xl\/)?/, ''),
    ]),
  );
  return new Map(
    elements(text('xl/workbook.xml'), 'sheet').map((sheet) => {
      const target = targets.get(attribute(sheet, 'r:id')) ?? '';
      const ranges = elements(text(`xl/${target}`), 'mergeCell').flatMap(
        (each) => rangeOf(attribute(each, 'ref')) ?? [],
      );
      return [attribute(sheet, 'name'), ranges] as const;
    }),
  );
}

function elements(xml: string, name: string): readonly string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g')) ?? [];
}

function attribute(element: string, name: string): string {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1] ?? '';
  return found
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** `B2:D5`. */
function rangeOf(ref: string): Range | null {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref);
  if (match === null) return null;
  const [, left = '', top = '', right = '', bottom = ''] = match;
  return {
    left: columnIndex(left),
    top: Number(top) - 1,
    right: columnIndex(right),
    bottom: Number(bottom) - 1,
  };
}

function columnIndex(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
