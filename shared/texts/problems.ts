/** The sentence for a problem: the type's own texts first, then the validators', then the general ones here. */
import type { Problem } from '../fields/field.ts';
import type { RecordType } from '../records/record-type.ts';
import { say, type Bilingual, type Language } from './bilingual.ts';
import { validatorTexts } from './validators.ts';

export const generalProblems: Readonly<Record<string, Bilingual>> = {
  required: { zh: '{label}要填', en: '{label} is needed' },
  too_long: {
    zh: '{label}最多 {max} 字，现在 {now} 字',
    en: '{label}: at most {max} characters, now {now}',
  },
  unknown_field: {
    zh: '这一项本版本不认识，升级后再改',
    en: 'This version does not know this field; upgrade to change it',
  },
  not_in_dictionary: {
    zh: '{label}选了字典里没有的“{value}”，重新选一个',
    en: '{label}: “{value}” is not in the dictionary; choose again',
  },
  invalid_text: { zh: '{label}写法不对，重新填', en: '{label} cannot be read; enter it again' },
  invalid_longText: { zh: '{label}写法不对，重新填', en: '{label} cannot be read; enter it again' },
  invalid_code: { zh: '{label}写法不对，重新填', en: '{label} cannot be read; enter it again' },
  invalid_choice: { zh: '{label}要从列表里选', en: '{label}: choose from the list' },
  invalid_choices: { zh: '{label}要从列表里选', en: '{label}: choose from the list' },
  invalid_flag: { zh: '{label}只能选是或否', en: '{label}: yes or no' },
  invalid_date: { zh: '{label}写成 2026-11-23 这样', en: '{label}: write it like 2026-11-23' },
  invalid_partialDate: {
    zh: '{label}写成 1952、1952-09 或 1952-09-15',
    en: '{label}: write 1952, 1952-09 or 1952-09-15',
  },
  invalid_instant: {
    zh: '{label}写成 2026-11-23 09:10 这样',
    en: '{label}: write it like 2026-11-23 09:10',
  },
  invalid_money: {
    zh: '{label}写成元，最多两位小数，不能小于 0',
    en: '{label}: an amount in CNY, at most two decimals, not below 0',
  },
  invalid_integer: {
    zh: '{label}要填整数，且在范围内',
    en: '{label}: a whole number within range',
  },
  invalid_decimal: { zh: '{label}要填数字，且在范围内', en: '{label}: a number within range' },
  invalid_ref: { zh: '{label}要从列表里选一个', en: '{label}: choose one from the list' },
  invalid_refs: { zh: '{label}要从列表里选', en: '{label}: choose from the list' },
  invalid_files: {
    zh: '{label}里有太大、太多或不收的文件，去掉再提交',
    en: '{label}: a file is too large, of a kind not kept, or there are too many',
  },
  invalid_photos: {
    zh: '{label}里有太大、太多或不是照片的文件，去掉再提交',
    en: '{label}: a file is too large, no picture, or there are too many',
  },
  invalid_signature: {
    zh: '{label}读不出来，重新签或重新扫描',
    en: '{label} cannot be read; sign or scan it again',
  },
  file_missing: {
    zh: '“{name}”在这台电脑上没有存好，去掉后重新添加',
    en: '“{name}” is not stored on this computer; remove it and add it again',
  },
  invalid_items: { zh: '{label}里有写不对的行', en: '{label}: a row cannot be read' },
  future_date: {
    zh: '{label}不能晚于今天（{today}）',
    en: '{label} cannot be after today ({today})',
  },
  future_moment: { zh: '{label}不能晚于现在', en: '{label} cannot be in the future' },
  locked_in_state: {
    zh: '{label}现在的状态不能改',
    en: '{label} cannot be changed in this state',
  },
  'flow.nothing_due': { zh: '现在没有期限，不用延期', en: 'Nothing is due, so nothing to extend' },
  'flow.extension_late': {
    zh: '延期要在到期前至少 1 个工作日提出（期限 {due}）',
    en: 'More time must be asked for at least one working day before {due}',
  },
  'flow.extension_used': {
    zh: '已经延期过一次，再延要区侨联领导同意',
    en: 'Extended once already; only the district’s leader can extend again',
  },
  'import.no_such': {
    zh: '{label}“{value}”在本机找不到，先登记，或改成登记的名称',
    en: '{label}: “{value}” is not here; register it first or use its registered name',
  },
  'import.ambiguous': {
    zh: '{label}“{value}”有 {count} 个同名，分不清是哪一个；在程序里改这一条',
    en: '{label}: {count} are called “{value}”; change this one in the program',
  },
  'import.digits_lost': {
    zh: '{label}在表格里丢了末尾几位（超过 15 位变成了 0）；把这一列设成文本，重新填',
    en: '{label} lost its last digits in the spreadsheet; set the column to text and enter it again',
  },
  'import.not_here': {
    zh: '系统编号对应的记录不在本机，可能已删除或不在您的范围',
    en: 'The record of this system number is not here; it may be deleted or outside your scope',
  },
  'import.twice': {
    zh: '和第 {row} 行是同一条，只留一行',
    en: 'The same record as row {row}; keep one of them',
  },
  'import.changed_since': {
    zh: '{label}导出后在程序里改成了“{now}”，和表里改的不一样；核对后在程序里改',
    en: '{label} was changed to “{now}” in the program after the export; compare and change it there',
  },
  'import.not_editable': {
    zh: '这条记录现在不能改（{reason}）',
    en: 'This record cannot be changed now ({reason})',
  },
  'import.not_read': {
    zh: '{label}由程序填写，表里的改动不读入',
    en: '{label} is filled by the program; the change in the file is not taken',
  },
  clash: {
    zh: '{label}您填写时被别人改过，选一个',
    en: '{label} was changed meanwhile; choose one',
  },
};

/** The sentence to show at the field. An unknown code yields a general sentence, never the bare code. */
export function problemText(type: RecordType, problem: Problem, language: Language): string {
  const text =
    type.texts.problems[problem.code] ??
    validatorText(problem.code) ??
    generalProblems[problem.code] ??
    generalProblems['invalid_text'];
  return text === undefined
    ? ''
    : say(text, language, { label: fieldLabel(type, problem.field, language), ...problem.params });
}

/** The label of a field path: `needs.0.route` is the column 去向. */
export function fieldLabel(type: RecordType, path: string, language: Language): string {
  const parts = path.split('.');
  const child = parts.length > 2 ? type.texts.items[`${parts[0]}.${parts.at(-1)}`] : undefined;
  return (
    (child ?? type.texts.fields[parts[0] ?? ''])?.[language] ??
    (language === 'zh' ? '这一项' : 'This field')
  );
}

function validatorText(code: string): Bilingual | undefined {
  return Object.hasOwn(validatorTexts, code)
    ? validatorTexts[code as keyof typeof validatorTexts]
    : undefined;
}
