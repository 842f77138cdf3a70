/** Keys of a person: the number, name with birth or telephone, and what only sounds alike (domain.md §2.4). */
import { asList } from '../records/columns.ts';
import { keyOf, type KeysOf } from './key.ts';
import { codeForm, nameForm, normalisePhone } from './normalise.ts';

/** Readings of a name that are compared; more are only other ways to say rare characters. */
const readings = 4;

export const personKeys: KeysOf = ({ data, community }, pinyin) => {
  const name = nameForm(data['nameCn']);
  const birth = String(data['birth'] ?? '');
  const sex = String(data['sex'] ?? '');
  const year = birth.slice(0, 4);
  const day = birth.length === 10 ? birth : '';
  const place = community || String(data['community'] ?? '');
  const phones = [
    data['phone'],
    ...asList(data['contacts'])
      .filter(
        ({ kind, owner }) => (kind === 'phone' || kind === 'overseas') && owner !== 'relative',
      )
      .map(({ value }) => value),
  ].map(normalisePhone);
  return [
    ...asList(data['documents']).flatMap(({ kind, number }) =>
      keyOf('document', 'exact', [documentKind(kind), codeForm(number)]),
    ),
    ...keyOf('name_birth_sex', 'strong', [name, day, sex]),
    ...[...new Set(phones)].flatMap((phone) => keyOf('name_phone', 'strong', [name, phone])),
    ...soundsOf(name, pinyin).flatMap((sound) =>
      keyOf('sound_year_place', 'weak', [sound, year, place]),
    ),
    ...keyOf('foreign_name_year', 'weak', [nameForm(data['nameForeign']), year]),
  ];
};

/** A fifteen-digit number is another number than its successor, but both are ID numbers. */
function documentKind(kind: unknown): string {
  return kind === 'id_old' ? 'id' : String(kind ?? '');
}

/** Whole readings of a Chinese name; a Latin one sounds like itself. */
export function soundsOf(name: string, pinyin: Parameters<KeysOf>[1]): readonly string[] {
  return name === '' ? [] : [...new Set(pinyin.readings(name).full)].slice(0, readings);
}
