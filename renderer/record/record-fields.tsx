/** A record's content as on its form, for reading: sections with a gutter, no stars, no boxes that look editable. */
import { Link } from '@tanstack/react-router';
import type { Field } from '../../shared/fields/field.ts';
import type { RecordView } from '../../shared/bridge/contract.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { FormSection, RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { FileGrid, filesOf } from '../files/file-grid.tsx';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { useText } from '../texts/use-text.ts';
import { ItemCardsRead } from '../register/item-cards-read.tsx';
import { MaskedValue } from './masked-value.tsx';

interface Reading {
  readonly type: RecordType;
  readonly view: RecordView;
}

export function RecordFields(props: Reading) {
  const { say } = useText();
  const { type, view } = props;
  return type.form.sections.map((section) => {
    const fields = section.fields.map(placeOf).filter(({ field }) => isShown(type, view, field));
    // A section without any value says nothing; the form is the place to see what could be filled.
    if (fields.length === 0 || !fields.some(({ field }) => view.record.data[field] !== undefined))
      return null;
    const title = say(type.texts.sections[section.key] ?? { zh: '', en: '' });
    return (
      <section key={section.key} className="section">
        <div className="section-side">
          <h2>{title}</h2>
        </div>
        <div className={`fields c${section.columns}`}>
          {fields.map(({ field, span }) => {
            const label = say(type.texts.fields[field] ?? { zh: field, en: field });
            const isAlone = fields.length === 1 || span >= section.columns;
            return (
              <div
                key={field}
                className="field"
                style={span > 1 ? { gridColumn: `span ${span}` } : undefined}
              >
                {label !== title && (
                  <div className="field-head">
                    <span>{label}</span>
                  </div>
                )}
                {/* The title says it already; the boxes of a row stand on one line all the same. */}
                {label === title && !isAlone && (
                  <div className="field-head" aria-hidden="true">
                    {'\u00A0'}
                  </div>
                )}
                <FieldValue {...props} field={field} />
              </div>
            );
          })}
        </div>
      </section>
    );
  });
}

function FieldValue(props: Reading & { field: string }) {
  const { say } = useText();
  const words = useWords();
  const { type, view, field } = props;
  const spec = type.fields[field];
  const value = view.record.data[field];
  const label = say(type.texts.fields[field] ?? { zh: field, en: field });
  if (spec?.kind === 'items') return <ItemsTable {...props} spec={spec} />;
  if (view.masked.includes(field)) {
    return (
      <div className="field-read">
        <MaskedValue
          type={type.name}
          id={view.record.id}
          path={field}
          label={label}
          stars={String(value ?? '****')}
          inWords={(raw) => valueText(spec, raw, words)}
        />
      </div>
    );
  }
  if (spec?.files !== undefined && value !== undefined)
    return (
      <FileGrid
        files={filesOf(value)}
        record={{ type: type.name, id: view.record.id }}
        label={label}
      />
    );
  const target =
    spec?.kind === 'ref' && isRef(value) && recordType(value.type)?.collection === 'records'
      ? value
      : null;
  return (
    <div className={`field-read ${spec?.kind === 'money' ? 'num' : ''}`}>
      {target === null ? (
        valueText(spec, value, words)
      ) : (
        <Link to="/record/$type/$id" params={{ type: target.type, id: target.id }}>
          {target.label}
        </Link>
      )}
    </div>
  );
}

function ItemsTable(props: Reading & { field: string; spec: Field }) {
  const { say } = useText();
  const words = useWords();
  const { type, view, field, spec } = props;
  const rows = (
    Array.isArray(view.record.data[field]) ? view.record.data[field] : []
  ) as readonly PlainData[];
  const columns = Object.entries(spec.items ?? {}).filter(([key]) =>
    rows.some((row) => row[key] !== undefined),
  );
  if (rows.length === 0) return <div className="field-read">—</div>;
  if (spec.widget === 'itemCards')
    return <ItemCardsRead type={type} field={field} spec={spec} rows={rows} />;
  const maskedPath = (index: number, key: string) =>
    view.masked.find(
      (path) =>
        path === `${field}.${index}.${key}` ||
        path === `${field}.${String(rows[index]?.['id'])}.${key}` ||
        path === `${field}.${key}`,
    );
  return (
    <table className="box-table">
      <thead>
        <tr>
          {columns.map(([key, column]) => (
            <th key={key} className={column.kind === 'money' ? 'num' : ''}>
              {say(type.texts.items[`${field}.${key}`] ?? { zh: key, en: key })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={String(row['id'])}>
            {columns.map(([key, column]) => {
              const path = maskedPath(index, key);
              const value = row[key];
              return (
                <td key={key} className={column.kind === 'money' ? 'num' : ''}>
                  {path !== undefined ? (
                    <MaskedValue
                      type={type.name}
                      id={view.record.id}
                      path={path}
                      label={say(type.texts.items[`${field}.${key}`] ?? { zh: key, en: key })}
                      stars={String(value ?? '****')}
                      inWords={(raw) => valueText(column, raw, words)}
                    />
                  ) : isRef(value) && recordType(value.type)?.collection === 'records' ? (
                    <Link to="/record/$type/$id" params={{ type: value.type, id: value.id }}>
                      {value.label}
                    </Link>
                  ) : (
                    valueText(column, value, words)
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isShown(type: RecordType, view: RecordView, field: string): boolean {
  const widget = type.fields[field]?.widget;
  if (widget === undefined || widget === 'hidden') return false;
  return view.masked.includes(field) || (type.form.visible?.[field]?.(view.record.data) ?? true);
}

function placeOf(each: FormSection['fields'][number]): {
  readonly field: string;
  readonly span: number;
} {
  return typeof each === 'string' ? { field: each, span: 1 } : each;
}

function isRef(value: unknown): value is { type: string; id: string; label: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'id' in value &&
    'label' in value
  );
}
