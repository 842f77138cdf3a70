/** A board of cases: views, facets at the left, two-line rows with their lights, the chosen case with its steps at the right (ui.md §5). */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { denials } from '../../shared/bridge/errors.ts';
import type { Cell } from '../../shared/records/list-spec.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { HeartTabs } from '../hearts/heart-tabs.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { freshList, type ListMemory } from '../list/list-memory.ts';
import { queryOf } from '../list/use-list-rows.ts';
import { ExcelMenu } from '../excel/excel-menu.tsx';
import { PrintList } from '../prints/print-menu.tsx';
import { ViewTabs } from '../list/view-tabs.tsx';
import { Awaited, Button, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { BatchBar } from './batch-bar.tsx';
import { BoardFacets } from './board-facets.tsx';
import { BoardPreview } from './board-preview.tsx';
import { BoardRows } from './board-rows.tsx';

/** More open cases than this on one desk are found by a view or a facet. */
const most = 300;

export interface BoardSpec {
  readonly type: RecordType;
  /** The board's own address. */
  readonly here: string;
  readonly title: string;
  readonly subtitle: string;
  /** Columns of the list: the first line of a row, what stands under it, and the other columns. */
  readonly line: string;
  readonly under: readonly string[];
  readonly columns: readonly string[];
  readonly facets: readonly string[];
  /** Steps offered for several ticked rows at once; each asks for one opinion or a few fields. */
  readonly batch: readonly string[];
}

export function Board({ spec }: { spec: BoardSpec }) {
  const { t, say } = useText();
  const { type } = spec;
  const navigate = useNavigate();
  const { lists, newId, now } = useSurroundings();
  const { actor } = useSession();
  const key = `board:${type.name}`;
  const [memory, setMemory] = useState<ListMemory>(
    () => lists.get(key) ?? { ...freshList, view: type.list.views[0]?.key ?? '' },
  );
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const query = useAsk('records.list', {
    ...queryOf(type.name, memory),
    offset: 0,
    limit: most,
    facets: true,
  });
  const rows = query.data?.rows ?? [];
  const selected = rows.find((row) => row.id === memory.selectedId) ?? rows[0] ?? null;
  const change = (part: Partial<ListMemory>) => {
    const next = { ...memory, ...part };
    setMemory(next);
    lists.set(key, next);
    if (!('selectedId' in part)) setTicked(new Set());
  };
  const toggleFacet = (facet: string, cell: Cell) => {
    const chosen = memory.chosen[facet] ?? [];
    const next = chosen.includes(cell) ? chosen.filter((each) => each !== cell) : [...chosen, cell];
    change({ chosen: { ...memory.chosen, [facet]: next } });
  };
  const tick = (id: string) =>
    setTicked(
      (old) => new Set(old.has(id) ? [...old].filter((each) => each !== id) : [...old, id]),
    );
  const open = (id: string) =>
    void navigate({ to: '/record/$type/$id', params: { type: type.name, id } });
  const mayCreate = can(actor, 'create', type, actor);
  const createNew = () =>
    void navigate({ to: '/form/$type/$draft', params: { type: type.name, draft: newId() } });
  const canBegin = type.permissions.create[actor.roles[0] ?? 'P'] !== undefined;

  useKeys({
    F2: () => (mayCreate.allow && canBegin ? createNew() : false),
    Escape: () => (ticked.size > 0 ? setTicked(new Set()) : false),
    ...Object.fromEntries(
      type.list.views.map((view, index) => [`Alt+${index + 1}`, () => change({ view: view.key })]),
    ),
  });
  useHints([
    { keys: '↑ ↓', word: t('key.select') },
    { keys: t('board.space'), word: t('board.tick') },
    { keys: 'Enter', word: t('key.open') },
    ...(canBegin ? [{ keys: 'F2', word: t('key.create') }] : []),
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'Esc', word: t('board.untick') },
  ]);
  const isChosen = Object.values(memory.chosen).some((cells) => cells.length > 0);
  return (
    <>
      <PageHeader
        title={spec.title}
        facts={`${spec.subtitle}　${t('list.total', { count: query.data?.total ?? 0 })}`}
      >
        <PrintList
          type={type}
          query={queryOf(type.name, memory)}
          total={query.data?.total ?? 0}
          ticked={ticked}
        />
        <ExcelMenu
          type={type}
          query={queryOf(type.name, memory)}
          total={query.data?.total ?? 0}
          shown={spec.columns}
        />
        {canBegin && (
          <Button
            look="filled"
            icon="add"
            keyCap="F2"
            onClick={createNew}
            offBecause={mayCreate.allow ? null : say(denials[mayCreate.reason])}
          >
            {say(type.texts.newOne)}
          </Button>
        )}
      </PageHeader>
      <HeartTabs here={spec.here} />
      <ViewTabs
        type={type}
        view={memory.view}
        counts={query.data?.views ?? {}}
        onView={(view) => change({ view, selectedId: null })}
      />
      <Panes
        className="board-panes"
        main={
          <div className="board">
            <BoardFacets
              type={type}
              facets={spec.facets}
              counts={query.data?.facets ?? {}}
              chosen={memory.chosen}
              onToggle={toggleFacet}
              onClear={() => change({ chosen: {} })}
            />
            <div className="board-main">
              <Awaited query={query} bars={9}>
                {(answer) =>
                  answer.rows.length === 0 ? (
                    <Empty
                      action={
                        isChosen ? (
                          <Button onClick={() => change({ chosen: {} })}>
                            {t('list.clearAll')}
                          </Button>
                        ) : null
                      }
                    >
                      {isChosen ? t('list.nothing') : say(type.texts.empty)}
                    </Empty>
                  ) : (
                    <BoardRows
                      spec={spec}
                      rows={answer.rows}
                      total={answer.total}
                      today={businessDateOf(now())}
                      selectedId={selected?.id ?? null}
                      ticked={ticked}
                      onSelect={(id) => change({ selectedId: id })}
                      onTick={tick}
                      onTickAll={() =>
                        setTicked(
                          ticked.size === answer.rows.length
                            ? new Set()
                            : new Set(answer.rows.map(({ id }) => id)),
                        )
                      }
                      onOpen={open}
                    />
                  )
                }
              </Awaited>
              {ticked.size > 0 && (
                <BatchBar
                  type={type}
                  actions={spec.batch}
                  ids={[...ticked]}
                  onDone={() => setTicked(new Set())}
                />
              )}
            </div>
          </div>
        }
        side={<BoardPreview type={type} id={selected?.id ?? null} />}
        sideLabel={t('list.preview')}
      />
    </>
  );
}
