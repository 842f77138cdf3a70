/** 导出台账: which columns, what for; then the file. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import type { ListQuery } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { exportLimit } from '../../shared/ledgers/export-limit.ts';
import { ledgerColumns, ledgerSpecOf } from '../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ExportProgress } from './export-progress.tsx';
import { PurposeFields } from './purpose-fields.tsx';
import { blankRequest, isAsked, RequestFields, Requested, type Asked } from './request-fields.tsx';
import { screenColumns } from './screen-columns.ts';
import { useJob, useSaveOnce } from './use-job.ts';

/** An export is noted at each record. */
const changed = ['records.timeline'] as const;

export function ExportDialog(props: {
  type: RecordType;
  query: Omit<ListQuery, 'offset' | 'limit'>;
  count: number;
  /** Keys of the list's columns as drawn now. */
  shown: readonly string[];
  onClose: () => void;
}) {
  const { t, say } = useText();
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
  const { now } = useSurroundings();
  const [words, setWords] = useState(() => blankRequest(businessDateOf(now())));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = useJob();
  useSaveOnce(job, changed);
  const max = exportLimit(actor, spec.aboutPeople);
  const isReady = job.state?.state === 'ready';

  const start = () => {
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
  const requests = recordType('export_request');
  const mayAsk = requests !== undefined && can(actor, 'create', requests, actor).allow;
  const hasSensitive = all.some(({ key, privacy }) => privacy === 3 && chosen.includes(key));
  const needs = hasSensitive || count > max;
  const offBecause =
    chosen.length === 0
      ? t('excel.noColumns')
      : needs && !mayAsk
        ? t('excel.exportLimit', { max, count })
        : needs && !isAsked(words)
          ? t('excel.requestMissing')
          : null;
  const ask = async () => {
    setFailure(null);
    const answer = await tell('excel.request', {
      type: type.name,
      pick: { by: 'query', query: props.query },
      columns: all.map(({ key }) => key).filter((key) => chosen.includes(key)),
      purpose,
      ...words,
    });
    if (!answer.ok) return setFailure(answer.error);
    forget('records.list', 'today.board');
    return setAsked(answer.value);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('excel.exportTitle', { ledger: say(spec.title) })}
      size="44rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p>{t('excel.exportFacts', { count: count.toLocaleString('en-US') })}</p>
      <div className="row" style={{ gap: '0.75rem', margin: '0.75rem 0' }}>
        <PurposeFields
          purpose={purpose}
          note={note}
          onPurpose={setPurpose}
          onNote={setNote}
          noteClass="grow"
        />
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
              disabled={privacy === 3 && !mayAsk}
              checked={chosen.includes(key)}
              onChange={() =>
                setChosen(
                  chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key],
                )
              }
            />
            <span>
              {title}
              {privacy === 3 && (
                <span className="meta">
                  （{t(mayAsk ? 'excel.sensitive' : 'excel.sensitiveNever')}）
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      {needs && mayAsk && asked === null && (
        <RequestFields
          why={t(hasSensitive ? 'excel.requestSensitive' : 'excel.exportLimit', { max, count })}
          words={words}
          onChange={setWords}
        />
      )}
      {asked !== null && <Requested asked={asked} />}
      {failure !== null && <FailureNote failure={failure} />}
      <ExportProgress job={job} />
      <p className="soft">{t('excel.exportNote')}</p>
      <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
        <Button onClick={props.onClose}>
          {t(isReady || asked !== null ? 'frame.close' : 'frame.cancel')}
        </Button>
        {asked === null && (
          <Button
            look="filled"
            icon={needs ? 'send' : 'save'}
            busy={job.state?.state === 'running'}
            offBecause={offBecause}
            onClick={() => (needs ? void ask() : start())}
          >
            {t(needs ? 'excel.request' : 'excel.export')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
