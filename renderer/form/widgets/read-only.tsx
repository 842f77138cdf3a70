/** Values that this form shows and does not change: kept by other steps, or covered because they are sensitive. */
import { IconButton } from '../../parts/parts.tsx';
import { useWords } from '../../format/use-words.ts';
import { valueText } from '../../format/values.ts';
import { useText } from '../../texts/use-text.ts';
import type { WidgetProps } from '../form-context.ts';

export function ReadOnlyBox(props: WidgetProps) {
  const words = useWords();
  return (
    <input
      autoComplete="off"
      type="text"
      className="field-input"
      readOnly
      tabIndex={-1}
      id={props.id}
      value={valueText(props.spec, props.value, words)}
    />
  );
}

/** Covered until somebody writes a new value; the stored one is never shown in a form. */
export function CoveredBox(props: WidgetProps) {
  const { t } = useText();
  return (
    <span className="with-tail" style={{ display: 'block' }}>
      <input
        autoComplete="off"
        type="text"
        className="field-input"
        readOnly
        id={props.id}
        title={t('form.maskedField')}
        value={String(props.value)}
      />
      <span className="tail">
        <IconButton
          name="edit"
          label={t('form.replaceMasked', { name: props.label })}
          onClick={() => props.onChange(undefined)}
          noTab
        />
      </span>
    </span>
  );
}
