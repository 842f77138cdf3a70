/** Ctrl+K: finds anything by 汉字, pinyin, initials, phone or ID tail. The last question's answer wins, whatever order answers come in. */
import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Hit } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import { isComposing } from '../keyboard/composing.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { Marked } from './marked.tsx';
import { useFind } from './use-find.ts';
import { searchableTypes } from './searchable-types.ts';

export function Spotlight(props: { onClose: () => void }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const { hits, asked } = useFind(text, searchableTypes, 20);

  const open = (hit: Hit) => {
    props.onClose();
    void navigate({ to: '/record/$type/$id', params: { type: hit.type, id: hit.id } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter' && hits[active] !== undefined) open(hits[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      opened
      onClose={props.onClose}
      withCloseButton={false}
      styles={{ body: { padding: 0 } }}
      size="40rem"
      yOffset="9vh"
      aria-label={t('frame.searchAll')}
    >
      <input
        className="spotlight-input"
        data-autofocus
        type="text"
        role="combobox"
        aria-label={t('frame.searchAll')}
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={hits[active] === undefined ? undefined : `${listId}-${active}`}
        autoComplete="off"
        value={text}
        placeholder={t('frame.searchHint')}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="spotlight-list" id={listId} role="listbox" aria-label={t('frame.search')}>
        {hits.map((hit, index) => (
          <div
            key={`${hit.type}/${hit.id}`}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className={`spotlight-item ${index === active ? 'active' : ''}`}
            onMouseMove={() => setActive(index)}
            onClick={() => open(hit)}
          >
            <Icon name={typeIcon(recordType(hit.type)?.icon ?? hit.type)} size={19} />
            <b className="clip">
              <Marked text={hit.title} hit={hit} place="title" />
            </b>
            <span className="meta clip grow">
              <Marked text={hit.subtitle} hit={hit} place="subtitle" />
            </span>
            <span className="meta">
              {say(recordType(hit.type)?.texts.name ?? { zh: '', en: '' })}
            </span>
          </div>
        ))}
        {hits.length === 0 && asked && (
          <p className="meta" style={{ padding: '0.5rem 0.75rem' }}>
            {t('frame.searchEmpty', { text })}
          </p>
        )}
      </div>
    </Modal>
  );
}
