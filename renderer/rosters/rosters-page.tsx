/** 导入花名册: choose the file, see and decide row by row, import, and take it back if need be. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { FileDrop } from '../excel/file-drop.tsx';
import { ProgressLine } from '../excel/progress-line.tsx';
import { uploadFile } from '../excel/upload-file.ts';
import { useJob } from '../excel/use-job.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { RosterBatches } from './roster-batches.tsx';
import { RosterChoices } from './roster-choices.tsx';
import { RosterPreview } from './roster-preview.tsx';
import type { RosterRequest } from './roster-shapes.ts';

const firstRequest: RosterRequest = {
  adapter: 'office',
  sheet: null,
  mapping: null,
  options: { community: '', liaison: '', verifiedOn: '', verifyMethod: 'data' },
};

export function RostersPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const forget = useForget();
  const [request, setRequest] = useState(firstRequest);
  const [file, setFile] = useState<{ upload: string; name: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reading = useJob();
  const writing = useJob();
  const isReading = reading.state?.state === 'running';
  const isWriting = writing.state?.state === 'running';
  const report = writing.state?.report ?? null;
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);

  const look = async (upload: string, next: RosterRequest) => {
    setRequest(next);
    forget('roster.preview', 'roster.rows');
    await reading.start(() => tell('roster.read', { upload, ...next }));
  };
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined || isReading) return;
    setFile(null);
    setFailure(null);
    writing.reset();
    reading.reset();
    const sent = await uploadFile(tell, chosen);
    if (!sent.ok) return setFailure(sent.error);
    setFile({ upload: sent.value.upload, name: chosen.name });
    await look(sent.value.upload, { ...request, sheet: null, mapping: null });
  };
  const again = () => {
    setFile(null);
    setFailure(null);
    reading.reset();
    writing.reset();
  };
  const done = report?.batch;
  useEffect(() => {
    if (done !== undefined)
      forget('roster.batches', 'records.list', 'records.get', 'fourClears.board');
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `forget` is made anew each time and does the same
  }, [done]);
  const isReady = file !== null && reading.state?.state === 'ready' && writing.state === null;
  return (
    <>
      <PageHeader title={t('rosters.title')} second={t('rosters.second')}>
        <TemplateOfRosters />
        <Button
          icon="back"
          onClick={() => void navigate({ to: '/list/$type', params: { type: 'person' } })}
        >
          {t('rosters.toList')}
        </Button>
      </PageHeader>
      <div className="pane-body scroll-body">
        {failure !== null && <FailureNote failure={failure} />}
        {reading.failure !== null && <FailureNote failure={reading.failure} />}
        {writing.failure !== null && <FailureNote failure={writing.failure} />}
        {file === null && (
          <>
            <RosterChoices request={request} onChange={setRequest} />
            <FileDrop onFile={(chosen) => void take(chosen)} />
          </>
        )}
        {isReading && (
          <Running
            job={reading}
            text={reading.state?.total === 0 ? 'rosters.opening' : 'rosters.reading'}
          />
        )}
        {isReady && (
          <RosterPreview
            upload={file.upload}
            fileName={file.name}
            request={request}
            onLook={(next) => void look(file.upload, next)}
            onApply={() => void writing.start(() => tell('roster.apply', { upload: file.upload }))}
            onOther={again}
          />
        )}
        {isWriting && <Running job={writing} text="rosters.applying" />}
        {report !== null && (
          <>
            <Note tone={report.failed > 0 ? 'amber' : 'green'} role="status">
              {t('rosters.applied', {
                created: report.created,
                changed: report.changed,
                same: report.same,
                failed: report.failed,
              })}
            </Note>
            <div className="row" style={{ margin: '0.75rem 0' }}>
              <Button look="filled" icon="save" onClick={() => void writing.save()}>
                {t('excel.result')}
              </Button>
              <Button onClick={again}>{t('excel.another')}</Button>
            </div>
          </>
        )}
        {reading.failure !== null && file !== null && (
          <Button onClick={again}>{t('excel.another')}</Button>
        )}
        {(file === null || report !== null) && <RosterBatches key={report?.batch ?? ''} />}
      </div>
    </>
  );
}

function Running({
  job,
  text,
}: {
  job: ReturnType<typeof useJob>;
  text: 'rosters.opening' | 'rosters.reading' | 'rosters.applying';
}) {
  const { t } = useText();
  const tell = useTell();
  const [isStopping, setStopping] = useState(false);
  const { done, total } = job.state ?? { done: 0, total: 0 };
  return (
    <div className="row">
      <div className="grow">
        <ProgressLine text={t(text, { done, total })} done={done} total={total} />
      </div>
      <Button
        busy={isStopping}
        onClick={() => {
          setStopping(true);
          if (job.id !== null) void tell('roster.cancel', { job: job.id });
        }}
      >
        {t(isStopping ? 'rosters.stopping' : 'rosters.stop')}
      </Button>
    </div>
  );
}

function TemplateOfRosters() {
  const { t } = useText();
  const tell = useTell();
  const job = useJob();
  const { save, state } = job;
  const isReady = state?.state === 'ready';
  useEffect(() => {
    if (isReady) void save();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it becomes ready
  }, [isReady]);
  return (
    <Button
      icon="save"
      busy={state?.state === 'running'}
      onClick={() => void job.start(() => tell('roster.template', {}))}
    >
      {t('rosters.template')}
    </Button>
  );
}
