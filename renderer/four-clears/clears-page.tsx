/** 四清看板 (domain.md §4.1): four gauges and their mean by community; each gap opens the list that lowers it. */
import { useState } from 'react';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { Awaited, Button, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { GapsPane } from './gaps-pane.tsx';
import { GaugeTiles } from './gauge-tiles.tsx';
import { PlacesTable } from './places-table.tsx';

export type ClearsBoard = Value<'fourClears.board'>;
export type Mendable = 'dz' | 'gx' | 'dt';
export interface Chosen {
  readonly place: string;
  readonly gauge: Mendable;
}

export function ClearsPage() {
  const { t } = useText();
  const query = useAsk('fourClears.board', {});
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useHints([
    { keys: 'Enter', word: t('clears.openList') },
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const board = query.data;
  return (
    <>
      <PageHeader
        title={t('clears.title')}
        facts={
          board === undefined
            ? ''
            : t('clears.facts', {
                date: board.asOf,
                records: board.total.records,
                persons: board.persons,
                households: board.households,
                enterprises: board.enterprises,
              })
        }
      >
        <Button icon="file" onClick={() => globalThis.print()}>
          {t('clears.print')}
        </Button>
      </PageHeader>
      <Panes
        main={
          <div className="pane-body">
            <Awaited query={query} bars={9}>
              {(found) =>
                found.total.records === 0 ? (
                  <Empty>{t('clears.empty')}</Empty>
                ) : (
                  <>
                    <GaugeTiles gauges={found.total.gauges} changes={found.changes} />
                    <PlacesTable board={found} chosen={chosen} onChoose={setChosen} />
                    <p className="meta">{t('clears.cap')}</p>
                  </>
                )
              }
            </Awaited>
          </div>
        }
        side={
          board === undefined ? null : (
            <GapsPane board={board} chosen={chosen} onAll={() => setChosen(null)} />
          )
        }
        sideLabel={t('clears.gaps')}
      />
    </>
  );
}
