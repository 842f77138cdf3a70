/** What an import would do: counts as tabs, each row with its changes or its problems, and how the columns were understood. */
import { useState } from 'react';
import { rowKinds } from '../../shared/bridge/excel.ts';
import type { Problem } from '../../shared/fields/field.ts';
import { ledgerColumns } from '../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { useAsk, type Value } from '../bridge/bridge-context.tsx';
import { Awaited, Button, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Preview = Value<'excel.preview'>;
type Row = Value<'excel.rows'>['rows'][number];
type Kind = (typeof rowKinds)[number] | null;

const pageSize = 100;

export function ImportPreview(props: {
  type: RecordType;
  upload: string;
  fileName: string;
  preview: Preview;
  onLook: (sheet: string | null, mapping: Record<string, string> | null) => void;
  onApply: () => void;
  onOther: () => void;
}) {
  const { t } = useText();
  const { preview, type } = props;
  const { counts } = preview;
  const todo = counts.new + counts.change;
  const [kind, setKind] = useState<Kind>(counts.error > 0 ? 'error' : todo > 0 ? null : 'same');
  const [limit, setLimit] = useState(pageSize);
  const query = useAsk('excel.rows', { upload: props.upload, kind, offset: 0, limit });
  const mapped = preview.columns.filter(({ key }) => key !== null).length;
  return (
    <>
      <div className="row" style={{ gap: '0.75rem', marginBottom: '0.5rem' }}>
        <b>{props.fileName}</b>
        {preview.sheets.length > 1 && (
          <label className="row" style={{ whiteSpace: 'nowrap' }}>
            {t('excel.sheet')}
            <select
              className="field-input"
              value={preview.sheet}
              onChange={(event) => props.onLook(event.currentTarget.value, null)}
            >
              {preview.sheets.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
        )}
        <span className="meta">{t('excel.headerAt', { row: preview.headerRow })}</span>
        <span className="meta">
          {t('excel.mappedCount', { mapped, ignored: preview.columns.length - mapped })}
        </span>
        <span className="grow" />
        <Button onClick={props.onOther}>{t('excel.another')}</Button>
        <Button
          look="filled"
          offBecause={todo === 0 ? t('excel.nothingToDo') : null}
          onClick={props.onApply}
        >
          {t('excel.apply', { count: todo })}
        </Button>
      </div>
      {todo === 0 && counts.error === 0 && (
        <Note tone="green" role="status">
          {t('excel.nothingToDo')}
        </Note>
      )}
      {counts.error > 0 && (
        <Note tone="amber">{t('excel.applyNote', { count: counts.error })}</Note>
      )}
      <Mapping type={type} preview={preview} onLook={props.onLook} />
      <div className="tabs" role="tablist" aria-label={t('excel.what')}>
        {([null, ...rowKinds] as const).map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            role="tab"
            aria-selected={kind === each}
            className={`tab ${kind === each ? 'on' : ''}`}
            onClick={() => setKind(each)}
          >
            {t(each === null ? 'excel.all' : `excel.${each}`)}
            <span className={`count ${each === 'error' && counts.error > 0 ? 'tone-red' : ''}`}>
              {each === null ? sum(counts) : counts[each]}
            </span>
          </button>
        ))}
      </div>
      <Awaited query={query} bars={6}>
        {({ rows, total }) => (
          <>
            <Rows type={type} rows={rows} />
            {total > rows.length && limit < 200 && (
              <Button onClick={() => setLimit(200)}>
                {t('excel.more', { count: Math.min(200, total) - rows.length })}
              </Button>
            )}
          </>
        )}
      </Awaited>
    </>
  );
}

function sum(counts: Preview['counts']): number {
  return counts.new + counts.change + counts.same + counts.error;
}

function Rows({ type, rows }: { type: RecordType; rows: readonly Row[] }) {
  const { t, language } = useText();
  return (
    <table className="box-table excel-rows">
      <thead>
        <tr>
          <th className="num">{t('excel.row')}</th>
          <th>{type.texts.name[language]}</th>
          <th>{t('excel.what')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.row}>
            <td className="num">{row.row}</td>
            <td>{row.label}</td>
            <td>
              <b className={row.kind === 'error' ? 'tone-red' : ''}>{t(`excel.${row.kind}`)}</b>
              {row.problems.map((problem) => (
                <div
                  key={problem.field + problem.code}
                  className={problem.severity === 'error' ? 'tone-red' : 'meta'}
                >
                  {problemText(type, problem as Problem, language)}
                </div>
              ))}
              {row.kind === 'change' &&
                row.changes.map(({ title, before, after }) => (
                  <div key={title}>
                    {title}：<span className="meta">{before || t('excel.empty')}</span> →{' '}
                    {after || t('excel.empty')}
                  </div>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Mapping(props: {
  type: RecordType;
  preview: Preview;
  onLook: (sheet: string | null, mapping: Record<string, string> | null) => void;
}) {
  const { t } = useText();
  const { preview } = props;
  const targets = ledgerColumns(props.type);
  const choose = (index: number, key: string) => {
    const now = Object.fromEntries(
      preview.columns.flatMap((column) =>
        column.key === null || column.key === key ? [] : [[String(column.index), column.key]],
      ),
    );
    if (key === '') delete now[String(index)];
    else now[String(index)] = key;
    props.onLook(preview.sheet, now);
  };
  return (
    <details className="excel-mapping">
      <summary>{t('excel.mapping')}</summary>
      <div className="excel-mapping-grid">
        {preview.columns
          .filter(({ heading, key }) => heading !== '' && !(key ?? '').startsWith('$'))
          .map(({ index, heading, key }) => (
            <label key={index}>
              <span className="clip">{heading}</span>
              <select
                className="field-input"
                value={key ?? ''}
                onChange={(event) => choose(index, event.currentTarget.value)}
              >
                <option value="">{t('excel.ignored')}</option>
                {targets.map((target) => (
                  <option key={target.key} value={target.key}>
                    {target.title}
                  </option>
                ))}
              </select>
            </label>
          ))}
      </div>
    </details>
  );
}
