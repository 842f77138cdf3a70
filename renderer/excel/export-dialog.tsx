/** 导出台账: which columns, what for; then the file. */
import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ListQuery } from '../../shared/bridge/contract.ts';
import { dictionaries } from '../../shared/dictionaries/dictionary.ts';
import { exportLimit } from '../../shared/ledgers/export-limit.ts';
import { ledgerColumns, ledgerSpecOf } from '../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ProgressLine } from './progress-line.tsx';
import { screenColumns } from './screen-columns.ts';
import { useJob } from './use-job.ts';

export function ExportDialog(props: {
  type: RecordType;
  query: Omit<ListQuery, 'offset' | 'limit'>;
  count: number;
  /** Keys of the list's columns as drawn now. */
  shown: readonly string[];
  onClose: () => void;
}) {
  const { t, say, language } = useText();
  const { type, count } = props;
  const tell = useTell();
  const forget = useForget();
  const { actor } = useSession();
  const spec = ledgerSpecOf(type);
  const all = ledgerColumns(type);
  const open = all.filter(({ privacy }) => privacy < 3).map(({ key }) => key);
  const [chosen, setChosen] = useState<readonly string[]>(open);
  const [purpose, setPurpose] = useState('report');
  const [note, setNote] = useState('');
  const job = useJob();
  const saved = useRef<string | null>(null);
  const max = exportLimit(actor, spec.aboutPeople);
  const isReady = job.state?.state === 'ready';

  const { save } = job;
  const fileName = job.state?.fileName ?? '';
  useEffect(() => {
    if (!isReady || saved.current === fileName) return;
    saved.current = fileName;
    forget('records.timeline');
    void save();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `forget` is made anew each time and does the same
  }, [isReady, fileName, save]);

  const start = () => {
    saved.current = null;
    void job.start(() =>
      tell('excel.export', {
        type: type.name,
        pick: { by: 'query', query: props.query },
        columns: all.map(({ key }) => key).filter((key) => chosen.includes(key)),
        purpose,
        note,
      }),
    );
  };
  const offBecause =
    count > max
      ? t('excel.exportLimit', { max, count })
      : chosen.length === 0
        ? t('excel.noColumns')
        : null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('excel.exportTitle', { ledger: say(spec.title) })}
      size="44rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p>{t('excel.exportFacts', { count: count.toLocaleString('en-US') })}</p>
      {count > max && (
        <Note tone="amber" role="status">
          {t('excel.exportLimit', { max, count })}
        </Note>
      )}
      <div className="row" style={{ gap: '0.75rem', margin: '0.75rem 0' }}>
        <label className="excel-field">
          {t('excel.purpose')}
          <select
            className="field-input"
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          >
            {Object.entries(dictionaries['export_purpose'] ?? {}).map(([key, word]) => (
              <option key={key} value={key}>
                {word[language]}
              </option>
            ))}
          </select>
        </label>
        <label className="excel-field grow">
          {t('excel.note')}
          <input
            className="field-input"
            autoComplete="off"
            maxLength={200}
            placeholder={t('excel.noteExample')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </label>
      </div>
      <fieldset className="excel-columns">
        <legend>
          {t('excel.columns')}
          <button type="button" className="link" onClick={() => setChosen(open)}>
            {t('excel.allColumns')}
          </button>
          <button
            type="button"
            className="link"
            onClick={() => setChosen(screenColumns(type, props.shown))}
          >
            {t('excel.screenColumns')}
          </button>
        </legend>
        {all.map(({ key, title, privacy }) => (
          <label key={key} className="check-row">
            <input
              type="checkbox"
              className="tick"
              disabled={privacy === 3}
              checked={chosen.includes(key)}
              onChange={() =>
                setChosen(
                  chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key],
                )
              }
            />
            <span>
              {title}
              {privacy === 3 && <span className="meta">（{t('excel.sensitive')}）</span>}
            </span>
          </label>
        ))}
      </fieldset>
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
          {t('excel.exported', { file: fileName })}{' '}
          <button type="button" className="link" onClick={() => void job.save()}>
            {t('excel.saveAgain')}
          </button>
        </Note>
      )}
      <p className="soft">{t('excel.exportNote')}</p>
      <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
        <Button onClick={props.onClose}>{t(isReady ? 'frame.close' : 'frame.cancel')}</Button>
        <Button
          look="filled"
          icon="save"
          busy={job.state?.state === 'running'}
          offBecause={offBecause}
          onClick={start}
        >
          {t('excel.export')}
        </Button>
      </div>
    </Modal>
  );
}
