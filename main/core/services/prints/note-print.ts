/** `prints.note`: who printed what, how many at once and what for stands at every record before the printer starts. */
import type { Input } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { dictionaryHas, labelOf } from '../../../../shared/dictionaries/dictionary.ts';
import { findSheet } from '../../../../shared/prints/sheets-of.ts';
import { ok } from '../../../../shared/result.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import { fail, findType, invalid, type Answer } from '../answer.ts';
import type { ProfileContext } from '../profile/context.ts';
import { checkCode, listCode } from './check-code.ts';
import { pickedRecords } from './picked-records.ts';

export interface PrintDeps {
  readonly context: ProfileContext;
  readonly local: LocalValues;
}

/** Where a printed list is remembered on this computer, so that it can be compared later. */
export function listKey(code: string): string {
  return `print:${code}`;
}

export async function notePrint(
  { context, local }: PrintDeps,
  input: Input<'prints.note'>,
): Promise<Answer<Record<string, never>>> {
  const found = findType(input.type);
  if (!found.ok) return found;
  const type = found.value;
  const sheet = findSheet(type, input.sheet);
  if (sheet === undefined) return fail('E_UNKNOWN_SHEET');
  if (!dictionaryHas('print_purpose', input.purpose))
    return invalid([{ field: 'purpose', code: 'required', severity: 'error' }]);
  const picked = await pickedRecords(
    context,
    type,
    { by: 'ids', ids: input.ids },
    { verb: 'print', max: input.ids.length },
  );
  if (!picked.ok) return picked;
  const { records } = picked.value;
  if (records.length === 0) return fail('E_NOTHING_CHOSEN');
  const count = records.length;
  const words = [
    `《${sheet.title.zh}》`,
    count > 1 ? `共 ${count} 条` : '',
    labelOf('print_purpose', input.purpose),
    input.way === 'pdf' ? 'PDF' : '',
    input.full ? '完整信息' : '',
  ];
  const listed = sheet.many ? listCode(records) : null;
  const noted = await context.work.run<Record<string, never>, Failure>(async (work) => {
    for (const record of records)
      work.addEvent('print', record, {
        sheet: sheet.key,
        version: sheet.version,
        count,
        purpose: input.purpose,
        way: input.way,
        full: input.full,
        code: listed ?? checkCode(record.id, record.mutation),
        reason: words.filter((word) => word !== '').join('　'),
      });
    return ok({});
  });
  if (noted.ok && listed !== null)
    await local.put(listKey(listed), 'print', {
      type: type.name,
      lines: records.map(({ id, mutation }) => [id, mutation]),
      at: new Date(context.now()).toISOString(),
    });
  return noted;
}
