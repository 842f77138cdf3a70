/** Carries one choice of a card into the record: a value, its existence, or the step that was lost. */
import type { Card } from '../../../../shared/bridge/contract.ts';
import { can } from '../../../../shared/access/can.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { ok } from '../../../../shared/result.ts';
import { stepsOf } from '../../../../shared/workflow/flow.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import type { StoredCard } from '../../sync/cards.ts';
import { deletedField, stateField } from '../../../../shared/sync/settle.ts';
import { denied, fail, findType, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { actWithin } from '../records/act-on-record.ts';
import { setAtPath, valueAtPath } from '../records/field-path.ts';
import { changesBetween } from '../records/mask-fields.ts';
import { nextEnvelope } from '../records/new-envelope.ts';

export type Side = 'mine' | 'theirs';
type Clash = Card['clashes'][number];

/** What the choice found and left at its place, so that it can be taken back. */
export interface Applied {
  readonly before: unknown;
  readonly after: unknown;
}

export async function applyChoice(
  profile: OpenProfile,
  work: Work,
  card: StoredCard,
  clash: Clash,
  choice: Side,
): Promise<Answer<Applied>> {
  const type = findType(card.type);
  if (!type.ok) return type;
  if (clash.field === stateField)
    return choice === 'theirs' ? ok({ before: null, after: null }) : takeAgain(profile, work, card);
  const value = choice === 'mine' ? clash.mine : clash.theirs;
  return putValue(profile, work, card, clash.field, value, choice);
}

/** Puts a value at a card's field (or lets the record be or not be), as an edit of this person. */
export async function putValue(
  profile: OpenProfile,
  work: Work,
  card: StoredCard,
  field: string,
  value: unknown,
  choice: Side | 'undo',
): Promise<Answer<Applied>> {
  const type = findType(card.type);
  if (!type.ok) return type;
  const record = await work.record(card.recordId);
  const cause = { type: 'conflict', id: card.id, action: choice === 'undo' ? 'undo' : 'choose' };
  if (field === deletedField)
    return letBe(profile, work, {
      type: type.value,
      card,
      record,
      wantsDeleted: value === true,
      cause,
    });
  if (record === undefined) return fail('E_NOT_FOUND');
  const { context } = profile;
  const before = valueAtPath(record.data, field) ?? null;
  const data = setAtPath(record.data, field, value);
  const changes = changesBetween(record.data, data);
  const applied = { before, after: valueAtPath(data, field) ?? null };
  if (changes.length === 0) return ok(applied);
  const allowed = can(context.actor(), 'edit', type.value, record, record);
  if (!allowed.allow) return denied(allowed.reason);
  const next = nextEnvelope(context, record, { data });
  await work.putRecord(next);
  work.addEvent('edit', next, { changes, choice, cause });
  return ok(applied);
}

async function letBe(
  { context }: OpenProfile,
  work: Work,
  about: {
    readonly type: RecordType;
    readonly card: StoredCard;
    readonly record: Envelope | undefined;
    readonly wantsDeleted: boolean;
    readonly cause: object;
  },
): Promise<Answer<Applied>> {
  const { type, card, record, wantsDeleted, cause } = about;
  const applied = { before: record === undefined, after: wantsDeleted };
  if (wantsDeleted === (record === undefined)) return ok(applied);
  // Brought back is what lived: mine, or the district's where mine was the deletion.
  const { _deleted, ...kept } = (
    card.mine._deleted ? (card.master ?? card.mine) : card.mine
  ) as Envelope & { _deleted: boolean };
  const subject = record ?? kept;
  const allowed = can(context.actor(), wantsDeleted ? 'remove' : 'edit', type, subject, subject);
  if (!allowed.allow) return denied(allowed.reason);
  const next = nextEnvelope(context, subject, {});
  if (wantsDeleted) await work.removeRecord(next);
  else await work.putRecord(next);
  work.addEvent(wantsDeleted ? 'remove' : 'edit', next, { changes: [], cause });
  return ok(applied);
}

/** The lost step once more, from where the record is now, with the words and values it had. Its rules are asked anew. */
async function takeAgain(
  { context }: OpenProfile,
  work: Work,
  card: StoredCard,
): Promise<Answer<Applied>> {
  const before = await work.record(card.recordId);
  if (before === undefined) return fail('E_NOT_FOUND');
  if (card.lost === null || 'recordId' in card.mine) return denied('no_transition');
  const step = stepsOf(card.mine).at(-1);
  const moved = await actWithin(context, work, {
    type: card.type,
    id: card.recordId,
    action: card.lost.action,
    opinion: card.lost.opinion,
    ...(step?.values === undefined ? {} : { values: step.values }),
  });
  return moved.ok ? ok({ before: before.state, after: moved.value.state }) : moved;
}
