/** The list of any record type: views, filters, table and preview, all from its definition. */
import { useElementSize } from '@mantine/hooks';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { denials } from '../../shared/bridge/errors.ts';
import { manyFields } from '../../shared/records/edit-many.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { failureFrom } from '../bridge/failure-error.ts';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { HeartTabs } from '../hearts/heart-tabs.tsx';
import { registerTypes } from '../frame/rail.tsx';
import { isTyping, useKeys } from '../keyboard/use-keys.ts';
import { Bars, Button, Empty, FailureNote } from '../parts/parts.tsx';
import { ExcelMenu } from '../excel/excel-menu.tsx';
import { PrintList } from '../prints/print-menu.tsx';
import { RecordPreview } from '../record/record-preview.tsx';
import { useText } from '../texts/use-text.ts';
import { isVisitType, VisitTabs } from '../visits/visit-tabs.tsx';
import { BatchBar } from './batch-bar.tsx';
import { fitColumns } from './fit-columns.ts';
import { freshList, type ListMemory } from './list-memory.ts';
import { OwnViews, useOwnViews, viewMemory } from './own-views.tsx';
import { RecordGrid } from './record-grid.tsx';
import { ToolBar } from './tool-bar.tsx';
import { queryOf, shownColumns, useListRows } from './use-list-rows.ts';
import { hasTabs, TypeTabs } from './type-tabs.tsx';
import { ViewTabs } from './view-tabs.tsx';

