/** On an approved 数据出口申请 of one's own: makes the file, hands it over, and shows its password once. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { RecordView } from '../../shared/bridge/contract.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ExportProgress } from './export-progress.tsx';
import { useJob, useSaveOnce } from './use-job.ts';

export function TakeOut({ view }: { view: RecordView }) {
  const { t } = useText();
  const { actor } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { record } = view;
  const isMine = record.type === 'export_request' && record.createdBy === actor.userId;
  if (!isOpen && !(isMine && record.state === 'approved')) return null;
  return (
    <>
      {record.state === 'approved' && (
        <Button look="filled" icon="save" onClick={() => setOpen(true)}>
          {t('excel.takeOut')}
        </Button>
      )}
      {isOpen && <TakeOutDialog id={record.id} onClose={() => setOpen(false)} />}
    </>
  );
}

const changed = ['records.get', 'records.list', 'records.timeline', 'today.board'] as const;

function TakeOutDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const job = useJob();
  useSaveOnce(job, changed);
  const isReady = job.state?.state === 'ready';
  const password = job.state?.password ?? '';
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('excel.takeOut')}
      size="36rem"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p>{t('excel.takeOutFacts')}</p>
      <ExportProgress job={job} />
      {password !== '' && (
        <div className="file-password">
          <span className="soft">{t('excel.password')}</span>
          <b data-testid="file-password">{password}</b>
          <span className="meta">{t('excel.passwordNote')}</span>
        </div>
      )}
      <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
        <Button onClick={onClose}>{t(isReady ? 'frame.close' : 'frame.cancel')}</Button>
        {!isReady && (
          <Button
            look="filled"
            icon="save"
            busy={job.state?.state === 'running'}
            onClick={() => void job.start(() => tell('excel.takeOut', { request: id }))}
          >
            {t('excel.takeOut')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
