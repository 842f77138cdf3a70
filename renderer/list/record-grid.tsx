/** The virtual table: sticky head, sorting, and a cursor that the keyboard moves (ui.md §5, §7). */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import type { ListColumn } from '../../shared/records/list-spec.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useSettings } from '../bridge/session.tsx';
import { useWords } from '../format/use-words.ts';
import { DueCell } from '../workflow/due-cell.tsx';
import { cellText } from '../format/values.ts';
import { isComposing } from '../keyboard/composing.ts';
import { Icon } from '../parts/icons.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';
import { squeeze } from './fit-columns.ts';
import { pageSize, type Row } from './use-list-rows.ts';

export interface RecordGridProps {
  readonly type: RecordType;
  readonly columns: readonly ListColumn[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly selected: number;
  readonly sort: { readonly column: string; readonly dir: 'asc' | 'desc' } | null;
  /** Absent: nothing can be done with several at once. */
  readonly ticked?: ReadonlySet<string>;
  onTick?(index: number): void;
  onSelect(index: number): void;
  onOpen(index: number): void;
  onSort(column: string): void;
  /** Which pages of rows are on screen now. */
  onPages(pages: readonly number[]): void;
}

/** Row heights of ui.md §5 in rem, so that they grow with the screen and the text setting. */
const rowRem = { normal: 36 / 16, roomy: 44 / 16 } as const;

export function RecordGrid(props: RecordGridProps) {
  const { t, say } = useText();
  const { rowHeight } = useSettings();
  const box = useRef<HTMLDivElement>(null);
  const height =
    rowRem[rowHeight] *
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize || '16');
  const rows = useVirtualizer({
    count: props.total,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 12,
    // jsdom has no layout; a first size keeps rows visible there and on the very first paint.
    initialRect: { width: 1000, height: 640 },
  });
  const mainColumn = props.columns.find(({ format }) => format === 'text')?.key;
  const visible = rows.getVirtualItems();
  const first = Math.floor((visible[0]?.index ?? 0) / pageSize);
  const last = Math.floor((visible.at(-1)?.index ?? 0) / pageSize);

  const { onPages } = props;
  useEffect(() => {
    onPages(Array.from({ length: last - first + 1 }, (_, index) => first + index));
  }, [first, last, onPages]);
  useEffect(() => rows.measure(), [height, rows]);
  // The keyboard works at once, unless somebody is already typing elsewhere.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);

