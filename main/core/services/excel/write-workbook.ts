/** Writes a workbook: text as text, money with two decimals, frozen heads, hidden columns, a line at the foot of every printed page. */
import writeXlsx, { type Cell as XlsxCell } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';

type Feature = NonNullable<NonNullable<Parameters<typeof writeXlsx>[1]>['features']>[number];

export type SheetCell =
  | null
  | { readonly text: string; readonly look?: 'title' | 'head' | 'note' | 'wrap' }
  /** An amount in 元. */
  | { readonly yuan: number }
  | { readonly number: number };

export interface SheetSpec {
  /** Characters that Excel refuses are taken out, and it is cut to 31. */
  readonly name: string;
  readonly columns: readonly { readonly width: number; readonly hidden?: boolean }[];
  readonly rows: readonly (readonly SheetCell[])[];
  readonly frozenRows?: number;
  /** Printed at the foot of each page: who made it and when. */
  readonly foot?: string;
  /** In large grey letters at the head of each printed page: who took it out, when, by whose leave. */
  readonly mark?: string;
}

export async function writeWorkbook(sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  const written = writeXlsx(
    sheets.map((sheet) => ({
      sheet: sheetName(sheet.name),
      data: sheet.rows.map((row) => row.map(xlsxCell)),
      columns: sheet.columns.map(({ width }) => ({ width })),
      stickyRowsCount: sheet.frozenRows ?? 0,
      orientation: 'landscape' as const,
    })),
    { fontFamily: '宋体', fontSize: 11, features: [hiddenColumns(sheets), pageFoot(sheets)] },
  );
  return new Uint8Array(await written.toBuffer());
}

export function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:']/g, '').slice(0, 31) || 'Sheet1';
}

function xlsxCell(cell: SheetCell): XlsxCell {
  if (cell === null) return null;
  if ('yuan' in cell) return { value: cell.yuan, type: Number, format: '#,##0.00' };
  if ('number' in cell) return { value: cell.number, type: Number };
  const text = { value: cell.text, type: String, format: '@' } as const;
  return cell.look === undefined ? text : { ...text, ...looks[cell.look] };
}

const looks = {
  title: { fontWeight: 'bold', fontSize: 16 },
  head: {
    fontWeight: 'bold',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
    backgroundColor: '#EEF2F4',
    borderStyle: 'thin',
  },
  note: { textColor: '#5E6A74' },
  wrap: { wrap: true },
} as const;

function hiddenColumns(sheets: readonly SheetSpec[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transformElementAttributes: (tag, attributes, index, _options, { sheetIndex }) =>
            tag === 'col' &&
            index !== undefined &&
            sheets[sheetIndex]?.columns[index]?.hidden === true
              ? { ...attributes, hidden: 1 }
              : attributes,
        },
      },
    },
  };
}

function pageFoot(sheets: readonly SheetSpec[]): Feature {
  const file = 'xl/worksheets/sheet{id}.xml';
  return {
    files: {
      transform: {
        [file]: {
          transform: (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) => {
            const { foot, mark } = sheets[sheetIndex] ?? {};
            if (foot === undefined) return xml;
            const text = sanitizeTextContent(`&L${foot}&R第 &P 页 共 &N 页`);
            const head =
              mark === undefined
                ? ''
                : `<oddHeader>${sanitizeTextContent(`&C&20&KB0B0B0${mark}`)}</oddHeader>`;
            return insertElementMarkupAccordingToOrderOfSiblings(
              xml,
              `<headerFooter>${head}<oddFooter>${text}</oddFooter></headerFooter>`,
              getOrderOfSiblings(file, 'worksheet') ?? [],
              'worksheet',
            );
          },
        },
      },
    },
  };
}
