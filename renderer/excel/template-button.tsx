import { useEffect, useRef } from 'react';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { useJob } from './use-job.ts';

/** 下载导入模板. */
export function TemplateButton({ type }: { type: RecordType }) {
  const { t } = useText();
  const tell = useTell();
  const job = useJob();
  const isWanted = useRef(false);
  const isReady = job.state?.state === 'ready';
  const { save } = job;
  useEffect(() => {
    if (!isReady || !isWanted.current) return;
    isWanted.current = false;
    void save();
  }, [isReady, save]);
  return (
    <>
      {job.failure !== null && <FailureNote failure={job.failure} />}
      <Button
        icon="save"
        busy={job.state?.state === 'running'}
        onClick={() => {
          isWanted.current = true;
          void job.start(() => tell('excel.template', { type: type.name }));
        }}
      >
        {t('excel.template')}
      </Button>
    </>
  );
}
