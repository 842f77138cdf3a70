/** 转到其他街道…: on the record page of the district desk. One order keeps its number, so pressing again never moves twice. */
import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { RecordView } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { districtUnit } from '../../shared/access/actor.ts';
import { recordType } from '../../shared/records/registry.ts';
import { HAISHU_UNITS } from '../../shared/divisions/haishu-units.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { useAdministers } from './use-administers.ts';

export function MoveAction(props: { view: RecordView }) {
  const { t } = useText();
  const administers = useAdministers();
  const [requestId, setRequestId] = useState<string | null>(null);
  if (!administers) return null;
  return (
    <>
      <Button onClick={() => setRequestId(crypto.randomUUID())}>{t('devices.move')}</Button>
      {requestId !== null && (
        <MoveDialog view={props.view} requestId={requestId} onClose={() => setRequestId(null)} />
      )}
    </>
  );
}

function MoveDialog(props: { view: RecordView; requestId: string; onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const { record } = props.view;
  const label = recordType(record.type)?.label(record.data) ?? record.bizNo;
  const [unit, setUnit] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const units = HAISHU_UNITS.filter(
    (each) => each.code !== record.unit && each.code !== districtUnit,
  );
  const run = async () => {
    if (unit === null) return;
    setBusy(true);
    const answer = await tell('records.moveUnit', {
      requestId: props.requestId,
      ids: [record.id],
      to: unit,
      community: '',
    });
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setMoved(answer.value.records);
    forget('records.get', 'records.timeline', 'records.list');
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('devices.moveTitle', { label })}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p className="soft" style={{ marginBottom: '0.75rem' }}>
        {t('devices.moveNote')}
      </p>
      <Select
        label={t('devices.moveTo')}
        data={units.map((each) => ({ value: each.code, label: each.name }))}
        value={unit}
        searchable
        data-autofocus
        onChange={setUnit}
      />
      {failure !== null && <FailureNote failure={failure} />}
      {moved !== null && (
        <Note tone="green" role="status">
          {t('devices.moved', { records: moved })}
        </Note>
      )}
      <div className="row" style={{ marginTop: '1rem' }}>
        {moved === null ? (
          <Button
            look="filled"
            busy={busy}
            offBecause={unit === null ? t('devices.moveTo') : null}
            onClick={() => void run()}
          >
            {t('devices.moveVerb')}
          </Button>
        ) : (
          <Button look="filled" onClick={props.onClose}>
            {t('frame.close')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
