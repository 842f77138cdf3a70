/** Widget names of the fields → components. Hand-made widgets of the heart forms register here by name, generic ones by kind. */
import type { ComponentType } from 'react';
import { ItemCards } from '../../register/item-cards.tsx';
import { PaymentsTable } from '../../hearts/payments-table.tsx';
import { ConsentGate } from '../../visit/consent-gate.tsx';
import { GiftsTable } from '../../visit/gifts-table.tsx';
import { NeedsTable } from '../../visit/needs-table.tsx';
import { SubjectPicker } from '../../visit/subject-picker.tsx';
import { useForm, type WidgetProps } from '../form-context.ts';
import { isCovered, topField } from '../form-problems.ts';
import { ChoiceBox, ChoicesBox, FlagBox, RatingBox } from './choice-boxes.tsx';
import { DateBox } from './date-box.tsx';
import { FilesBox } from './files-box.tsx';
import { ItemsTable } from './items-table.tsx';
import { CoveredBox, ReadOnlyBox } from './read-only.tsx';
import { RefPicker, RefsPicker } from './ref-pickers.tsx';
import { SignatureBox } from './signature-box.tsx';
import { LongTextBox, MoneyBox, NumberBox, TextBox } from './text-boxes.tsx';

const widgets: Readonly<Record<string, ComponentType<WidgetProps>>> = {
  text: TextBox,
  code: TextBox,
  longText: LongTextBox,
  money: MoneyBox,
  integer: NumberBox,
  decimal: NumberBox,
  choice: ChoiceBox,
  choices: ChoicesBox,
  flag: FlagBox,
  rating: RatingBox,
  date: DateBox,
  partialDate: DateBox,
  instant: DateBox,
  ref: RefPicker,
  refs: RefsPicker,
  items: ItemsTable,
  itemCards: ItemCards,
  files: FilesBox,
  photos: FilesBox,
  signature: SignatureBox,
  readonly: ReadOnlyBox,
  readonlyRef: ReadOnlyBox,
  subjectPicker: SubjectPicker,
  consentGate: ConsentGate,
  needsTable: NeedsTable,
  giftsTable: GiftsTable,
  paymentsTable: PaymentsTable,
};

export function FieldWidget(props: WidgetProps) {
  const form = useForm();
  if (form.isLocked?.(topField(props.path)) === true) return <ReadOnlyBox {...props} />;
  if (isCovered(props.spec, props.value)) return <CoveredBox {...props} />;
  const Widget = widgets[props.spec.widget] ?? widgets[props.spec.kind] ?? TextBox;
  return <Widget {...props} />;
}
