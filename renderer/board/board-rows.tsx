/** The cases: light first, then what it is about with who and number under it, then the columns of the board. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ListColumn } from '../../shared/records/list-spec.ts';
import { useWords } from '../format/use-words.ts';
import { cellText } from '../format/values.ts';
import { isComposing } from '../keyboard/composing.ts';
import type { Row } from '../list/use-list-rows.ts';
import { Icon } from '../parts/icons.tsx';
import { Light } from '../parts/light.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';
import type { BoardSpec } from './board.tsx';

export function BoardRows(props: {
  spec: BoardSpec;
  rows: readonly Row[];
  total: number;
  today: string;
  selectedId: string | null;
  ticked: ReadonlySet<string>;
  onSelect(id: string): void;
  onTick(id: string): void;
  onTickAll(): void;
  onOpen(id: string): void;
}) {
  const { t, say } = useText();
  const box = useRef<HTMLDivElement>(null);
  const { spec, rows } = props;
  const { type } = spec;
  const columns = spec.columns
    .map((key) => type.list.columns.find((column) => column.key === key))
    .filter((column): column is ListColumn => column !== undefined);
  const index = rows.findIndex((row) => row.id === props.selectedId);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.target !== box.current) return;
    const current = rows[index];
    if (event.key === 'Enter' && current !== undefined) props.onOpen(current.id);
    else if (event.key === ' ' && current !== undefined) props.onTick(current.id);
    else {
      const steps: Record<string, number> = {
        ArrowDown: index + 1,
        ArrowUp: index - 1,
        PageDown: index + 10,
        PageUp: index - 10,
        Home: 0,
        End: rows.length - 1,
      };
      const wanted = steps[event.key];
      if (wanted === undefined) return;
      const next = rows[Math.max(0, Math.min(rows.length - 1, wanted))];
      if (next !== undefined) {
        props.onSelect(next.id);
        document.getElementById(`case-${next.id}`)?.scrollIntoView({ block: 'nearest' });
      }
    }
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="board-rows"
      role="grid"
      aria-label={t('list.table', { name: say(type.texts.name) })}
      aria-rowcount={props.total + 1}
      aria-multiselectable="true"
      aria-activedescendant={index >= 0 ? `case-${props.selectedId}` : undefined}
      tabIndex={0}
      data-pane-start
      onKeyDown={onKeyDown}
    >
      <div className="board-row board-head" role="row">
        <span role="columnheader">
          <input
            type="checkbox"
            className="tick"
            aria-label={t('board.tickAll')}
            checked={props.ticked.size > 0 && props.ticked.size === rows.length}
            onChange={props.onTickAll}
          />
        </span>
        <span role="columnheader">
          {say(type.texts.columns['due_on'] ?? { zh: '期限', en: 'Due' })}
        </span>
        <span role="columnheader" className="board-what">
          {say(type.texts.columns[spec.line] ?? { zh: spec.line, en: spec.line })}
        </span>
        {columns.map((column) => (
          <span role="columnheader" key={column.key} className={`board-${column.format}`}>
            {say(type.texts.columns[column.key] ?? { zh: column.key, en: column.key })}
          </span>
        ))}
      </div>
      {rows.map((row) => (
        <CaseRow key={row.id} {...props} row={row} columns={columns} />
      ))}
      {props.total > rows.length && (
        <p className="meta board-more">
          {t('board.more', { shown: rows.length, count: props.total })}
        </p>
      )}
    </div>
  );
}

function CaseRow(props: {
  spec: BoardSpec;
  row: Row;
  columns: readonly ListColumn[];
  today: string;
  selectedId: string | null;
  ticked: ReadonlySet<string>;
  onSelect(id: string): void;
  onTick(id: string): void;
  onOpen(id: string): void;
}) {
  const { t } = useText();
  const words = useWords();
  const { row, spec } = props;
  const { type } = spec;
  const textOf = (key: string) => {
    const column = type.list.columns.find((each) => each.key === key);
    return column === undefined ? '' : cellText(type, column, row.cells[key] ?? null, words);
  };
  const stopped = row.cells['clock_stopped'] === 1;
  const due = row.cells['due_on'];
  return (
    <div
      id={`case-${row.id}`}
      role="row"
      aria-selected={row.id === props.selectedId}
      className={`board-row ${row.id === props.selectedId ? 'on' : ''}`}
      onClick={() => props.onSelect(row.id)}
      onDoubleClick={() => props.onOpen(row.id)}
    >
      <span role="gridcell">
        <input
          type="checkbox"
          className="tick"
          aria-label={t('board.tickOne', { name: textOf(spec.line) })}
          tabIndex={-1}
          checked={props.ticked.has(row.id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => props.onTick(row.id)}
        />
      </span>
      <span role="gridcell">
        {stopped ? (
          <span className="light tone-neutral calm">
            <Icon name="pause" size={15} />
            {t('board.stopped')}
          </span>
        ) : (
          <Light due={typeof due === 'string' ? due : null} today={props.today} />
        )}
      </span>
      <span role="gridcell" className="board-what">
        <span className="clip" title={textOf(spec.line)}>
          {textOf(spec.line)}
          {row.pending && (
            <span title={t('list.pending')} className="tone-neutral">
              {' '}
              <Icon name="provisional" size={15} />
              <span className="hidden-text">{t('list.pending')}</span>
            </span>
          )}
        </span>
        <span className="clip meta">{spec.under.map(textOf).filter(Boolean).join('　')}</span>
      </span>
      {props.columns.map((column) => (
        <span role="gridcell" key={column.key} className={`clip board-${column.format}`}>
          {column.format === 'state' ? (
            <StateChip type={type} state={row.state} />
          ) : (
            textOf(column.key) || '—'
          )}
        </span>
      ))}
    </div>
  );
}
