/**
 * What a column of a table of the office's own may show (issue of templates, decision 040): the ledger's columns, and what only such tables
 * ask for: a running number, the street, somebody's age, relatives abroad, members of a household.
 */
import type { PrivacyClass } from '../fields/field.ts';
import type { RecordType } from '../records/record-type.ts';
import { headingsOf } from './headings.ts';
import { ledgerColumns, type LedgerColumn } from './ledger.ts';

export interface TemplateColumn {
  readonly key: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly privacy: PrivacyClass;
  /** Null where the column is no column of the ledger. */
  readonly ledger: LedgerColumn | null;
}

/** The running number of a row; it is no fact about the record and never counts as changed. */
export const rowKey = '$row';
export const unitKey = '$unit';
export const asOfKey = '$asOf';
export const ageKey = '$age';
/** Looked up beside the record, several with 、 between; so are `$kinName`, `$kinWord`, `$kinCountry`. */
export const membersKey = '$members';
export const memberCountKey = '$memberCount';

const everywhere: readonly (readonly [string, string, readonly string[]])[] = [
  [rowKey, '序号', ['编号', '顺序', '序', 'NO', 'No.']],
  [unitKey, '街道（镇乡）', ['街道', '所属街道', '镇街', '单位', '填报单位']],
  [asOfKey, '统计日期', ['填报日期', '截止日期', '统计截止']],
];
const ofType: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  person: [
    [ageKey, '年龄'],
    ['$kinName', '海外亲属'],
    ['$kinWord', '海外亲属关系'],
    ['$kinCountry', '海外亲属所在国家（地区）'],
  ],
  household: [
    [membersKey, '家庭成员'],
    [memberCountKey, '家庭人数'],
  ],
};

export function templateColumns(type: RecordType): readonly TemplateColumn[] {
  const own = (key: string, title: string, aliases: readonly string[]): TemplateColumn => ({
    key,
    title,
    aliases: [...aliases, ...headingsOf(type.name, key)],
    privacy: 1,
    ledger: null,
  });
  return [
    ...ledgerColumns(type).map((ledger) => ({
      key: ledger.key,
      title: ledger.title,
      aliases: [...ledger.aliases, ...headingsOf(type.name, ledger.key)],
      privacy: ledger.privacy,
      ledger,
    })),
    ...(ofType[type.name] ?? []).map(([key, title]) => own(key, title, [])),
    ...everywhere.map(([key, title, aliases]) => own(key, title, aliases)),
  ];
}