  const move = (index: number) => {
    const next = Math.max(0, Math.min(props.total - 1, index));
    props.onSelect(next);
    rows.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.target !== box.current || props.total === 0) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / height) - 2);
    const steps: Record<string, number> = {
      ArrowDown: props.selected + 1,
      ArrowUp: props.selected - 1,
      PageDown: props.selected + page,
      PageUp: props.selected - page,
      Home: 0,
      End: props.total - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) move(target);
    else if (event.key === ' ') {
      props.onTick?.(props.selected);
      move(props.selected);
    } else if (event.key === 'Enter') props.onOpen(props.selected);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={box}
      className="grid"
      style={
        {
          '--grid-width': `${props.columns.reduce((sum, column) => sum + column.width * squeeze, 0) / 16 + 3.25}rem`,
        } as CSSProperties
      }
      role="grid"
      aria-label={t('list.table', { name: say(props.type.texts.name) })}
      aria-rowcount={props.total + 1}
      aria-activedescendant={props.total > 0 ? `row-${props.selected}` : undefined}
      tabIndex={0}
      data-pane-start
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup">
        <div className="grid-head" role="row" aria-rowindex={1}>
          {props.onTick !== undefined && (
            <span role="columnheader" className="cell tick-cell">
              <span className="hidden-text">{t('list.tick')}</span>
            </span>
          )}
          {props.columns.map((column) => (
            <HeadCell key={column.key} column={column} {...props} />
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        style={{ height: rows.getTotalSize(), position: 'relative', minWidth: 'var(--grid-width)' }}
      >
        {visible.map(({ index, start }) => (
          <div
            key={index}
            id={`row-${index}`}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={index === props.selected}
            className={`grid-row ${index === props.selected ? 'on' : ''}`}
            style={{ transform: `translateY(${start}px)` }}
            onClick={() => props.onSelect(index)}
            onDoubleClick={() => props.onOpen(index)}
          >
            {props.onTick !== undefined && (
              <TickCell
                isOn={props.ticked?.has(props.rowAt(index)?.id ?? '') === true}
                onTick={() => props.onTick?.(index)}
              />
            )}
            <Cells
              type={props.type}
              columns={props.columns}
              row={props.rowAt(index)}
              mainColumn={mainColumn}
              hasTicks={props.onTick !== undefined}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function HeadCell(props: RecordGridProps & { column: ListColumn }) {
  const { t, say } = useText();
  const { column, sort } = props;
  const dir = sort?.column === column.key ? sort.dir : null;
  const label = props.type.texts.columns[column.key];
  return (
    <span
      role="columnheader"
      aria-sort={dir === null ? 'none' : dir === 'asc' ? 'ascending' : 'descending'}
      style={widthOf(column, props.columns, props.onTick !== undefined)}
      className="cell-head"
    >
      <button
        type="button"
        className={`cell ${isNumber(column) ? 'num' : ''} ${dir === null ? '' : 'sorted'}`}
        style={{ width: '100%', height: '100%' }}
        tabIndex={-1}
        title={dir === null ? undefined : t(dir === 'asc' ? 'list.sortUp' : 'list.sortDown')}
        onClick={() => props.onSort(column.key)}
      >
        <span className="clip">{label === undefined ? column.key : say(label)}</span>
        {dir !== null && <Icon name={dir === 'asc' ? 'up' : 'downward'} size={15} />}
      </button>
    </span>
  );
}

function Cells(props: {
  type: RecordType;
  columns: readonly ListColumn[];
  row: Row | undefined;
  mainColumn: string | undefined;
  hasTicks: boolean;
}) {
  const words = useWords();
  const { t } = useText();
  return props.columns.map((column, place) => {
    const cell = props.row?.cells[column.key] ?? null;
    const text = cellText(props.type, column, cell, words);
    return (
      <span
        key={column.key}
        role="gridcell"
        className={`cell ${isNumber(column) ? 'num' : ''} ${column.key === props.mainColumn ? 'main-cell' : ''}`}
        style={widthOf(column, props.columns, props.hasTicks)}
      >
        {props.row === undefined ? (
          <span className="ghost" />
        ) : column.format === 'state' && typeof cell === 'string' ? (
          <StateChip type={props.type} state={cell} />
        ) : column.format === 'due' ? (
          <DueCell cells={props.row.cells} />
        ) : (
          <span className="clip" title={text}>
            {text}
          </span>
        )}
        {place === 0 && props.row?.pending === true && <Pending word={t('list.pending')} />}
      </span>
    );
  });
}

function TickCell(props: { isOn: boolean; onTick: () => void }) {
  const { t } = useText();
  return (
    <span role="gridcell" className="cell tick-cell">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t('list.tick')}
        checked={props.isOn}
        onClick={(event) => event.stopPropagation()}
        onChange={props.onTick}
      />
    </span>
  );
}

function Pending(props: { word: string }) {
  return (
    <span title={props.word} className="tone-neutral" style={{ paddingLeft: 6 }}>
      <Icon name="provisional" size={15} />
      <span className="hidden-text">{props.word}</span>
    </span>
  );
}

/** All columns keep their proportion, whatever the room (ui.md §1), beside the boxes to tick. */
function widthOf(column: ListColumn, columns: readonly ListColumn[], hasTicks: boolean) {
  const total = columns.reduce((sum, each) => sum + each.width, 0);
  return {
    width: `calc((100% - ${hasTicks ? '2.25rem' : '0px'}) * ${column.width / total})`,
  } as const;
}

function isNumber(column: ListColumn): boolean {
  return column.format === 'money' || column.format === 'number';
}
