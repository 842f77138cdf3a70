/** The values of a table of the office's own: the ledger's cells, and what has to be looked up beside the record. */
import { ageAt } from '../../../../../shared/calendar/partial-date.ts';
import { labelOf } from '../../../../../shared/dictionaries/dictionary.ts';
import { findUnitByCode } from '../../../../../shared/divisions/haishu-units.ts';
import { cellOf, type CellValue } from '../../../../../shared/ledgers/cell.ts';
import {
  ageKey,
  asOfKey,
  memberCountKey,
  membersKey,
  unitKey,
  type TemplateColumn,
} from '../../../../../shared/ledgers/template-columns.ts';
import type { Envelope } from '../../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import type { ProfileContext } from '../../profile/context.ts';

/** By record and column. */
export type Beside = ReadonlyMap<string, Readonly<Record<string, CellValue>>>;

const most = 100_000;

/** Relatives abroad of persons, members of households; asked only for the columns that are mapped. */
export async function lookBeside(
  context: ProfileContext,
  type: RecordType,
  ids: readonly string[],
  keys: ReadonlySet<string>,
): Promise<Beside> {
  const wanted = JSON.stringify(ids);
  if (type.name === 'person' && [...keys].some((key) => key.startsWith('$kin'))) {
    const rows = await context.store.read.all<{
      id: string;
      name: string | null;
      word: string | null;
      country: string | null;
    }>(
      `SELECT from_id AS id, other AS name, word, country FROM p_relation
       WHERE from_id IN (SELECT value FROM json_each(?)) AND kind = 'kin' AND in_force = 1 AND country <> 'CHN'
       ORDER BY from_id, other LIMIT ${most}`,
      [wanted],
    );
    return grouped(rows, (some) => ({
      $kinName: some.map(({ name }) => name ?? '').join('、'),
      $kinWord: some.map(({ word }) => labelOf('relation_word', word ?? '')).join('、'),
      $kinCountry: some.map(({ country }) => labelOf('country', country ?? '')).join('、'),
    }));
  }
  if (type.name === 'household' && (keys.has(membersKey) || keys.has(memberCountKey))) {
    const rows = await context.store.read.all<{ id: string; name: string }>(
      `SELECT household_id AS id, name FROM p_person
       WHERE household_id IN (SELECT value FROM json_each(?)) ORDER BY household_id, birth, name LIMIT ${most}`,
      [wanted],
    );
    return grouped(rows, (some) => ({
      [membersKey]: some.map(({ name }) => name).join('、'),
      [memberCountKey]: some.length,
    }));
  }
  return new Map();
}

function grouped<Row extends { readonly id: string }>(
  rows: readonly Row[],
  cells: (some: readonly Row[]) => Readonly<Record<string, CellValue>>,
): Beside {
  return new Map([...Map.groupBy(rows, ({ id }) => id)].map(([id, some]) => [id, cells(some)]));
}

export function templateCell(
  at: {
    readonly type: RecordType;
    readonly beside: Beside;
    /** Business date. */
    readonly today: string;
    readonly communityName: (code: string) => string;
  },
  column: TemplateColumn,
  record: Envelope,
): CellValue {
  if (column.ledger !== null) return cellOf(at.type, column.ledger, record, at.communityName);
  switch (column.key) {
    case unitKey:
      return findUnitByCode(record.unit)?.name ?? record.unit;
    case asOfKey:
      return at.today;
    case ageKey: {
      const birth = record.data['birth'];
      const age = typeof birth === 'string' ? ageAt(birth, at.today) : null;
      // A year alone leaves two ages open; the table gets neither.
      return age !== null && age.min === age.max ? age.min : null;
    }
    default:
      return at.beside.get(record.id)?.[column.key] ?? null;
  }
}
