/**
 * One narrow table for the search box: 汉字 fragments (one character is enough), full pinyin, initials,
 * every reading of a 多音字, and digits of phones and ID numbers, by substring. What is compared stands in narrow indexes of its own
 * (search-query.ts reads those and not the rows), which at 240,000 records is a third of the time.
 */
import { absorbedState } from '../../../shared/duplicates/key.ts';
import type { Envelope } from '../../../shared/records/envelope.ts';
import type { PinyinReadings } from '../../../shared/pinyin/pinyin-port.ts';
import type { CollectionName } from './collection-schemas.ts';
import { foldText, HAS_LATIN, onlyDigits } from './search-query.ts';
import type { SideTable } from './side-tables.ts';

export type SearchSpec = {
  /** Record type. */
  type: string;
  collection?: Extract<CollectionName, 'records' | 'masters'>;
  /** Hash of the declaration; a new one builds the table again. */
  version?: string;
  title: (document: Envelope) => string;
  subtitle: (document: Envelope) => string;
  /** Searched by 汉字, pinyin and initials, beside the title. */
  names: (document: Envelope) => readonly string[];
  /** Searched by fragment: phone, ID tail, numbers. */
  digits: (document: Envelope) => readonly string[];
};

export type ToPinyin = (text: string) => PinyinReadings;

/** Several values share a column; a newline can not be typed into the search box, so no hit spans two of them. */
const BETWEEN = '\n';

const columns = 'type unit community title subtitle han pinyin initials digits'.split(' ');
const write = `INSERT INTO search(id, ${columns.join()}) VALUES(?${',?'.repeat(columns.length)})
  ON CONFLICT(id) DO UPDATE SET ${columns.map((column) => `${column}=excluded.${column}`).join()}`;

/** The one search side table for all given types. */
export function searchTable(specs: readonly SearchSpec[], toPinyin: ToPinyin): SideTable {
  const byType = new Map(specs.map((spec) => [spec.type, spec]));
  return {
    name: 'search',
    version: JSON.stringify([3, specs.map((spec) => [spec.type, spec.version ?? ''])]),
    collections: [...new Set(specs.map((spec) => spec.collection ?? 'records'))],
    create(database) {
      database.exec(`CREATE TABLE search(k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, unit TEXT NOT NULL,
        community TEXT NOT NULL, title TEXT NOT NULL, subtitle TEXT NOT NULL, han TEXT NOT NULL, pinyin TEXT NOT NULL,
        initials TEXT NOT NULL, digits TEXT NOT NULL);
        CREATE INDEX search_han ON search(han);
        CREATE INDEX search_latin ON search(han) WHERE ${HAS_LATIN};
        CREATE INDEX search_letters ON search(pinyin, initials);
        CREATE INDEX search_digits ON search(digits)`);
    },
    write(tx, _collection, id, document) {
      const spec = byType.get(String(document['type']));
      if (spec === undefined) return;
      if (document._deleted || document['state'] === absorbedState) {
        tx.run('DELETE FROM search WHERE id=?', id);
        return;
      }
      const record = document as unknown as Envelope;
      const title = spec.title(record).toWellFormed();
      // The title stands first, so that a prefix of this column is a prefix of the title.
      const names = [...new Set([title, ...spec.names(record)].map(foldText))].filter(
        (name) => name !== '',
      );
      const readings = spec.names(record).map(toPinyin);
      tx.run(
        write,
        id,
        spec.type,
        record.unit,
        record.community,
        title,
        spec.subtitle(record).toWellFormed(),
        names.join(BETWEEN),
        readings.flatMap((reading) => reading.full).join(BETWEEN),
        readings.flatMap((reading) => reading.initials).join(BETWEEN),
        spec
          .digits(record)
          .map(onlyDigits)
          .filter((digits) => digits !== '')
          .join(BETWEEN),
      );
    },
  };
}
