/** 数据与备份: what is backed up, the way back to it, a second place, and what was set aside. */
import { useState } from 'react';
import type { Backup, KeepingBoard } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Awaited, Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { BackupTable } from './backup-table.tsx';
import { DataFacts } from './data-facts.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SecondPlace } from './second-place.tsx';

export function KeepingPage() {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const { now } = useSurroundings();
  const query = useAsk('keeping.board', {});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'backUp' | 'check' | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [restoring, setRestoring] = useState<Backup | 'undo' | null>(null);
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const run = async (what: 'backUp' | 'check') => {
    setBusy(what);
    setChecked(false);
    const answer = await tell(`keeping.${what}`, {});
    setBusy(null);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok && what === 'check') setChecked(true);
    forget('keeping.board');
  };
  const newest = query.data?.backups[0];
  const isRunning = busy === 'backUp' || query.data?.running === true;
  return (
    <>
      <PageHeader
        title={t('keeping.title')}
        second={
          newest === undefined
            ? t('keeping.never')
            : t('keeping.last', { time: shortMoment(newest.at, now()) })
        }
      >
        <Button onClick={() => void run('check')} busy={busy === 'check'}>
          {t('keeping.check')}
        </Button>
        <Button look="filled" onClick={() => void run('backUp')} busy={isRunning}>
          {t(isRunning ? 'keeping.backingUp' : 'keeping.backUp')}
        </Button>
      </PageHeader>
      {failure !== null && <FailureNote failure={failure} band />}
      {isChecked && (
        <Note tone="green" band role="status">
          {t('keeping.checked')}
        </Note>
      )}
      <div className="form-body">
        <Awaited query={query}>
          {(board) => <Board board={board} onRestore={setRestoring} />}
        </Awaited>
      </div>
      {restoring !== null && query.data !== undefined && (
        <RestoreDialog
          what={restoring}
          undoAt={query.data.undo?.at ?? null}
          onClose={() => setRestoring(null)}
        />
      )}
    </>
  );
}

function Board(props: { board: KeepingBoard; onRestore: (what: Backup | 'undo') => void }) {
  const { t } = useText();
  const { board } = props;
  return (
    <div className="keeping">
      <section aria-label={t('keeping.backups')}>
        <div className="row" style={{ margin: '0 0 0.5rem' }}>
          <h2 className="pane-title grow">{t('keeping.backups')}</h2>
          {board.undo !== null && (
            <Button small onClick={() => props.onRestore('undo')}>
              {t('keeping.undo')}
            </Button>
          )}
        </div>
        <BackupTable backups={board.backups} onRestore={props.onRestore} />
      </section>
      <SecondPlace board={board} />
      <DataFacts board={board} />
    </div>
  );
}
