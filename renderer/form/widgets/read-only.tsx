/** Values that this form shows and does not change: kept by other steps, or covered because they are sensitive. */
import { useWords } from '../../format/use-words.ts';
import { valueText } from '../../format/values.ts';
import { useText } from '../../texts/use-text.ts';
import type { WidgetProps } from '../form-context.ts';

export function ReadOnlyBox(props: WidgetProps) {
  const words = useWords();
  return <input type="text" className="field-input" readOnly tabIndex={-1} id={props.id} aria-label={props.spoken} value={valueText(props.spec, props.value, words)} />;
}

export function CoveredBox(props: WidgetProps) {
  const { t } = useText();
  return <input type="text" className="field-input" readOnly tabIndex={-1} id={props.id} aria-label={props.spoken} title={t('form.maskedField')} value={typeof props.value === 'string' ? props.value : '****'} />;
}
