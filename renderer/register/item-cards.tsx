/** A sub-table whose rows have too many fields for a line: each row is a block of its own, the rarer fields behind one press. */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { PlainData } from '../../shared/records/envelope.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { FieldBox } from '../form/field-box.tsx';
import { useForm, type WidgetProps } from '../form/form-context.ts';
import { hasValue } from '../form/form-problems.ts';
import { rowsOf } from '../form/widgets/items-table.tsx';
import { isComposing } from '../keyboard/composing.ts';
import { Icon } from '../parts/icons.tsx';
import { IconButton, KeyCap } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

/** So many fields of a row are always drawn. */
const always = 7;

export function ItemCards(props: WidgetProps) {
  const { t } = useText();
  const { newId } = useSurroundings();
  const box = useRef<HTMLDivElement>(null);
  const rows = rowsOf(props.value);
  const change = (next: readonly PlainData[]) =>
    props.onChange(next.length === 0 ? undefined : next);
  const add = () => {
    change([...rows, { id: newId() }]);
    const first = Object.keys(props.spec.items ?? {})[0];
    requestAnimationFrame(() =>
      box.current
        ?.querySelector<HTMLElement>(`[data-path="${props.path}.${rows.length}.${first}"] input`)
        ?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (!event.altKey || event.key.toLowerCase() !== 'n') return;
    event.preventDefault();
    add();
  };
  return (
    <div
      ref={box}
      className="item-cards"
      onKeyDown={onKeyDown}
      role="group"
      aria-label={props.label}
      id={props.id}
      tabIndex={-1}
    >
      {rows.map((row, index) => (
        <ItemCard
          key={String(row['id'])}
          widget={props}
          row={row}
          index={index}
          onChange={(next) => change(rows.map((each) => (each === row ? next : each)))}
          onRemove={() => change(rows.filter((each) => each !== row))}
        />
      ))}
      <span className="add-row">
        <Icon name="add" size={15} />
        <button type="button" className="link" onClick={add}>
          {t('register.addItem', { name: props.label })}
        </button>
        <KeyCap>Alt N</KeyCap>
      </span>
    </div>
  );
}

function ItemCard(props: {
  widget: WidgetProps;
  row: PlainData;
  index: number;
  onChange: (row: PlainData) => void;
  onRemove: () => void;
}) {
  const { t, say } = useText();
  const form = useForm();
  const { path, spec, label } = props.widget;
  const fields = Object.entries(spec.items ?? {});
  const rare = fields.slice(always);
  const at = (key: string) => `${path}.${props.index}.${key}`;
  const [open, setOpen] = useState(() => rare.some(([key]) => hasValue(props.row[key])));
  const pressing = rare.some(([key]) => form.problemsAt(at(key)).length > 0);
  const shown = open || pressing ? fields : fields.slice(0, always);
  return (
    <div className="item-card">
      <div className="fields c4">
        {shown.map(([key, field]) => (
          <FieldBox
            key={key}
            path={at(key)}
            spec={field}
            label={say(form.type.texts.items[`${path}.${key}`] ?? { zh: key, en: key })}
            required={field.required}
            value={props.row[key]}
            span={field.kind === 'choices' || key === 'clause' ? 2 : 1}
            onChange={(value) => props.onChange({ ...props.row, [key]: value })}
          >
            {form.widget}
          </FieldBox>
        ))}
      </div>
      <div className="item-card-side">
        <IconButton
          name="close"
          label={t('form.removeRow', { row: props.index + 1 })}
          onClick={props.onRemove}
          noTab
        />
      </div>
      {shown.length < fields.length && (
        <button
          type="button"
          className="link meta"
          onClick={() => setOpen(true)}
          aria-label={t('register.moreOf', { name: label, row: props.index + 1 })}
        >
          {t('register.more')}
        </button>
      )}
    </div>
  );
}
