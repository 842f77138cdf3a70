/** The sheet of a type that has no official form of its own: rows of fields as its `print` names them. */
import type { RecordType } from '../records/record-type.ts';
import type { Fields } from '../fields/field.ts';
import type { Reader, RowReader } from './reader.ts';
import { fullWidth, type PaperRow } from './paper.ts';
import { label, line, longText, signatures, table, value } from './rows.ts';
import { privacyAt, type MaskRule, type Sheet } from './sheet.ts';

/** Null where a type is not printed one by one. */
export function plainSheet(type: RecordType): Sheet | null {
  const spec = type.print;
  if (spec === null) return null;
  const names = spec.rows.flat();
  return {
    key: `${type.name}.card`,
    form: '',
    version: '2026-1',
    title: spec.title,
    isPublic: spec.isPublic,
    page: 'portrait',
    style: 'table',
    many: false,
    purpose: 'file',
    fields: Object.fromEntries(names.flatMap((name) => rulesOf(type.fields, name, spec.isPublic))),
    compose: ([record]) =>
      record === undefined
        ? []
        : [
            ...spec.rows.flatMap((row) => rowsOf(type, row, record)),
            signatures(spec.signatures.map(({ zh }) => zh)),
          ],
  };
}

/** Numbers keep their ends, everything else that is sensitive is hidden. */
function rulesOf(
  fields: Fields,
  name: string,
  isPublic: boolean,
): readonly (readonly [string, MaskRule])[] {
  const children = fields[name]?.items;
  const paths =
    children === undefined ? [name] : Object.keys(children).map((child) => `${name}.${child}`);
  return paths.map((path) => {
    const privacy = privacyAt(fields, path);
    const isPhone = /phone/i.test(path);
    const rule =
      privacy === 3 || (isPublic && privacy === 2) ? 'hide' : isPhone ? 'phone' : 'plain';
    return [path, rule];
  });
}

function rowsOf(type: RecordType, names: readonly string[], record: Reader): readonly PaperRow[] {
  const [only] = names;
  const field = type.fields[only ?? ''];
  const titleOf = (name: string) => type.texts.fields[name]?.zh ?? name;
  if (names.length === 1 && only !== undefined && field?.items !== undefined) {
    const rows = record.rows(only);
    const children = drawnColumns(field.items, rows);
    const share = Math.floor(fullWidth / children.length);
    return table(only, {
      gutter: titleOf(only),
      least: 1,
      columns: children.map((child, index) => ({
        words: type.texts.items[`${only}.${child}`]?.zh ?? child,
        span: index === 0 ? fullWidth - share * (children.length - 1) : share,
      })),
      rows: rows.map((row) => children.map((child) => row.text(child))),
    });
  }
  if (names.length === 1 && only !== undefined && field?.kind === 'longText')
    return [longText(titleOf(only), record.text(only), 24)];
  const share = Math.floor(fullWidth / names.length);
  return [
    line(
      names.flatMap((name, index) => {
        const span = index === names.length - 1 ? fullWidth - share * (names.length - 1) : share;
        return [label(titleOf(name), 3), value(record.text(name), span - 3)];
      }),
      { min: 9 },
    ),
  ];
}

/** More columns than this cannot be read on a sheet. */
const mostColumns = 7;

/** The columns that hold something, needed ones first; on an empty form the first few. */
function drawnColumns(items: Fields, rows: readonly RowReader[]): readonly string[] {
  const all = Object.keys(items).filter((key) => items[key]?.items === undefined);
  const used = all.filter((key) => rows.some((row) => row.text(key) !== ''));
  const wanted = new Set([
    ...all.filter((key) => items[key]?.required === true),
    ...used,
    ...all.slice(0, 5),
  ]);
  const kept = new Set([...wanted].slice(0, mostColumns));
  return all.filter((key) => kept.has(key));
}
