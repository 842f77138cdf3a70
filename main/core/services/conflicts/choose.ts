/** Choices on clash cards: one field, many fields, and the last one taken back. A choice and its record are one transaction. */
import type { Card, Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { ok } from '../../../../shared/result.ts';
import { sameValue } from '../../../../shared/sync/merge.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import {
  cardKey,
  cardKind,
  isWaiting,
  publicCard,
  toCard,
  toData,
  type ChoiceStep,
  type StoredCard,
} from '../../sync/cards.ts';
import { deletedField, stateField } from '../../../../shared/sync/settle.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { valueAtPath } from '../records/field-path.ts';
import { applyChoice, putValue, type Side } from './apply-choice.ts';
import { shownCard, userNames } from './shown-card.ts';

type Many = Extract<Output<'sync.chooseMany'>, { ok: true }>['value'];

/** Takes one side of one field. The other side stays on the card, so that choosing again changes it. */
export async function chooseSide(
  profile: OpenProfile,
  input: Input<'sync.choose'>,
): Promise<Answer<Card>> {
  const chosen = await onCard(profile, input.cardId, (work, card) =>
    chooseField(profile, work, card, input.field, input.choice),
  );
  return chosen.ok ? shown(profile, chosen.value) : chosen;
}

/** The same side everywhere. What one field may not have does not hold up the others; it stays open. */
export async function chooseMany(
  profile: OpenProfile,
  input: Input<'sync.chooseMany'>,
): Promise<Answer<Many>> {
  const done: Many['done'] = [];
  let left = 0;
  for (const cardId of new Set(input.cardIds)) {
    const card = await profile.cards.get(cardId);
    if (card === undefined || card.kind !== 'clash') continue;
    let fields = 0;
    for (const clash of card.clashes.filter((each) => each.chosen === null)) {
      const taken =
        !clash.manual &&
        (
          await onCard(profile, cardId, (work, now) =>
            chooseField(profile, work, now, clash.field, input.choice),
          )
        ).ok;
      if (taken) fields += 1;
      else left += 1;
    }
    if (fields > 0) done.push({ cardId, fields });
  }
  profile.sync.changed();
  return ok({ done, left });
}

/** Takes the last choice back, as long as nobody has written there since and it was no step of the workflow. */
export async function undoChoice(
  profile: OpenProfile,
  input: Input<'sync.undo'>,
): Promise<Answer<Card>> {
  const undone = await onCard(profile, input.cardId, async (work, card) => {
    const step = card.steps.at(-1);
    if (step === undefined || !publicCard(card).undoable) return fail('E_CARD_FIXED');
    if (step.field !== stateField && !sameValue(step.before, step.after)) {
      if (!sameValue(await valueNow(work, card, step.field), step.after))
        return fail('E_CARD_OUTDATED', { label: card.label });
      const put = await putValue(profile, work, card, step.field, step.before, 'undo');
      if (!put.ok) return put;
    }
    return ok({
      ...withChoice(card, step.field, step.from),
      steps: card.steps.slice(0, -1),
      decidedAt: null,
    });
  });
  return undone.ok ? shown(profile, undone.value) : undone;
}

async function chooseField(
  profile: OpenProfile,
  work: Work,
  card: StoredCard,
  field: string,
  choice: Side,
): Promise<Answer<StoredCard>> {
  const clash = card.clashes.find((each) => each.field === field);
  if (clash === undefined) return fail('E_NOT_FOUND');
  // Taken once, the step is taken; pressing twice must not take it twice.
  if (field === stateField && card.lost?.redone === true) return ok(card);
  const applied = await applyChoice(profile, work, card, clash, choice);
  if (!applied.ok) return applied;
  const step: ChoiceStep = { field, from: clash.chosen, ...applied.value };
  const next = withChoice(card, field, choice);
  return ok({
    ...next,
    steps: [...card.steps, step],
    decidedAt: isWaiting(next) ? null : new Date(profile.context.now()).toISOString(),
    lost:
      field === stateField && choice === 'mine' && card.lost !== null
        ? { ...card.lost, redone: true }
        : card.lost,
  });
}

async function valueNow(work: Work, card: StoredCard, field: string): Promise<unknown> {
  const record = await work.record(card.recordId);
  if (field === deletedField) return record === undefined;
  return record === undefined ? undefined : (valueAtPath(record.data, field) ?? null);
}

function withChoice(card: StoredCard, field: string, chosen: Side | null): StoredCard {
  return {
    ...card,
    clashes: card.clashes.map((each) => (each.field === field ? { ...each, chosen } : each)),
  };
}

function onCard(
  profile: OpenProfile,
  cardId: string,
  change: (work: Work, card: StoredCard) => Promise<Answer<StoredCard>>,
): Promise<Answer<StoredCard>> {
  return profile.context.work.run<StoredCard, Failure>(async (work) => {
    const card = toCard(await work.local(cardKey(cardId)));
    if (card === undefined) return fail('E_NOT_FOUND');
    const changed = await change(work, card);
    if (changed.ok) await work.putLocal(cardKey(cardId), cardKind, toData(changed.value));
    return changed;
  });
}

async function shown(profile: OpenProfile, card: StoredCard): Promise<Answer<Card>> {
  profile.sync.changed();
  return ok(shownCard(card, await userNames(profile)));
}
