/** What every widget of a form may ask: the data, how to change it, and what is wrong where. */
import { createContext, useContext, type ReactNode } from 'react';
import type { Field, Problem } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';

export interface FormApi {
  readonly type: RecordType;
  readonly data: PlainData;
  /** The record being changed; null for a new one. */
  readonly record: { readonly type: string; readonly id: string } | null;
  set(field: string, value: unknown): void;
  /** Somebody left this field: its problems may be shown from now on, and the draft is written. */
  leave(path: string): void;
  /** What to show at a path: nothing before it was left or the form was submitted. */
  problemsAt(path: string): readonly Problem[];
  isRequired(field: string): boolean;
  /** In the record's present state this field is not for changing; absent: everything is. */
  isLocked?(field: string): boolean;
  /** Draws the widget that a field names; sub-tables need it for their cells. */
  widget(props: WidgetProps): ReactNode;
}

export interface WidgetProps {
  /** Dotted path such as `needs.0.route`. */
  readonly path: string;
  readonly spec: Field;
  readonly label: string;
  readonly id: string;
  readonly value: unknown;
  readonly invalid: boolean;
  /** Id of the element that holds the sentence about what is wrong. */
  readonly describedBy: string;
  onChange(value: unknown): void;
}

export const FormContext = createContext<FormApi | null>(null);

export function useForm(): FormApi {
  const form = useContext(FormContext);
  if (form === null) throw new Error('useForm outside of a form');
  return form;
}
