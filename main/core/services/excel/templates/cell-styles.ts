/** The looks of a workbook's cells: which are dates, which are text, and a copy of a look with the mark of a change. */
import type { Element } from '@xmldom/xmldom';
import { childrenOf, serialized, type WorkbookParts } from './workbook-parts.ts';

export interface CellStyles {
  isDate(style: number): boolean;
  isText(style: number): boolean;
  /** The same look on yellow; made once for each. */
  marked(style: number): number;
  save(): void;
}

const path = 'xl/styles.xml';
/** Light yellow, as offices mark what they have changed. */
const markColour = 'FFFFF2A8';
const textFormat = 49;

export function openStyles(parts: WorkbookParts): CellStyles {
  if (!parts.has(path)) return plainStyles;
  const document = parts.xml(path);
  const root = document.documentElement;
  const fills = childrenOf(root, 'fills')[0];
  const looks = childrenOf(root, 'cellXfs')[0];
  if (root === null || fills === undefined || looks === undefined) return plainStyles;
  const formats = new Map(
    childrenOf(childrenOf(root, 'numFmts')[0] ?? null, 'numFmt').map((each) => [
      Number(each.getAttribute('numFmtId')),
      each.getAttribute('formatCode') ?? '',
    ]),
  );
  const all: Element[] = childrenOf(looks, 'xf');
  const formatOf = (style: number) => Number(all[style]?.getAttribute('numFmtId') ?? 0);
  const made = new Map<number, number>();
  let fill: number | null = null;

  const addFill = (): number => {
    const name = (local: string) => (fills.prefix === null ? local : `${fills.prefix}:${local}`);
    const element = (local: string) => document.createElementNS(fills.namespaceURI, name(local));
    const [own, pattern, colour] = [
      element('fill'),
      element('patternFill'),
      element('fgColor'),
    ] as const;
    pattern.setAttribute('patternType', 'solid');
    colour.setAttribute('rgb', markColour);
    pattern.appendChild(colour);
    own.appendChild(pattern);
    fills.appendChild(own);
    const count = childrenOf(fills, 'fill').length;
    fills.setAttribute('count', String(count));
    return count - 1;
  };
  return {
    isDate: (style) => isDateFormat(formatOf(style), formats.get(formatOf(style)) ?? ''),
    isText: (style) => formatOf(style) === textFormat,
    marked(style) {
      const known = made.get(style);
      if (known !== undefined) return known;
      const base = all[style] ?? all[0];
      if (base === undefined) return style;
      fill ??= addFill();
      const copy = base.cloneNode(true) as Element;
      copy.setAttribute('fillId', String(fill));
      copy.setAttribute('applyFill', '1');
      looks.appendChild(copy);
      all.push(copy);
      looks.setAttribute('count', String(all.length));
      made.set(style, all.length - 1);
      return all.length - 1;
    },
    save: () => {
      if (made.size > 0) parts.write(path, serialized(document));
    },
  };
}

const plainStyles: CellStyles = {
  isDate: () => false,
  isText: () => false,
  marked: (style) => style,
  save: () => undefined,
};

/** Built-in formats of days (14–17, 22, and those of East Asia), or a code that speaks of years or days. */
function isDateFormat(id: number, code: string): boolean {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return true;
  return /[yd]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}
