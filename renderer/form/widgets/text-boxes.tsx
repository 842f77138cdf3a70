/** Text, long text, numbers and money. What cannot be read stays in the box as typed, and the problem says so. */
import { useState } from 'react';
import { formatFen, parseYuan } from '../../../shared/money/fen.ts';
import type { WidgetProps } from '../form-context.ts';

export function TextBox(props: WidgetProps) {
  return (
    <input
      type="text"
      className="field-input"
      autoComplete="off"
      spellCheck={false}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      {...ariaOf(props)}
    />
  );
}

export function LongTextBox(props: WidgetProps) {
  const value = typeof props.value === 'string' ? props.value : '';
  // Grows with what is written, up to eight lines, so that text is read without scrolling in a slit.
  const lines = Math.min(
    8,
    Math.max(
      2,
      value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 44), 0),
    ),
  );
  return (
    <textarea
      autoComplete="off"
      className="field-input"
      rows={lines}
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      {...ariaOf(props)}
    />
  );
}

export function MoneyBox(props: WidgetProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const written =
    typeof props.value === 'number' ? formatFen(props.value) : String(props.value ?? '');
  const change = (text: string) => {
    setTyped(text);
    const read = parseYuan(text);
    props.onChange(text.trim() === '' ? undefined : read.ok ? read.value : text);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      className="field-input num"
      autoComplete="off"
      value={typed ?? written}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setTyped(null)}
      {...ariaOf(props)}
    />
  );
}

export function NumberBox(props: WidgetProps) {
  const change = (text: string) => {
    const clean = text.trim();
    const isNumber = /^-?\d+(\.\d+)?$/.test(clean);
    props.onChange(clean === '' ? undefined : isNumber ? Number(clean) : text);
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      className="field-input num"
      autoComplete="off"
      value={props.value === undefined || props.value === null ? '' : String(props.value)}
      onChange={(event) => change(event.currentTarget.value)}
      {...ariaOf(props)}
    />
  );
}

/** What ties a control to its label and its problem. */
export function ariaOf(props: WidgetProps) {
  return {
    id: props.id,
    'aria-invalid': props.invalid,
    'aria-describedby': props.describedBy,
  } as const;
}
