/** 导入台账: choose the file, see row by row what would happen, import, and take it back if need be. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { ledgerSpecOf } from '../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Bars, Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ImportBatches } from './import-batches.tsx';
import { ImportPreview } from './import-preview.tsx';
import { FileDrop } from './file-drop.tsx';
import { ProgressLine } from './progress-line.tsx';
import { TemplateButton } from './template-button.tsx';
import { uploadFile } from './upload-file.ts';
import { useJob } from './use-job.ts';

interface Loaded {
  readonly upload: string;
  readonly fileName: string;
  readonly preview: Value<'excel.preview'>;
}

export function ImportPage({ type }: { type: RecordType }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const forget = useForget();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = useJob();
  const ledger = say(ledgerSpecOf(type).title);
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);

  const look = async (
    upload: string,
    fileName: string,
    sheet: string | null,
    mapping: Record<string, string> | null,
  ) => {
    const seen = await tell('excel.preview', { upload, type: type.name, sheet, mapping });
    setFailure(seen.ok ? null : seen.error);
    if (seen.ok) setLoaded({ upload, fileName, preview: seen.value });
  };
  const take = async (file: File | undefined) => {
    if (file === undefined || busy) return;
    setBusy(true);
    setLoaded(null);
    job.reset();
    const sent = await uploadFile(tell, file);
    if (sent.ok) await look(sent.value.upload, file.name, null, null);
    else setFailure(sent.error);
    setBusy(false);
  };
  const apply = async () => {
    if (loaded === null) return;
    const { upload } = loaded;
    await job.start(() => tell('excel.apply', { upload }));
  };
  const report = job.state?.report ?? null;
  const batch = report?.batch;
  useEffect(() => {
    // A new one to be taken back, if need be.
    if (batch !== undefined) forget('excel.batches');
  }, [batch, forget]);
  const again = () => {
    job.reset();
    setLoaded(null);
  };
  return (
    <>
      <PageHeader title={t('excel.importTitle', { ledger })} second={t('excel.importSecond')}>
        <TemplateButton type={type} />
        <Button
          icon="back"
          onClick={() => void navigate({ to: '/list/$type', params: { type: type.name } })}
        >
          {t('excel.back')}
        </Button>
      </PageHeader>
      <div className="pane-body">
        {loaded === null && !busy && <FileDrop onFile={(file) => void take(file)} />}
        {busy && (
          <>
            <p role="status">{t('excel.reading')}</p>
            <Bars count={4} />
          </>
        )}
        {failure !== null && <FailureNote failure={failure} />}
        {job.failure !== null && <FailureNote failure={job.failure} />}
        {job.state?.state === 'running' && (
          <ProgressLine
            text={t('excel.applying', { done: job.state.done, total: job.state.total })}
            done={job.state.done}
            total={job.state.total}
          />
        )}
        {report !== null && (
          <>
            <Note tone={report.failed > 0 ? 'amber' : 'green'} role="status">
              {t('excel.applied', {
                created: report.created,
                changed: report.changed,
                same: report.same,
                failed: report.failed,
              })}
            </Note>
            <div className="row" style={{ margin: '0.75rem 0' }}>
              <Button icon="save" onClick={() => void job.save()}>
                {t('excel.result')}
              </Button>
              <Button onClick={again}>{t('excel.another')}</Button>
            </div>
          </>
        )}
        {loaded !== null && job.state === null && (
          <ImportPreview
            key={`${loaded.upload}/${JSON.stringify(loaded.preview.columns)}`}
            type={type}
            {...loaded}
            onLook={(sheet, mapping) => void look(loaded.upload, loaded.fileName, sheet, mapping)}
            onApply={() => void apply()}
            onOther={again}
          />
        )}
        {(loaded === null || report !== null) && (
          <ImportBatches key={report?.batch ?? ''} type={type} />
        )}
      </div>
    </>
  );
}
