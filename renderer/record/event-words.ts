/** An event in words: the verb, the opinion, and each change of a field with both values. */
import { findUnitByCode } from '../../shared/divisions/haishu-units.ts';
import type { EventDoc, FieldChange, PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import { fieldLabel } from '../../shared/texts/problems.ts';
import type { TextKey } from '../texts/index.ts';
import type { Speaker } from '../texts/use-text.ts';
import { valueText, type ValueWords } from '../format/values.ts';

const kindWord: Record<EventDoc['kind'], TextKey> = {
  create: 'record.created',
  edit: 'record.edited',
  transition: 'record.edited',
  remove: 'record.removed',
  conflict: 'record.conflict',
  move: 'record.moved',
  unmask: 'record.unmasked',
  print: 'record.printed',
  export: 'record.exported',
};

/** The verb: a transition is named as in the workflow table. */
export function eventVerb(type: RecordType, event: EventDoc, { t, say }: Speaker): string {
  const action = event.data['action'];
  const named = typeof action === 'string' ? type.texts.actions[action] : undefined;
  return named === undefined ? t(kindWord[event.kind]) : say(named);
}

/** Opinion or reason, in the words of whoever wrote it. */
export function eventOpinion(event: EventDoc): string {
  return [event.data['opinion'], event.data['reason']]
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join('　');
}

/** At most `limit` lines saying what changed. */
export function eventChanges(
  type: RecordType,
  event: EventDoc,
  speaker: Speaker,
  words: ValueWords,
  limit = 4,
): readonly string[] {
  const { t, language } = speaker;
  const text = (field: string, value: unknown) => valueText(fieldAt(type, field), value, words);
  const clashes = rowsOf(event.data['clashes']).map((clash) => {
    const field = String(clash['field']);
    return t('record.mineTheirs', {
      field: fieldLabel(type, field, language),
      mine: text(field, clash['mine']),
      theirs: text(field, clash['theirs']),
    });
  });
  const changes = rowsOf(event.data['changes']).map((row) => {
    const change = row as unknown as FieldChange;
    const field = fieldLabel(type, change.field, language);
    return type.fields[change.field]?.kind === 'items'
      ? t('record.changedItems', { field, count: changedRows(change) })
      : t('record.changed', {
          field,
          before: text(change.field, change.before),
          after: text(change.field, change.after),
        });
  });
  if (event.kind === 'move')
    return [
      t('record.movedFromTo', { from: unitIn(event.data['from']), to: unitIn(event.data['to']) }),
    ];
  // The first save of a record changes everything; listing it all would only repeat the record.
  return event.kind === 'create'
    ? clashes.slice(0, limit)
    : [...clashes, ...changes].slice(0, limit);
}

function unitIn(code: unknown): string {
  return typeof code === 'string' ? (findUnitByCode(code)?.name ?? code) : '';
}

function changedRows(change: FieldChange): number {
  const before = rowsOf(change.before);
  const after = rowsOf(change.after);
  const changed = after.filter(
    (row) =>
      !sameValue(
        row,
        before.find((each) => each['id'] === row['id']),
      ),
  );
  const gone = before.filter((row) => !after.some((each) => each['id'] === row['id']));
  return changed.length + gone.length;
}

function fieldAt(type: RecordType, path: string) {
  const parts = path.split('.');
  const field = type.fields[parts[0] ?? ''];
  return parts.length > 2 ? field?.items?.[parts.at(-1) ?? ''] : field;
}

function rowsOf(value: unknown): readonly PlainData[] {
  return Array.isArray(value)
    ? value.filter((row): row is PlainData => typeof row === 'object' && row !== null)
    : [];
}
