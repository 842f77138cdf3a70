/** A box's table of contents: what is in which part, and what is decided together. Ids and types only, never content. */
import type { RescueLine } from '../../shared/rescue/box-format.ts';
import type { Transaction } from '../database/database.ts';

export interface ContentsItem {
  readonly number: number;
  readonly part: number;
  readonly kind: 'record' | 'event' | 'draft' | 'file';
  readonly type: string;
  readonly docId: string;
  /** The item that it goes with; its own number when it stands alone. */
  readonly lead: number;
}

export interface Contents {
  add(part: number, lines: readonly RescueLine[]): void;
  counts(): { readonly rows: number; readonly drafts: number; readonly files: number };
  items(): readonly ContentsItem[];
}

interface Found extends Omit<ContentsItem, 'lead'> {
  /** Records that it belongs to, by id. */
  readonly owners: readonly string[];
}

export function createContents(): Contents {
  const found: Found[] = [];
  return {
    add(part, lines) {
      for (const line of lines) {
        const item = itemOf(line);
        if (item !== null) found.push({ ...item, part, number: found.length });
      }
    },
    counts: () => ({
      rows: found.filter(({ kind }) => kind === 'record' || kind === 'event').length,
      drafts: found.filter(({ kind }) => kind === 'draft').length,
      files: found.filter(({ kind }) => kind === 'file').length,
    }),
    items() {
      const leads = new Map<string, number>();
      for (const { kind, docId, number } of found) if (kind === 'record') leads.set(docId, number);
      // Events of a record that is not in the box are one matter.
      for (const { kind, owners, number } of found)
        for (const owner of kind === 'event' ? owners : [])
          if (!leads.has(owner)) leads.set(owner, number);
      return found.map(({ owners, ...item }) => {
        const lead = owners.map((owner) => leads.get(owner)).find((each) => each !== undefined);
        return { ...item, lead: lead ?? item.number };
      });
    },
  };
}

export async function writeItems(
  tx: Transaction,
  box: string,
  items: readonly ContentsItem[],
): Promise<void> {
  await tx.query(
    `INSERT INTO rescue_items (box, number, part, kind, type, doc_id, lead)
     SELECT $1, i.number, i.part, i.kind, i.type, i."docId", i.lead
     FROM jsonb_to_recordset($2::jsonb) AS i(number int, part int, kind text, type text, "docId" text, lead int)`,
    [box, JSON.stringify(items)],
  );
}

/** Null: more bytes of a file that has begun. */
function itemOf(line: RescueLine): Omit<Found, 'number' | 'part'> | null {
  switch (line.kind) {
    case 'row': {
      const isEvent = line.collection === 'events';
      const docId = textIn(line.row, 'id');
      return {
        kind: isEvent ? 'event' : 'record',
        type: textIn(line.row, isEvent ? 'recordType' : 'type'),
        docId,
        owners: isEvent ? [textIn(line.row, 'recordId')] : [],
      };
    }
    case 'draft':
      return {
        kind: 'draft',
        type: textIn(line.draft, 'type'),
        docId: textIn(line.draft, 'id'),
        owners: [],
      };
    case 'file':
      return line.offset === 0
        ? { kind: 'file', type: 'file', docId: line.sha256, owners: line.records }
        : null;
    default:
      return line satisfies never;
  }
}

function textIn(value: unknown, key: string): string {
  const text: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof text === 'string' ? text.slice(0, 64) : '';
}
