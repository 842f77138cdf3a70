/** A table that is being added, or whose columns are changed. */
import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { TemplateCard } from '../../../shared/bridge/templates.ts';
import type { RecordType } from '../../../shared/records/record-type.ts';
import { useTell, type Value } from '../../bridge/bridge-context.tsx';
import { Button, FailureNote } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import { TemplateMapping } from './template-mapping.tsx';

/** Just read, or kept already. */
export type TemplateSource =
  | {
      readonly is: 'new';
      readonly upload: string;
      readonly fileName: string;
      readonly read: Value<'templates.read'>;
    }
  | { readonly is: 'kept'; readonly card: TemplateCard };

export function TemplateForm(props: {
  type: RecordType;
  source: TemplateSource;
  onSheet: (sheet: string) => void;
  onDone: (saved: boolean) => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const { source, type } = props;
  const table = source.is === 'new' ? source.read : source.card;
  const [name, setName] = useState(
    source.is === 'new' ? source.fileName.replace(/\.[^.]*$/, '') : source.card.name,
  );
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(
      table.columns.flatMap(({ index, key }) => (key === null ? [] : [[String(index), key]])),
    ),
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const saved = await tell('templates.save', {
      id: source.is === 'kept' ? source.card.id : null,
      upload: source.is === 'new' ? source.upload : null,
      type: type.name,
      name: name.trim() === '' ? table.sheet : name.trim().slice(0, 60),
      sheet: table.sheet,
      mapping: { ...mapping },
    });
    setBusy(false);
    if (saved.ok) props.onDone(true);
    else setFailure(saved.error);
  };
  return (
    <section className="template-form" aria-label={t('templates.add')}>
      <div className="row" style={{ gap: '0.75rem', flexWrap: 'wrap' }}>
        <label className="excel-field grow">
          {t('templates.name')}
          <input
            className="field-input"
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        {source.is === 'new' && source.read.sheets.length > 1 && (
          <label className="excel-field">
            {t('excel.sheet')}
            <select
              className="field-input"
              value={table.sheet}
              onChange={(event) => props.onSheet(event.currentTarget.value)}
            >
              {source.read.sheets.map((sheet) => (
                <option key={sheet}>{sheet}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="soft">
        {t('templates.facts', { sheet: table.sheet, row: table.headerRow })}
        {source.is === 'new' && `　${t('templates.body', { rows: source.read.rows })}`}
        {source.is === 'new' &&
          source.read.foot !== '' &&
          t('templates.foot', { foot: source.read.foot })}
      </p>
      <TemplateMapping
        type={type}
        headings={table.columns}
        mapping={mapping}
        onChange={setMapping}
      />
      {failure !== null && <FailureNote failure={failure} />}
      <div className="row" style={{ marginTop: '0.75rem' }}>
        <Button
          look="filled"
          icon="save"
          busy={busy}
          offBecause={Object.keys(mapping).length === 0 ? t('templates.unmapped') : null}
          onClick={() => void save()}
        >
          {t('templates.save')}
        </Button>
        <Button onClick={() => props.onDone(false)}>{t('frame.cancel')}</Button>
      </div>
    </section>
  );
}
