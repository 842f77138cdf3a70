/** An entry of a roster as the page shows it: who, what is wrong, what would change; numbers masked. */
import type { z } from 'zod';
import type { RosterKind, RosterRowView, rosterCounts } from '../../../../shared/bridge/rosters.ts';
import { printWords } from '../../../../shared/prints/print-words.ts';
import { asList } from '../../../../shared/records/columns.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { labelOf } from '../../../../shared/dictionaries/dictionary.ts';
import { rosterColumn } from '../../../../shared/rosters/columns.ts';
import type { EntryChange } from '../../../../shared/rosters/merge-entry.ts';
import { rosterColumnOf } from '../../../../shared/rosters/texts.ts';
import { maskIdNumber } from '../../../../shared/text/mask.ts';
import type { Candidate } from './find-known.ts';
import type { Decided } from './roster-session.ts';

export type RosterCounts = z.infer<typeof rosterCounts>;

export function shownRow(
  no: number,
  kind: RosterKind,
  { entry, row, judged }: Decided,
  communityName: (code: string) => string,
): RosterRowView {
  const wrong = new Set(judged.problems.map(({ field }) => rosterColumnOf(field)));
  return {
    no,
    row: entry.row,
    part: entry.part,
    kind,
    name: String(entry.person['nameCn'] ?? ''),
    facts: factsOf(entry.person, communityName),
    problems: judged.problems.map(({ params, ...problem }) => ({
      ...problem,
      ...(params === undefined ? {} : { params: { ...params } }),
    })),
    cells: [...wrong].flatMap((key) => {
      const column = rosterColumn(key);
      if (column === undefined) return [];
      const text = row.cells.get(key) ?? '';
      // A number is entered anew, never shown in full beside its mistake.
      return [{ key, text: column.sensitive === true ? '' : text.slice(0, 500) }];
    }),
    candidates: judged.candidates.flatMap(shownCandidate),
    target: judged.target?.record.id ?? '',
    changes: [
      ...(judged.merge?.changes ?? []).map((change) => shownChange(change, communityName)),
      ...judged.newKin.map((name) => ({ field: 'kinName', before: '', after: name })),
    ],
    differs: (judged.merge?.differs ?? []).map((change) => shownChange(change, communityName)),
  };
}

function shownCandidate({ record, level }: Candidate): RosterRowView['candidates'] {
  if (level === 'name') return [];
  const { data } = record;
  return [
    {
      id: record.id,
      label: recordType('person')?.label(data) ?? '',
      place: [data['birth'], data['liveAddr']]
        .filter((each) => typeof each === 'string')
        .join('　'),
      level,
    },
  ];
}

export function shownChange(
  { field, before, after }: EntryChange,
  communityName: (code: string) => string,
) {
  return {
    field,
    before: inWords(field, before, communityName),
    after: inWords(field, after, communityName),
  };
}

function inWords(name: string, value: unknown, communityName: (code: string) => string): string {
  const field = recordType('person')?.fields[name];
  if (value === undefined || field === undefined) return '';
  if (name === 'documents')
    return asList(value)
      .map(
        ({ kind, number }) =>
          `${labelOf('document_kind', String(kind))} ${maskIdNumber(String(number))}`,
      )
      .join('、');
  if (name === 'identities')
    return asList(value)
      .map(({ identity, country }) =>
        [
          labelOf('identity', String(identity)),
          country === undefined ? '' : labelOf('country', String(country)),
        ]
          .filter(Boolean)
          .join(' '),
      )
      .join('、');
  return printWords(field, value, communityName) || String(value);
}

function factsOf(person: PlainData, communityName: (code: string) => string): string {
  const number = asList(person['documents'])[0]?.['number'];
  return [
    person['sex'] === undefined ? '' : labelOf('sex', String(person['sex'])),
    person['birth'],
    inWords('identities', person['identities'], communityName),
    typeof person['community'] === 'string' ? communityName(person['community']) : '',
    typeof number === 'string' ? maskIdNumber(number) : '',
  ]
    .filter((each) => typeof each === 'string' && each !== '')
    .join('　');
}
