/** Views of one's own beside those of the list: what is on the screen now under a name, on this computer only. */
import { useState } from 'react';
import type { OwnView } from '../../shared/bridge/lists.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { Button, IconButton } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { ListMemory } from './list-memory.ts';

export function useOwnViews(type: RecordType): readonly OwnView[] {
  return useAsk('lists.views', { type: type.name }).data ?? [];
}

export function viewMemory({ view, text, chosen, sort, hidden }: OwnView): Partial<ListMemory> {
  return { view, text, chosen, sort, hidden, limit: undefined };
}

export function OwnViews(props: {
  type: RecordType;
  memory: ListMemory;
  onOpen: (part: Partial<ListMemory>) => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const { newId } = useSurroundings();
  const [name, setName] = useState<string | null>(null);
  const { type, memory } = props;
  const views = useOwnViews(type);
  const isFiltered =
    memory.text !== '' || Object.values(memory.chosen).some((cells) => cells.length > 0);
  const save = async () => {
    const words = (name ?? '').trim();
    setName(null);
    if (words === '') return;
    const { view, text, chosen, sort, hidden } = memory;
    const kept = Object.fromEntries(
      Object.entries(chosen).map(([key, cells]) => [key, [...cells]]),
    );
    await tell('lists.saveView', {
      type: type.name,
      view: {
        key: newId(),
        name: words.slice(0, 30),
        view,
        text,
        chosen: kept,
        sort,
        hidden: hidden === null ? null : [...hidden],
      },
    });
    forget('lists.views');
  };
  if (views.length === 0 && !isFiltered) return null;
  return (
    <div className="row own-views" role="group" aria-label={t('many.views')}>
      {views.map((view) => (
        <span key={view.key} className="own-view">
          <button type="button" className="link" onClick={() => props.onOpen(viewMemory(view))}>
            {view.name}
          </button>
          <IconButton
            name="close"
            label={t('many.dropView', { name: view.name })}
            onClick={() =>
              void tell('lists.dropView', { type: type.name, key: view.key }).then(() =>
                forget('lists.views'),
              )
            }
          />
        </span>
      ))}
      {name === null ? (
        isFiltered && (
          <button type="button" className="link" onClick={() => setName('')}>
            {t('many.saveView')}
          </button>
        )
      ) : (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <input
            autoComplete="off"
            className="field-input own-view-name"
            aria-label={t('many.viewName')}
            maxLength={30}
            value={name}
            autoFocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button small onClick={() => void save()}>
            {t('many.keep')}
          </Button>
        </form>
      )}
    </div>
  );
}