export function ListPage({ type }: { type: RecordType }) {
  const { t, say, language } = useText();
  const navigate = useNavigate();
  const { lists, habits, newId } = useSurroundings();
  const { actor } = useSession();
  const [memory, setMemory] = useState<ListMemory>(
    () => lists.get(type.name) ?? { ...freshList, view: type.list.views[0]?.key ?? '' },
  );
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set());
  const [pages, setPages] = useState<readonly number[]>([0]);
  const own = useOwnViews(type);
  const filterBox = useRef<HTMLInputElement>(null);
  const { first, total, rowAt } = useListRows(queryOf(type.name, memory), pages);

  useEffect(() => void lists.set(type.name, memory), [lists, memory, type.name]);
  const change = useCallback(
    (part: Partial<ListMemory>) => {
      const next = { ...memory, selected: 0, selectedId: null, ...part };
      setMemory(next);
      // What is no longer on the screen is not changed by accident.
      if ('view' in part || 'text' in part || 'chosen' in part) setTicked(new Set());
      const { hidden, sort } = next;
      if ('hidden' in part || 'sort' in part) void habits.keep({ type: type.name, hidden, sort });
    },
    [habits, memory, type.name],
  );
  const onPages = useCallback(
    (next: readonly number[]) => setPages((old) => (old.join() === next.join() ? old : next)),
    [],
  );

  const selected = Math.min(memory.selected, Math.max(0, total - 1));
  const selectedId = rowAt(selected)?.id ?? null;
  const open = (index: number) => {
    const row = rowAt(index);
    if (row !== undefined)
      void navigate({ to: '/record/$type/$id', params: { type: type.name, id: row.id } });
  };
  const mayCreate = can(actor, 'create', type, { unit: actor.unit, community: actor.community });
  const createNew = () =>
    void navigate({ to: '/form/$type/$draft', params: { type: type.name, draft: newId() } });
  const mayTick = manyFields(type).length > 0 && can(actor, 'edit', type, actor).allow;
  const onTick = (index: number) => {
    const id = rowAt(index)?.id;
    if (id === undefined) return;
    setTicked((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  const sort = memory.sort ?? type.list.sort[0] ?? null;
  const onSort = (column: string) =>
    change({
      sort: { column, dir: sort?.column === column && sort.dir === 'asc' ? 'desc' : 'asc' },
    });

  useKeys({
    'Ctrl+F': () => filterBox.current?.focus(),
    F2: () => (mayCreate.allow && type.form.byProgram !== true ? createNew() : false),
    Escape: (event) => {
      if (!isTyping(event)) return false;
      document.querySelector<HTMLElement>('[role="grid"]')?.focus();
      return undefined;
    },
    ...Object.fromEntries(
      [
        ...type.list.views.map(({ key }) => ({ view: key })),
        // Views of one's own follow those of the list.
        ...own.map(viewMemory),
      ]
        .slice(0, 9)
        .map((part, index) => [`Alt+${index + 1}`, () => change(part)]),
    ),
  });
  useHints([
    { keys: '↑ ↓', word: t('key.select') },
    { keys: 'Enter', word: t('key.open') },
    ...(mayTick ? [{ keys: 'Space', word: t('list.tick') }] : []),
    { keys: 'Ctrl F', word: t('key.filter') },
    ...(type.form.byProgram === true ? [] : [{ keys: 'F2', word: t('key.create') }]),
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);

  const { ref: room, width } = useElementSize();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize || '16');
  const shown = shownColumns(type.list, memory.hidden, language);
  // Columns that somebody chose are all drawn, sideways if need be.
  const columns = memory.hidden === null ? fitColumns(shown, width, rem) : shown;
  const drafts = (useAsk('drafts.list', {}).data ?? []).filter(
    (draft) => draft.type === type.name,
  ).length;
  const createButton = type.form.byProgram ? (
    <span className="meta">{say(type.texts.newOne)}</span>
  ) : (
    <Button
      look="filled"
      icon="add"
      keyCap="F2"
      onClick={createNew}
      offBecause={mayCreate.allow ? null : say(denials[mayCreate.reason])}
    >
      {say(type.texts.newOne)}
    </Button>
  );
  const table =
    first.data === undefined ? (
      first.isError ? (
        <div className="pane-body">
          <FailureNote failure={failureFrom(first.error)} onRetry={() => void first.refetch()} />
        </div>
      ) : (
        <Bars count={9} />
      )
    ) : total === 0 ? (
      <Empty
        action={
          isFiltered(memory) ? (
            <Button onClick={() => change({ text: '', chosen: {} })}>{t('list.clearAll')}</Button>
          ) : (
            createButton
          )
        }
      >
        {isFiltered(memory) ? t('list.nothing') : say(type.texts.empty)}
      </Empty>
    ) : (
      <RecordGrid
        type={type}
        columns={columns}
        total={total}
        rowAt={rowAt}
        selected={selected}
        sort={sort}
        onSelect={(index) =>
          setMemory((old) => ({ ...old, selected: index, selectedId: rowAt(index)?.id ?? null }))
        }
        onOpen={open}
        {...(mayTick ? { ticked, onTick } : {})}
        onSort={onSort}
        onPages={onPages}
      />
    );

  return (
    <>
      <PageHeader
        title={titleOf(type, t('frame.register'), t('frame.visits'), say(type.texts.name))}
        facts={
          // Nothing is said of a number that is not known yet.
          first.data === undefined ? '' : t('list.total', { count: total.toLocaleString('en-US') })
        }
      >
        {drafts > 0 && <Link to="/drafts">{`${t('frame.drafts')} ${drafts}`}</Link>}
        <PrintList type={type} query={queryOf(type.name, memory)} total={total} />
        <ExcelMenu
          type={type}
          query={queryOf(type.name, memory)}
          total={total}
          shown={columns.map(({ key }) => key)}
        />
        {createButton}
      </PageHeader>
      {isVisitType(type.name) && <VisitTabs here={type.name} />}
      <HeartTabs here={`/list/${type.name}`} />
      {hasTabs(type.name) && <TypeTabs here={type.name} />}
      <ViewTabs
        type={type}
        view={memory.view}
        counts={first.data?.views ?? {}}
        onView={(view) => change({ view })}
      />
      <OwnViews type={type} memory={memory} onOpen={change} />
      <ToolBar
        type={type}
        columns={columns}
        memory={memory}
        facets={first.data?.facets ?? {}}
        filterBox={filterBox}
        change={change}
      />
      <Panes
        main={
          <div ref={room} className="pane" style={{ flex: 1 }}>
            {table}
            <BatchBar type={type} ticked={ticked} onClear={() => setTicked(new Set())} />
          </div>
        }
        side={
          <RecordPreview type={type.name} id={selectedId} emptyText={t('list.nothingSelected')} />
        }
        sideLabel={t('list.preview')}
      />
    </>
  );
}

function isRegister(type: RecordType): boolean {
  return (registerTypes as readonly string[]).includes(type.name);
}

function titleOf(type: RecordType, register: string, visits: string, name: string): string {
  if (isRegister(type)) return register;
  return isVisitType(type.name) ? visits : name;
}

function isFiltered(memory: ListMemory): boolean {
  return memory.text !== '' || Object.values(memory.chosen).some((cells) => cells.length > 0);
}
