/** A new enrolment code for one computer of a unit, with what that computer will download first. */
import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { HAISHU_UNITS } from '../../shared/divisions/haishu-units.ts';
import { useAsk, useTell } from '../bridge/bridge-context.tsx';
import { clockTime } from '../format/moments.ts';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function CodeDialog(props: { onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const [unit, setUnit] = useState<string | null>(null);
  const [made, setMade] = useState<{ code: string; expiresAt: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const foreseen = useAsk('devices.preflight', { unit: unit ?? '' }, { enabled: unit !== null });
  const unitName = HAISHU_UNITS.find((each) => each.code === unit)?.name ?? '';
  const make = async () => {
    if (unit === null) return;
    const answer = await tell('devices.code', { unit });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setMade(answer.value);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('devices.newCode')}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <Select
        label={t('devices.codeFor')}
        data={HAISHU_UNITS.map((each) => ({ value: each.code, label: each.name }))}
        value={unit}
        searchable
        data-autofocus
        onChange={(value) => {
          setUnit(value);
          setMade(null);
        }}
      />
      {foreseen.data !== undefined && (
        <p className="soft" style={{ margin: '0.75rem 0' }}>
          {t('devices.preflight', {
            rows: (
              foreseen.data.records +
              foreseen.data.events +
              foreseen.data.masters
            ).toLocaleString('en-US'),
            megabytes: (foreseen.data.bytes / 1_000_000).toFixed(1),
            seconds: foreseen.data.seconds,
          })}
        </p>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {made !== null && (
        <Note tone="green" role="status">
          <b>
            {t('devices.codeMade', {
              unit: unitName,
              code: made.code,
              time: clockTime(made.expiresAt),
            })}
          </b>
        </Note>
      )}
      <div className="row" style={{ marginTop: '1rem' }}>
        <Button
          look="filled"
          offBecause={unit === null ? t('devices.codeFor') : null}
          onClick={() => void make()}
        >
          {t('devices.newCode')}
        </Button>
      </div>
    </Modal>
  );
}
