/** 填报单位：, 填表人：, 填报日期： around a table, filled in where the office left room for them and nothing else. */
import type { Element } from '@xmldom/xmldom';
import { below, childrenOf, type WorkbookParts } from './workbook-parts.ts';

export interface TableFacts {
  readonly unitName: string;
  readonly maker: string;
  /** Business date. */
  readonly asOf: string;
  /** At the head of each printed page; '' for nothing. */
  readonly approval: string;
}

const stringsPath = 'xl/sharedStrings.xml';
/** What may stand behind the room that was left. */
const nextLabel = '(?=$|填|制|审|统|日期|负责|联系)';
const room = '[\\s_\\u3000]*';

export function fillWords(
  parts: WorkbookParts,
  lines: readonly Element[],
  facts: TableFacts,
): void {
  const shared = parts.has(stringsPath)
    ? childrenOf(parts.xml(stringsPath).documentElement, 'si').map(textOf)
    : [];
  for (const cell of lines.flatMap((line) => childrenOf(line, 'c'))) {
    const kind = cell.getAttribute('t');
    const text =
      kind === 's'
        ? (shared[Number(childrenOf(cell, 'v')[0]?.textContent ?? -1)] ?? '')
        : kind === 'inlineStr'
          ? textOf(cell)
          : '';
    const filled = wordsWith(text, facts);
    if (filled !== text) putText(cell, filled);
  }
}

/** Exported for its test. */
export function wordsWith(
  text: string,
  { unitName, maker, asOf }: Omit<TableFacts, 'approval'>,
): string {
  const labels = [
    ['填报单位(?:（盖章）)?|制表单位|填表单位', unitName],
    ['填表人|制表人|填报人', maker],
    ['填报日期|填表日期|制表日期|填报时间|统计截止|截止日期', asOf],
  ] as const;
  return labels.reduce(
    (done, [label, value]) =>
      done.replaceAll(
        new RegExp(`(${label})([:：])${room}${nextLabel}`, 'gu'),
        (all: string, name: string, colon: string, at: number) =>
          `${name}${colon}${value}${at + all.length < done.length ? '　' : ''}`,
      ),
    text,
  );
}

function textOf(element: Element): string {
  // Readings of Chinese characters stand in `rPh` and are not part of the text.
  return below(element, 't')
    .filter(({ parentNode }) => (parentNode as Element | null)?.localName !== 'rPh')
    .map(({ textContent }) => textContent ?? '')
    .join('');
}

function putText(cell: Element, text: string): void {
  const document = cell.ownerDocument;
  if (document === null) return;
  const element = (name: string) =>
    document.createElementNS(
      cell.namespaceURI,
      cell.prefix === null ? name : `${cell.prefix}:${name}`,
    );
  for (const child of Array.from(cell.childNodes)) cell.removeChild(child);
  cell.setAttribute('t', 'inlineStr');
  const [own, words] = [element('is'), element('t')] as const;
  words.setAttribute('xml:space', 'preserve');
  words.textContent = text;
  own.appendChild(words);
  cell.appendChild(own);
}
