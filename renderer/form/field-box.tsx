/** Label above, control, one sentence below when something is wrong. Errors wait until the field is left, and never show while composing. */
import { useId, useState, type ReactNode } from 'react';
import type { Field } from '../../shared/fields/field.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { selfTitled } from './self-titled.ts';
import { useForm, type WidgetProps } from './form-context.ts';

export interface FieldBoxProps {
  readonly path: string;
  readonly spec: Field;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required: boolean;
  readonly value: unknown;
  readonly span?: number;
  readonly width?: string;
  /** In a table: the label is spoken, not drawn. */
  readonly bare?: boolean;
  /** Drawn without its label beside others that have theirs: the boxes of a row stand on one line. */
  readonly inRow?: boolean;
  onChange(value: unknown): void;
  children(props: WidgetProps): ReactNode;
}

export function FieldBox(props: FieldBoxProps) {
  const { language } = useText();
  const form = useForm();
  const id = useId();
  const [composing, setComposing] = useState(false);
  const problems = composing ? [] : form.problemsAt(props.path);
  const error = problems.find((problem) => problem.severity === 'error');
  const shown = error ?? problems[0];
  const label = withUnit(props.label, props.spec, language);
  const widget = props.children({
    path: props.path,
    spec: props.spec,
    label,
    id,
    value: props.value,
    invalid: error !== undefined,
    describedBy: `${id}-problem`,
    onChange: props.onChange,
  });
  return (
    <div
      className="field"
      data-path={props.path}
      style={{
        ...(props.span !== undefined && props.span > 1 ? { gridColumn: `span ${props.span}` } : {}),
        ...(props.width === undefined ? {} : { width: props.width }),
      }}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) form.leave(props.path);
      }}
    >
      {props.bare !== true && (
        <div className="field-head">
          <label htmlFor={id} className={props.required ? 'required' : ''}>
            {label}
          </label>
          {props.hint !== undefined && (
            <span className="hint-text" title={props.hint}>
              {props.hint}
            </span>
          )}
        </div>
      )}
      {/* A hidden label rather than aria-label: Mantine would give the latter to its list of options as well. */}
      {props.bare === true && !selfTitled.has(props.spec.widget) && (
        <label htmlFor={id} className="hidden-text">
          {label}
        </label>
      )}
      {props.inRow === true && (
        <div className="field-head" aria-hidden="true">
          {'\u00A0'}
        </div>
      )}
      {widget}
      <div id={`${id}-problem`} aria-live="polite">
        {shown !== undefined && (
          <p className={`field-error ${shown.severity === 'warning' ? 'warning' : ''}`}>
            <Icon name={shown.severity === 'error' ? 'stop' : 'warn'} size={15} />
            <span>{problemText(form.type, shown, language)}</span>
          </p>
        )}
      </div>
    </div>
  );
}

/** The unit stands in the label, not in the box. */
function withUnit(label: string, spec: Field, language: 'zh' | 'en'): string {
  if (spec.unit === undefined) return label;
  const unit = language === 'zh' ? `（${spec.unit.zh}）` : ` (${spec.unit.en})`;
  // Labels that columns and prints share may carry it themselves, also with more about it: （元/月）.
  return label.includes(unit.slice(0, -1)) ? label : `${label}${unit}`;
}
