/** What a person decides about cards, and the way back: Ctrl+Z takes back the last press, however many fields it decided. */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';

export type Side = 'mine' | 'theirs';

export interface Choices {
  readonly failure: { readonly cardId: string | null; readonly failure: Failure } | null;
  /** Fields that a bulk choice has left open; null when the last press was another one. */
  readonly left: number | null;
  readonly canUndo: boolean;
  choose(cardId: string, field: string, choice: Side): Promise<void>;
  chooseMany(cardIds: readonly string[], choice: Side): Promise<void>;
  /** Takes the last press back; with a card, that card's last choice, however old. */
  undo(cardId?: string): Promise<void>;
  dismiss(cardId: string): Promise<void>;
}

export function useChoices(): Choices {
  const tell = useTell();
  const forget = useForget();
  /** Presses of this visit to the page, the newest last; each names the cards whose last choices it made. */
  const [presses, setPresses] = useState<readonly (readonly string[])[]>([]);
  const [failure, setFailure] = useState<Choices['failure']>(null);
  const [left, setLeft] = useState<number | null>(null);

  const after = () =>
    forget('sync.board', 'sync.state', 'records.get', 'records.timeline', 'today.board');
  const begin = () => {
    setFailure(null);
    setLeft(null);
  };

  return {
    failure,
    left,
    canUndo: presses.length > 0,
    async choose(cardId, field, choice) {
      begin();
      const answer = await tell('sync.choose', { cardId, field, choice });
      if (answer.ok) setPresses((old) => [...old, [cardId]]);
      else setFailure({ cardId, failure: answer.error });
      after();
    },
    async chooseMany(cardIds, choice) {
      begin();
      const answer = await tell('sync.chooseMany', { cardIds: [...cardIds], choice });
      if (answer.ok) {
        const { done } = answer.value;
        const press = done.flatMap((each) => Array<string>(each.fields).fill(each.cardId));
        if (press.length > 0) setPresses((old) => [...old, press]);
        setLeft(answer.value.left);
      } else setFailure({ cardId: null, failure: answer.error });
      after();
    },
    async undo(cardId) {
      begin();
      const press = cardId === undefined ? (presses.at(-1) ?? []) : [cardId];
      for (const id of press.toReversed()) {
        const answer = await tell('sync.undo', { cardId: id });
        if (!answer.ok) setFailure({ cardId: null, failure: answer.error });
      }
      setPresses((old) =>
        cardId === undefined ? old.slice(0, -1) : old.filter((each) => !each.includes(cardId)),
      );
      after();
    },
    async dismiss(cardId) {
      begin();
      const answer = await tell('sync.dismiss', { cardId });
      if (!answer.ok) setFailure({ cardId, failure: answer.error });
      after();
    },
  };
}
