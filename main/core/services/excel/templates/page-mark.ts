/** A line in grey at the head of each printed page, whatever the office's own table prints there. */
import type { Element } from '@xmldom/xmldom';
import { childrenOf } from './workbook-parts.ts';

/** What may stand behind the head and foot of pages in a sheet (ECMA-376, CT_Worksheet). */
const behind: ReadonlySet<string> = new Set([
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
]);
/** In the order in which they stand. */
const parts = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'];
const grey = '&KB0B0B0';

export function markPages(sheet: Element, text: string): void {
  const document = sheet.ownerDocument;
  if (document === null) return;
  const make = (name: string) =>
    document.createElementNS(
      sheet.namespaceURI,
      sheet.prefix === null ? name : `${sheet.prefix}:${name}`,
    );
  let pages = childrenOf(sheet, 'headerFooter')[0];
  if (pages === undefined) {
    pages = make('headerFooter');
    const next = Array.from(sheet.childNodes).find((node) =>
      behind.has((node as Element).localName ?? ''),
    );
    sheet.insertBefore(pages, next ?? null);
  }
  for (const kind of ['oddHeader', ...headsOf(pages)]) {
    let head = childrenOf(pages, kind)[0];
    if (head === undefined) {
      head = make(kind);
      const later = new Set(parts.slice(parts.indexOf(kind) + 1));
      const next = Array.from(pages.childNodes).find((node) =>
        later.has((node as Element).localName ?? ''),
      );
      pages.insertBefore(head, next ?? null);
    }
    const own = head.textContent ?? '';
    // What the office prints there stays; the mark is a line below it.
    const line = `&14${grey}${text.replaceAll('&', '&&')}`;
    head.textContent = own === '' ? `&C${line}` : `${own}\n${line}`;
  }
}

/** Heads that are used instead of the usual one on some pages. */
function headsOf(pages: Element): readonly string[] {
  const isOn = (name: string) => ['1', 'true'].includes(pages.getAttribute(name) ?? '');
  return [
    ...(isOn('differentOddEven') ? ['evenHeader'] : []),
    ...(isOn('differentFirst') ? ['firstHeader'] : []),
  ];
}
