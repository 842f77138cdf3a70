/** What an import would do: counts as tabs, one table of errors and doubles with a decision for each, and how the columns were read. */
import { useState } from 'react';
import { rosterKinds, type RosterDecision, type RosterKind } from '../../shared/bridge/rosters.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { Awaited, Button, Empty, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { RosterChoices } from './roster-choices.tsx';
import { RosterMapping } from './roster-mapping.tsx';
import { RosterRow } from './roster-row.tsx';
import { decisionTexts, type RosterPreviewValue, type RosterRequest } from './roster-shapes.ts';

const pageSize = 50;
/** What may be decided for all rows of a kind at once. */
const forAll: Readonly<Partial<Record<RosterKind, readonly RosterDecision[]>>> = {
  ask: ['new', 'fill', 'skip'],
  error: ['without', 'skip'],
  new: ['skip'],
  merge: ['take', 'skip'],
  skip: ['back'],
};

interface PreviewProps {
  readonly upload: string;
  readonly fileName: string;
  readonly request: RosterRequest;
  readonly onLook: (next: RosterRequest) => void;
  readonly onApply: () => void;
  readonly onOther: () => void;
}

export function RosterPreview(props: PreviewProps) {
  const query = useAsk('roster.preview', { upload: props.upload });
  return (
    <Awaited query={query} bars={6}>
      {(preview) => <Shown {...props} preview={preview} />}
    </Awaited>
  );
}

function Shown(props: PreviewProps & { preview: RosterPreviewValue }) {
  const { t } = useText();
  const { preview, upload, request } = props;
  const { counts } = preview;
  const todo = counts.new + counts.merge;
  const open = counts.ask + counts.error;
  const [kind, setKind] = useState<RosterKind | null>(
    counts.ask > 0 ? 'ask' : counts.error > 0 ? 'error' : null,
  );
  return (
    <>
      <div className="row" style={{ gap: '0.75rem', marginBottom: '0.5rem', flexWrap: 'wrap' }}>
        <b>{props.fileName}</b>
        {preview.sheets.length > 1 && (
          <label className="row" style={{ whiteSpace: 'nowrap' }}>
            {t('excel.sheet')}
            <select
              className="field-input"
              value={preview.sheet}
              onChange={(event) =>
                props.onLook({ ...request, sheet: event.currentTarget.value, mapping: null })
              }
            >
              {preview.sheets.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <span className="meta">{t('excel.headerAt', { row: preview.headerRow })}</span>
        {preview.isRemembered && <span className="meta">{t('rosters.remembered')}</span>}
        <span className="meta">
          {t('rosters.brings', { households: preview.households, relatives: preview.relatives })}
        </span>
        <span className="grow" />
        <Button onClick={props.onOther}>{t('excel.another')}</Button>
        <Button
          look="filled"
          offBecause={todo === 0 ? t('rosters.nothing') : null}
          onClick={props.onApply}
        >
          {t('rosters.apply', { count: todo })}
        </Button>
      </div>
      {open > 0 && <Note tone="amber">{t('rosters.leftOut', { count: open })}</Note>}
      <RosterMapping
        preview={preview}
        onLook={(mapping) => props.onLook({ ...request, sheet: preview.sheet, mapping })}
      />
      <details className="excel-mapping">
        <summary>{t('rosters.options')}</summary>
        <RosterChoices
          request={request}
          onChange={(next) => props.onLook({ ...next, sheet: preview.sheet })}
        />
      </details>
      <div className="tabs" role="tablist" aria-label={t('rosters.what')}>
        {([null, ...rosterKinds] as const).map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            role="tab"
            aria-selected={kind === each}
            className={`tab ${kind === each ? 'on' : ''}`}
            onClick={() => setKind(each)}
          >
            {t(each === null ? 'rosters.all' : `rosters.${each}`)}
            <span
              className={`count ${(each === 'error' || each === 'ask') && counts[each] > 0 ? 'tone-red' : ''}`}
            >
              {each === null
                ? Object.values(counts).reduce((sum, count) => sum + count, 0)
                : counts[each]}
            </span>
          </button>
        ))}
      </div>
      <Rows key={kind ?? 'all'} upload={upload} kind={kind} />
    </>
  );
}

function Rows({ upload, kind }: { upload: string; kind: RosterKind | null }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const [limit, setLimit] = useState(pageSize);
  const [told, setTold] = useState('');
  const query = useAsk('roster.rows', { upload, kind, offset: 0, limit });
  const refresh = () => forget('roster.rows', 'roster.preview');
  const decideAll = async (decision: RosterDecision) => {
    if (kind === null) return;
    const answer = await tell('roster.decide', { upload, rows: [], kind, decision, target: '' });
    if (answer.ok) setTold(t('rosters.decided', { count: answer.value.decided }));
    refresh();
  };
  const choices = kind === null ? [] : (forAll[kind] ?? []);
  return (
    <Awaited query={query} bars={6}>
      {({ rows, total }) =>
        total === 0 ? (
          <Empty>{t('rosters.none')}</Empty>
        ) : (
          <>
            {choices.length > 0 && (
              <div className="row roster-all">
                <span className="meta">{t('rosters.forAll')}</span>
                {choices.map((decision) => (
                  <Button key={decision} small onClick={() => void decideAll(decision)}>
                    {t(decisionTexts[decision])}
                  </Button>
                ))}
                <span role="status" className="meta">
                  {told}
                </span>
              </div>
            )}
            <table className="box-table roster-rows">
              <thead>
                <tr>
                  <th className="num">{t('rosters.row')}</th>
                  <th>{t('rosters.person')}</th>
                  <th>{t('rosters.what')}</th>
                  <th>{t('rosters.decide')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <RosterRow
                    key={`${row.row}/${row.part}`}
                    upload={upload}
                    row={row}
                    onDone={refresh}
                  />
                ))}
              </tbody>
            </table>
            {total > rows.length && limit < 200 && (
              <Button onClick={() => setLimit(200)}>
                {t('rosters.more', { count: Math.min(200, total) - rows.length })}
              </Button>
            )}
          </>
        )
      }
    </Awaited>
  );
}
