/** Rosters imported on this computer, each to be taken back as a whole. */
import { useEffect } from 'react';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { ProgressLine } from '../excel/progress-line.tsx';
import { useJob } from '../excel/use-job.ts';
import { listMoment } from '../format/moments.ts';
import { Awaited, Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function RosterBatches() {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const { now } = useSurroundings();
  const query = useAsk('roster.batches', {});
  const job = useJob();
  const report = job.state?.report ?? null;
  const done = report?.batch;
  useEffect(() => {
    if (done !== undefined)
      forget('roster.batches', 'records.list', 'records.get', 'fourClears.board');
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `forget` is made anew each time and does the same
  }, [done]);
  return (
    <Awaited query={query} bars={1}>
      {(batches) =>
        batches.length === 0 ? null : (
          <section aria-label={t('rosters.batches')} style={{ marginTop: '1.25rem' }}>
            <h2 className="block-title">{t('rosters.batches')}</h2>
            {job.failure !== null && <FailureNote failure={job.failure} />}
            {job.state?.state === 'running' && (
              <ProgressLine
                text={t('rosters.undoing', { done: job.state.done, total: job.state.total })}
                done={job.state.done}
                total={job.state.total}
              />
            )}
            {report !== null && (
              <Note tone="green" role="status">
                {t('rosters.undone', { undone: report.changed, kept: report.failed })}
              </Note>
            )}
            {(report?.denied ?? 0) > 0 && (
              <Note tone="amber" role="status">
                {t('rosters.undoDenied', { count: report?.denied ?? 0 })}
              </Note>
            )}
            <table className="box-table">
              <tbody>
                {batches.map(({ batch, at, created, changed, undone }) => (
                  <tr key={batch}>
                    <td>{listMoment(at, now())}</td>
                    <td>{t('rosters.batch', { created, changed })}</td>
                    <td>
                      {undone ? (
                        <span className="meta">{t('excel.wasUndone')}</span>
                      ) : (
                        <Button
                          small
                          busy={job.state?.state === 'running'}
                          onClick={() => void job.start(() => tell('roster.undo', { batch }))}
                        >
                          {t('excel.undo')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )
      }
    </Awaited>
  );
}
