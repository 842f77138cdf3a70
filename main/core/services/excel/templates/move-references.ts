/** Whatever points at rows of a sheet follows them when rows are put in: formulas, filters, rules, printed areas, other sheets. */
import type { Element } from '@xmldom/xmldom';
import { shiftFormula, shiftRange, shiftRanges, type Shift } from './shift-rows.ts';
import { below, childrenOf, serialized, type WorkbookParts } from './workbook-parts.ts';

const workbookPath = 'xl/workbook.xml';
const chainPath = 'xl/calcChain.xml';

/** Within the sheet, whose own rows have been moved already. */
export function moveReferences(
  parts: WorkbookParts,
  sheet: Element,
  path: string,
  name: string,
  shift: Shift,
): void {
  // A hint that is optional and would be wrong.
  for (const each of childrenOf(sheet, 'dimension')) sheet.removeChild(each);
  if (shift.by === 0) return;
  for (const formula of below(sheet, 'f')) {
    formula.textContent = shiftFormula(formula.textContent ?? '', shift, {
      sheet: name,
      own: true,
    });
    change(formula, 'ref', (ref) => shiftRange(ref, shift));
  }
  for (const tag of ['autoFilter', 'hyperlink', 'sortState', 'sortCondition'])
    for (const each of below(sheet, tag)) change(each, 'ref', (ref) => shiftRange(ref, shift));
  for (const tag of ['conditionalFormatting', 'dataValidation', 'ignoredError', 'protectedRange'])
    for (const each of below(sheet, tag)) change(each, 'sqref', (refs) => shiftRanges(refs, shift));
  for (const each of below(sheet, 'sqref'))
    each.textContent = shiftRanges(each.textContent ?? '', shift);
  for (const list of childrenOf(sheet, 'rowBreaks'))
    for (const each of childrenOf(list, 'brk'))
      change(each, 'id', (row) => String(Number(row) > shift.last ? Number(row) + shift.by : row));
  for (const table of parts.related(path, 'table')) {
    const document = parts.xml(table);
    const root = document.documentElement;
    if (root === null) continue;
    for (const each of [root, ...below(root, 'autoFilter')])
      change(each, 'ref', (ref) => shiftRange(ref, shift));
    parts.write(table, serialized(document));
  }
}

/** On the other sheets, and in the workbook's names (the printed area). */
export function moveReferencesElsewhere(
  parts: WorkbookParts,
  path: string,
  name: string,
  shift: Shift,
): void {
  if (shift.by === 0) return;
  const elsewhere = { sheet: name, own: false };
  for (const other of parts.sheets.filter((each) => each.path !== path && parts.has(each.path))) {
    const document = parts.xml(other.path);
    const formulas = below(document.documentElement, 'f');
    for (const each of formulas)
      each.textContent = shiftFormula(each.textContent ?? '', shift, elsewhere);
    if (formulas.length > 0) parts.write(other.path, serialized(document));
  }
  const workbook = parts.xml(workbookPath);
  const names = below(workbook.documentElement, 'definedName');
  for (const each of names)
    each.textContent = shiftFormula(each.textContent ?? '', shift, elsewhere);
  if (names.length > 0) parts.write(workbookPath, serialized(workbook));
}

/** Sums are worked out anew when the file is opened; the order of the old calculation names cells that have moved. */
export function recalculate(parts: WorkbookParts): void {
  const workbook = parts.xml(workbookPath);
  const root = workbook.documentElement;
  if (root === null) return;
  const [known] = childrenOf(root, 'calcPr');
  const settings =
    known ??
    workbook.createElementNS(
      root.namespaceURI,
      root.prefix === null ? 'calcPr' : `${root.prefix}:calcPr`,
    );
  settings.setAttribute('fullCalcOnLoad', '1');
  if (known === undefined) root.insertBefore(settings, afterNames(root));
  parts.write(workbookPath, serialized(workbook));
  if (!parts.has(chainPath)) return;
  parts.drop(chainPath);
  for (const [file, tag, attribute] of [
    ['[Content_Types].xml', 'Override', 'PartName'],
    ['xl/_rels/workbook.xml.rels', 'Relationship', 'Target'],
  ] as const) {
    const document = parts.xml(file);
    for (const each of below(document.documentElement, tag))
      if ((each.getAttribute(attribute) ?? '').endsWith('calcChain.xml'))
        each.parentNode?.removeChild(each);
    parts.write(file, serialized(document));
  }
}

/** The schema has an order: settings of calculation stand behind the sheets and the names. */
function afterNames(root: Element): Element | null {
  const before = new Set([
    'fileVersion',
    'fileSharing',
    'workbookPr',
    'AlternateContent',
    'revisionPtr',
    'absPath',
    'workbookProtection',
    'bookViews',
    'sheets',
    'functionGroups',
    'externalReferences',
    'definedNames',
  ]);
  return (
    Array.from(root.childNodes).find(
      (node): node is Element =>
        node.nodeType === 1 && !before.has((node as Element).localName ?? ''),
    ) ?? null
  );
}

function change(element: Element, attribute: string, to: (value: string) => string): void {
  const value = element.getAttribute(attribute);
  if (value !== null && value !== '') element.setAttribute(attribute, to(value));
}
