/** Text filter, facets with counts, and the choice of columns. */
import { Menu, Popover } from '@mantine/core';
import type { RefObject } from 'react';
import type { ListAnswer } from '../../shared/bridge/contract.ts';
import type { Cell, ListColumn } from '../../shared/records/list-spec.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useWords } from '../format/use-words.ts';
import { cellText } from '../format/values.ts';
import { Icon } from '../parts/icons.tsx';
import { IconButton } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { ListMemory } from './list-memory.ts';

interface ToolBarProps {
  readonly type: RecordType;
  readonly memory: ListMemory;
  /** Drawn now. */
  readonly columns: readonly ListColumn[];
  readonly facets: ListAnswer['facets'];
  change(part: Partial<ListMemory>): void;
}

export function ToolBar({
  filterBox,
  ...props
}: ToolBarProps & { readonly filterBox: RefObject<HTMLInputElement | null> }) {
  const { t, say } = useText();
  const { memory, change } = props;
  const filtered =
    memory.text !== '' || Object.values(memory.chosen).some((cells) => cells.length > 0);
  return (
    <div className="tool-bar" role="search" aria-label={t('list.facets')}>
      <span className="with-tail filter-box">
        <input
          autoComplete="off"
          ref={filterBox}
          type="text"
          className="field-input"
          style={{ minHeight: '1.875rem', padding: '0.1875rem 0.625rem', fontSize: '0.875rem' }}
          aria-label={t('list.filter')}
          placeholder={t('list.filter')}
          value={memory.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
        <span className="tail" style={{ right: 8 }}>
          <Icon name="search" size={15} />
        </span>
      </span>
      {memory.limit !== undefined && (
        <span className="limit-chip">
          {t('figures.from', { name: say(memory.limit.name) })}
          <IconButton
            name="close"
            label={t('figures.drop')}
            onClick={() => change({ limit: undefined })}
          />
        </span>
      )}
      {props.type.list.facets.map((key) => (
        <Facet key={key} facet={key} {...props} />
      ))}
      {filtered && (
        <button type="button" className="link" onClick={() => change({ text: '', chosen: {} })}>
          {t('list.clearAll')}
        </button>
      )}
      <span className="grow" />
      <ColumnChoice {...props} />
    </div>
  );
}

function Facet(props: ToolBarProps & { facet: string }) {
  const { t, say } = useText();
  const words = useWords();
  const column = props.type.list.columns.find((each) => each.key === props.facet);
  const counts = props.facets[props.facet] ?? [];
  const chosen = props.memory.chosen[props.facet] ?? [];
  if (column === undefined) return null;
  const label = say(props.type.texts.columns[props.facet] ?? { zh: props.facet, en: props.facet });
  const cellWords = (cell: Cell) =>
    cell === null || cell === '' ? t('list.noValue') : cellText(props.type, column, cell, words);
  const toggle = (cell: Cell) => {
    const next = chosen.includes(cell) ? chosen.filter((each) => each !== cell) : [...chosen, cell];
    props.change({ chosen: { ...props.memory.chosen, [props.facet]: next } });
  };
  const missing = chosen
    .filter((cell) => !counts.some(({ value }) => value === cell))
    .map((value) => ({ value, count: 0 }));
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={`facet ${chosen.length > 0 ? 'on' : ''}`}>
          {label}
          {chosen.length > 0 && (
            <b>
              {chosen.length === 1
                ? cellWords(chosen[0] ?? null)
                : t('list.selected', { count: chosen.length })}
            </b>
          )}
          <Icon name="down" size={15} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={4} mah="24rem" style={{ overflowY: 'auto', minWidth: '12rem' }}>
        <fieldset aria-label={label}>
          {[...counts, ...missing].map(({ value, count }) => (
            <label key={String(value)} className="check-row">
              <input
                type="checkbox"
                className="tick"
                checked={chosen.includes(value)}
                onChange={() => toggle(value)}
              />
              {cellWords(value)}
              <span className="count">{count}</span>
            </label>
          ))}
          {chosen.length > 0 && (
            <button
              type="button"
              className="link"
              style={{ margin: '0.375rem 0.5rem' }}
              onClick={() =>
                props.change({ chosen: { ...props.memory.chosen, [props.facet]: [] } })
              }
            >
              {t('list.clear')}
            </button>
          )}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnChoice(props: ToolBarProps) {
  const { t, say } = useText();
  const all = props.type.list.columns.filter((column) => column.width > 0);
  const shown = props.columns.map((column) => column.key);
  const toggle = (key: string) => {
    const next = shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key];
    if (next.length > 0)
      props.change({
        hidden: all.map((column) => column.key).filter((each) => !next.includes(each)),
      });
  };
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className="facet">
          <Icon name="columns" size={15} />
          {t('list.columns')}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah="24rem" style={{ overflowY: 'auto' }}>
        {all.map((column) => (
          <Menu.Item
            key={column.key}
            onClick={() => toggle(column.key)}
            leftSection={
              shown.includes(column.key) ? (
                <Icon name="check" size={15} />
              ) : (
                <span style={{ width: '0.9375rem' }} />
              )
            }
          >
            {say(props.type.texts.columns[column.key] ?? { zh: column.key, en: column.key })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
