/** U盘交换: the way to the district and back without a network. */
import { useState } from 'react';
import type { ExchangeBoard } from '../../shared/bridge/contract.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { DeskPart } from './desk-part.tsx';
import { HomePart } from './home-part.tsx';
import { RegisterPart } from './register-part.tsx';

type End = 'desk' | 'home';

export function ExchangePage() {
  const { t } = useText();
  const query = useAsk('exchange.board', {});
  const [chosen, setChosen] = useState<End | null>(null);
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const isDesk = query.data?.isDesk === true;
  const end = isDesk ? (chosen ?? 'desk') : 'home';
  return (
    <>
      <PageHeader title={t('exchange.title')} second={t('exchange.second')}>
        {isDesk && <Ends end={end} onChange={setChosen} />}
      </PageHeader>
      {end === 'desk' ? (
        <Desk />
      ) : (
        <Panes
          className="sync-panes"
          main={<Awaited query={query}>{(board) => <HomePart board={board} />}</Awaited>}
          side={
            <Awaited query={query}>
              {(board: ExchangeBoard) => <RegisterPart entries={board.entries} />}
            </Awaited>
          }
          sideLabel={t('exchange.register')}
        />
      )}
    </>
  );
}

function Desk() {
  const { t } = useText();
  const query = useAsk('exchangeDesk.register', {});
  return (
    <Panes
      className="sync-panes"
      main={<Awaited query={query}>{({ devices }) => <DeskPart devices={devices} />}</Awaited>}
      side={<Awaited query={query}>{({ entries }) => <RegisterPart entries={entries} />}</Awaited>}
      sideLabel={t('exchange.register')}
    />
  );
}

function Ends(props: { end: End; onChange: (end: End) => void }) {
  const { t } = useText();
  return (
    <div className="segments" role="radiogroup" aria-label={t('exchange.parts')}>
      {(['desk', 'home'] as const).map((end) => (
        <label key={end}>
          <input
            type="radio"
            className="hidden-text"
            name="exchange-end"
            checked={props.end === end}
            onChange={() => props.onChange(end)}
          />
          {t(end === 'desk' ? 'exchange.atDesk' : 'exchange.atHome')}
        </label>
      ))}
    </div>
  );
}
