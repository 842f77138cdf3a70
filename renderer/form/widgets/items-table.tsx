/** A sub-table edited in the row. Enter in the last cell opens a new row; Alt+N adds one from anywhere in the table (ui.md §6). */
import { useRef, type KeyboardEvent } from 'react';
import type { PlainData } from '../../../shared/records/envelope.ts';
import { useSurroundings } from '../../bridge/surroundings.tsx';
import { isComposing } from '../../keyboard/composing.ts';
import { Icon } from '../../parts/icons.tsx';
import { IconButton, KeyCap } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import { FieldBox } from '../field-box.tsx';
import { useForm, type WidgetProps } from '../form-context.ts';

export interface ItemsTableProps extends WidgetProps {
  /** Columns in order; all of the items' fields when absent. */
  readonly columns?: readonly string[];
  /** Shares of the width by column. */
  readonly widths?: Readonly<Record<string, number>>;
  readonly addWords?: string;
  readonly emptyWords?: string;
}

export function ItemsTable(props: ItemsTableProps) {
  const { t, say } = useText();
  const { newId } = useSurroundings();
  const form = useForm();
  const box = useRef<HTMLDivElement>(null);
  const rows = rowsOf(props.value);
  const columns = (props.columns ?? Object.keys(props.spec.items ?? {})).flatMap((key) => {
    const spec = props.spec.items?.[key];
    return spec === undefined
      ? []
      : [
          {
            key,
            spec,
            label: say(form.type.texts.items[`${props.path}.${key}`] ?? { zh: key, en: key }),
          },
        ];
  });
  const share = (key: string) => props.widths?.[key] ?? 2;
  const total = columns.reduce((sum, { key }) => sum + share(key), 0);

  const change = (next: readonly PlainData[]) =>
    props.onChange(next.length === 0 ? undefined : next);
  const add = () => {
    change([...rows, { id: newId() }]);
    requestAnimationFrame(() =>
      box.current
        ?.querySelector<HTMLElement>(
          `[data-path="${props.path}.${rows.length}.${columns[0]?.key}"] input`,
        )
        ?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.defaultPrevented) return;
    const inLastCell =
      event.target instanceof HTMLElement &&
      event.target.closest(
        `[data-path="${props.path}.${rows.length - 1}.${columns.at(-1)?.key}"]`,
      ) !== null;
    if (
      (event.altKey && event.key.toLowerCase() === 'n') ||
      (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && inLastCell)
    ) {
      event.preventDefault();
      add();
    }
  };
  return (
    <div
      ref={box}
      onKeyDown={onKeyDown}
      role="group"
      aria-label={props.label}
      id={props.id}
      tabIndex={-1}
    >
      {rows.length > 0 && (
        <table className="sub-table">
          <thead>
            <tr>
              {columns.map(({ key, spec, label }) => (
                <th
                  key={key}
                  className={spec.required ? 'required' : ''}
                  style={{ width: `${(share(key) / total) * 94}%` }}
                >
                  {label}
                </th>
              ))}
              <th style={{ width: '6%' }}>
                <span className="hidden-text">{t('form.removeRow', { row: '' })}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={String(row['id'])}>
                {columns.map(({ key, spec, label }) => (
                  <td key={key}>
                    <FieldBox
                      bare
                      path={`${props.path}.${index}.${key}`}
                      spec={spec}
                      label={t('form.rowLabel', { name: label, row: index + 1 })}
                      required={spec.required}
                      value={row[key]}
                      onChange={(value) =>
                        change(rows.map((each) => (each === row ? { ...row, [key]: value } : each)))
                      }
                    >
                      {form.widget}
                    </FieldBox>
                  </td>
                ))}
                <td style={{ textAlign: 'center', verticalAlign: 'middle' }}>
                  <IconButton
                    name="close"
                    label={t('form.removeRow', { row: index + 1 })}
                    onClick={() => change(rows.filter((each) => each !== row))}
                    noTab
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length === 0 && props.emptyWords !== undefined && (
        <span className="meta">
          {props.emptyWords}
          {'　'}
        </span>
      )}
      <span className="add-row">
        <Icon name="add" size={15} />
        <button type="button" className="link" onClick={add}>
          {props.addWords ?? t('form.addRow')}
        </button>
        <KeyCap>Alt N</KeyCap>
      </span>
    </div>
  );
}

export function rowsOf(value: unknown): readonly PlainData[] {
  return Array.isArray(value)
    ? value.filter((row): row is PlainData => typeof row === 'object' && row !== null)
    : [];
}
