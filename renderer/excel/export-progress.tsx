/** How far a table that is being taken out has come, and the finished one. */
import type { ReactNode } from 'react';
import { FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ProgressLine } from './progress-line.tsx';
import type { Job } from './use-job.ts';

export function ExportProgress({ job, more }: { job: Job; more?: ReactNode }) {
  const { t } = useText();
  return (
    <>
      {job.failure !== null && <FailureNote failure={job.failure} />}
      {job.state?.state === 'running' && (
        <ProgressLine
          text={t('excel.exporting', { done: job.state.done, total: job.state.total })}
          done={job.state.done}
          total={job.state.total}
        />
      )}
      {job.state?.state === 'ready' && (
        <Note tone="green" role="status">
          {t('excel.exported', { file: job.state.fileName })} {more}{' '}
          <button type="button" className="link" onClick={() => void job.save()}>
            {t('excel.saveAgain')}
          </button>
        </Note>
      )}
    </>
  );
}
