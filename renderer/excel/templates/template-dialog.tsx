/** 按单位表格导出: which table, the whole of it or what changed, compared with which time, and what for. */
import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../../shared/access/can.ts';
import type { ListQuery } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { businessDateOf } from '../../../shared/calendar/time-zone.ts';
import { templateModes, type TemplateCard } from '../../../shared/bridge/templates.ts';
import { exportLimit } from '../../../shared/ledgers/export-limit.ts';
import { ledgerSpecOf } from '../../../shared/ledgers/ledger.ts';
import { templateColumns } from '../../../shared/ledgers/template-columns.ts';
import type { RecordType } from '../../../shared/records/record-type.ts';
import { recordType } from '../../../shared/records/registry.ts';
import { useAsk, useForget, useTell } from '../../bridge/bridge-context.tsx';
import { useSession } from '../../bridge/session.tsx';
import { useSurroundings } from '../../bridge/surroundings.tsx';
import { listMoment } from '../../format/moments.ts';
import { Awaited, Button, Empty, FailureNote } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import { ExportProgress } from '../export-progress.tsx';
import { PurposeFields } from '../purpose-fields.tsx';
import { blankRequest, isAsked, RequestFields, Requested, type Asked } from '../request-fields.tsx';
import { useJob, useSaveOnce } from '../use-job.ts';

interface DialogProps {
  readonly type: RecordType;
  readonly query: Omit<ListQuery, 'offset' | 'limit'>;
  readonly count: number;
  readonly onClose: () => void;
}

export function TemplateDialog(props: DialogProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const query = useAsk('templates.list', { type: props.type.name });
  const manage = () => void navigate({ to: '/templates/$type', params: { type: props.type.name } });
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('templates.menu')}
      size="44rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <Awaited query={query} bars={3}>
        {(cards) => {
          const [first] = cards;
          return first === undefined ? (
            <Empty
              action={
                <Button look="filled" onClick={manage}>
                  {t('templates.add')}
                </Button>
              }
            >
              {t('templates.empty')}
            </Empty>
          ) : (
            <Chosen {...props} cards={cards} first={first} onManage={manage} />
          );
        }}
      </Awaited>
    </Modal>
  );
}

const changed = ['records.timeline', 'templates.list'] as const;

function Chosen(
  props: DialogProps & {
    cards: readonly TemplateCard[];
    first: TemplateCard;
    onManage: () => void;
  },
) {
  const { t } = useText();
  const tell = useTell();
  const { actor } = useSession();
  const { now } = useSurroundings();
  const { type, count, cards } = props;
  const [id, setId] = useState(props.first.id);
  const card = cards.find((each) => each.id === id) ?? props.first;
  const [mode, setMode] = useState<(typeof templateModes)[number]>('all');
  const [chosenSince, setSince] = useState<string | null>(null);
  const since = chosenSince ?? card.exports[0]?.at ?? '';
  const [purpose, setPurpose] = useState('report');
  const [note, setNote] = useState('');
  const forget = useForget();
  const [wants, setWants] = useState(false);
  const [words, setWords] = useState(() => blankRequest(businessDateOf(now())));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const job = useJob();
  useSaveOnce(job, changed);
  const max = exportLimit(actor, ledgerSpecOf(type).aboutPeople);
  const isReady = job.state?.state === 'ready';
  const requests = recordType('export_request');
  const mayAsk = requests !== undefined && can(actor, 'create', requests, actor).allow;
  const known = new Map(templateColumns(type).map((column) => [column.key, column]));
  const sensitive = card.columns.flatMap(({ key }) => {
    const column = known.get(key ?? '');
    return column?.privacy === 3 ? [column.title] : [];
  });
  const wantsSensitive = wants && mayAsk && sensitive.length > 0;
  const needs = wantsSensitive || count > max;
  const start = () => {
    // What it is compared with stays chosen, although this export becomes the newest.
    setSince(since);
    void job.start(() =>
      tell('templates.export', {
        id: card.id,
        pick: { by: 'query', query: props.query },
        mode: since === '' ? 'all' : mode,
        since: since === '' ? null : since,
        purpose,
        note,
      }),
    );
  };
  const ask = async () => {
    setFailure(null);
    const answer = await tell('templates.request', {
      id: card.id,
      pick: { by: 'query', query: props.query },
      mode: since === '' ? 'all' : mode,
      since: since === '' ? null : since,
      sensitive: wantsSensitive,
      purpose,
      ...words,
    });
    if (!answer.ok) return setFailure(answer.error);
    forget('records.list', 'today.board');
    return setAsked(answer.value);
  };
  const changes = job.state?.changes ?? null;
  return (
    <>
      <p>{t('excel.exportFacts', { count: count.toLocaleString('en-US') })}</p>
      <div className="template-choices">
        <label className="excel-field">
          {t('templates.which')}
          <select
            className="field-input"
            value={card.id}
            onChange={(event) => {
              setId(event.currentTarget.value);
              setSince(null);
            }}
          >
            {cards.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <label className="excel-field">
          {t('templates.since')}
          <select
            className="field-input"
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
          >
            {card.exports.map(({ at, rows }) => (
              <option key={at} value={at}>
                {t('templates.sinceOption', { at: listMoment(at, now()), rows })}
              </option>
            ))}
            <option value="">{t('templates.noSince')}</option>
          </select>
        </label>
        <label className="excel-field">
          {t('templates.mode')}
          <select
            className="field-input"
            value={since === '' ? 'all' : mode}
            disabled={since === ''}
            onChange={(event) =>
              setMode(templateModes.find((each) => each === event.currentTarget.value) ?? 'all')
            }
          >
            {templateModes.map((each) => (
              <option key={each} value={each}>
                {t(`templates.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <PurposeFields
          purpose={purpose}
          note={note}
          onPurpose={setPurpose}
          onNote={setNote}
          noteClass="wide"
        />
      </div>
      {sensitive.length > 0 && mayAsk && (
        <label className="check-row">
          <input
            type="checkbox"
            className="tick"
            checked={wantsSensitive}
            onChange={(event) => setWants(event.currentTarget.checked)}
          />
          <span>
            {t('templates.fillSensitive', { titles: sensitive.join('、') })}
            <span className="meta">　{t('templates.fillSensitiveNote')}</span>
          </span>
        </label>
      )}
      {needs && mayAsk && asked === null && (
        <RequestFields
          why={t(wantsSensitive ? 'excel.requestSensitive' : 'excel.exportLimit', { max, count })}
          words={words}
          onChange={setWords}
        />
      )}
      {asked !== null && <Requested asked={asked} />}
      {failure !== null && <FailureNote failure={failure} />}
      <ExportProgress job={job} more={changes !== null && t('templates.changes', changes)} />
      <p className="soft">{t('excel.exportNote')}</p>
      <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
        <button type="button" className="link" onClick={props.onManage}>
          {t('templates.manage')}
        </button>
        <span className="grow" />
        <Button onClick={props.onClose}>
          {t(isReady || asked !== null ? 'frame.close' : 'frame.cancel')}
        </Button>
        {asked === null && (
          <Button
            look="filled"
            icon={needs ? 'send' : 'save'}
            busy={job.state?.state === 'running'}
            offBecause={
              needs && !mayAsk
                ? t('excel.exportLimit', { max, count })
                : needs && !isAsked(words)
                  ? t('excel.requestMissing')
                  : null
            }
            onClick={() => (needs ? void ask() : start())}
          >
            {t(needs ? 'excel.request' : 'templates.menu')}
          </Button>
        )}
      </div>
    </>
  );
}
