/**
 * What a spreadsheet program would complain about in an .xlsx, looked for in the text of its parts and not by the library that wrote them:
 * elements out of the order of ECMA-376, rows or cells twice or out of order, looks and texts that are not there, merges that overlap.
 */
import { strFromU8, unzipSync } from 'fflate';

/** Children of a worksheet in the order of CT_Worksheet. */
const order =
  `sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
  scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
  dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks
  customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects
  controls webPublishItems tableParts extLst`.split(/\s+/);

export function faultsOf(file: Uint8Array): readonly string[] {
  const parts = unzipSync(file);
  const text = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const looks = matches(block(text('xl/styles.xml'), 'cellXfs'), /<xf[ />]/g).length;
  const strings = matches(text('xl/sharedStrings.xml'), /<si[ />]/g).length;
  const declared = matches(text('[Content_Types].xml'), /PartName="\/([^"]+)"/g);
  return [
    ...declared.filter((path) => parts[path] === undefined).map((path) => `no part ${path}`),
    ...Object.keys(parts)
      .filter((path) => /^xl\/worksheets\/[^/]+\.xml$/.test(path))
      .flatMap((path) => sheetFaults(text(path), looks, strings).map((each) => `${path}: ${each}`)),
  ];
}

function sheetFaults(xml: string, looks: number, strings: number): readonly string[] {
  const faults: string[] = [];
  const places = childNames(xml).map((name) => order.indexOf(name));
  if (places.includes(-1)) faults.push(`unknown element in ${childNames(xml).join(' ')}`);
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)))
    faults.push(`order ${childNames(xml).join(' ')}`);
  const rows = matches(xml, /<row[^>]* r="(\d+)"/g).map(Number);
  if (!isRising(rows)) faults.push(`rows ${rows.join(' ')}`);
  for (const [, row = '', cells = ''] of xml.matchAll(
    /<row[^>]* r="(\d+)"[^>]*(?<!\/)>(.*?)<\/row>/gs,
  )) {
    const names = matches(cells, /<c[^>]* r="([A-Z]+\d+)"/g);
    if (names.some((name) => !name.endsWith(row) || !/^[A-Z]+\d+$/.test(name)))
      faults.push(`row ${row} holds ${names.join(' ')}`);
    if (!isRising(names.map(columnOf))) faults.push(`cells ${names.join(' ')}`);
  }
  for (const style of matches(xml, /<c[^>]* s="(\d+)"/g))
    if (Number(style) >= looks) faults.push(`no look ${style}`);
  for (const [, index = ''] of xml.matchAll(/<c[^>]* t="s"[^>]*><v>(\d+)<\/v>/g))
    if (Number(index) >= strings) faults.push(`no text ${index}`);
  const merges = matches(xml, /<mergeCell ref="([A-Z]+\d+:[A-Z]+\d+)"/g);
  const count = /<mergeCells count="(\d+)"/.exec(xml)?.[1];
  if (count !== undefined && Number(count) !== merges.length) faults.push(`${count} merges`);
  for (const [at, one] of merges.entries())
    for (const other of merges.slice(at + 1))
      if (overlap(one, other)) faults.push(`${one} ${other}`);
  return faults;
}

/** Names of the direct children of the root, in order. */
function childNames(xml: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, closing, name = '', , own] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:]*)((?:"[^"]*"|[^">])*?)(\/?)>/g,
  )) {
    if (closing === '/') depth -= 1;
    else {
      if (depth === 1) names.push(name.replace(/^.*:/, ''));
      if (own !== '/') depth += 1;
    }
  }
  return names;
}

function block(xml: string, name: string): string {
  return new RegExp(`<${name}[ >].*?</${name}>`, 's').exec(xml)?.[0] ?? '';
}

/** The first group of each match, or all of it. */
function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([all, group]) => group ?? all);
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));
}

function columnOf(name: string): number {
  return Array.from(name.replace(/\d+$/, '')).reduce(
    (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
    0,
  );
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [box(one), box(other)];
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function box(ref: string) {
  const [from = '', to = ''] = ref.split(':');
  const row = (name: string) => Number(/\d+$/.exec(name)?.[0]);
  return { left: columnOf(from), right: columnOf(to), top: row(from), bottom: row(to) };
}
