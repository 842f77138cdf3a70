/** On an approved 数据出口申请 of one's own: makes the file, hands it over, and shows its password once. */
import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RecordView } from '../../shared/bridge/contract.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ProgressLine } from './progress-line.tsx';
import { useJob } from './use-job.ts';

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

function TakeOutDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const job = useJob();
  const saved = useRef<string | null>(null);
  const isReady = job.state?.state === 'ready';
  const { save } = job;
  useEffect(() => {
    if (!isReady || saved.current === job.id) return;
    saved.current = job.id;
    forget('records.get', 'records.list', 'records.timeline', 'today.board');
    void save();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `forget` is made anew each time and does the same
  }, [isReady, job.id, save]);
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
      {job.failure !== null && <FailureNote failure={job.failure} />}
      {job.state?.state === 'running' && (
        <ProgressLine
          text={t('excel.exporting', { done: job.state.done, total: job.state.total })}
          done={job.state.done}
          total={job.state.total}
        />
      )}
      {isReady && (
        <Note tone="green" role="status">
          {t('excel.exported', { file: job.state?.fileName ?? '' })}{' '}
          <button type="button" className="link" onClick={() => void job.save()}>
            {t('excel.saveAgain')}
          </button>
        </Note>
      )}
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
