/** Which heading of the office's table is which column of ours. */
import { templateColumns } from '../../../shared/ledgers/template-columns.ts';
import type { RecordType } from '../../../shared/records/record-type.ts';
import { useText } from '../../texts/use-text.ts';

export interface Heading {
  readonly index: number;
  readonly heading: string;
  readonly example?: string;
}

export function TemplateMapping(props: {
  type: RecordType;
  headings: readonly Heading[];
  mapping: Readonly<Record<string, string>>;
  onChange: (mapping: Readonly<Record<string, string>>) => void;
}) {
  const { t } = useText();
  const columns = templateColumns(props.type);
  const named = props.headings.filter(({ heading }) => heading !== '');
  const mapped = named.filter(({ index }) => props.mapping[String(index)] !== undefined).length;
  const choose = (index: number, key: string) => {
    const { [String(index)]: _old, ...others } = props.mapping;
    props.onChange(key === '' ? others : { ...others, [String(index)]: key });
  };
  return (
    <fieldset className="template-mapping">
      <legend>
        {t('excel.mapping')}
        {'　'}
        <span className="meta">
          {t('templates.mapped', { mapped, open: named.length - mapped })}
        </span>
      </legend>
      <div className="excel-mapping-grid">
        {named.map(({ index, heading, example }) => (
          <label key={index}>
            <span className="clip" title={heading}>
              {heading}
              {example !== undefined && example !== '' && <span className="meta">　{example}</span>}
            </span>
            <select
              className="field-input"
              value={props.mapping[String(index)] ?? ''}
              onChange={(event) => choose(index, event.currentTarget.value)}
            >
              <option value="">{t('templates.leaveEmpty')}</option>
              {columns.map(({ key, title, privacy }) => (
                <option key={key} value={key}>
                  {privacy === 3 ? t('templates.sensitive', { title }) : title}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
