/** Whom a form is about: a household, person, enterprise or organisation, or a household made on the spot without leaving the form. */
import { useEffect, useRef, useState } from 'react';
import { useTell } from '../bridge/bridge-context.tsx';
import { asRef, RefPicker } from '../form/widgets/ref-pickers.tsx';
import { useForm, type WidgetProps } from '../form/form-context.ts';
import { useText } from '../texts/use-text.ts';
import { knownStart, untouched } from './known-start.ts';
import { QuickHousehold } from './quick-household.tsx';

export function SubjectPicker(props: WidgetProps) {
  const { t } = useText();
  const [making, setMaking] = useState<string | null>(null);
  const form = useForm();
  const tell = useTell();
  const [began] = useState(form.data);
  const latest = useRef(form.data);
  useEffect(() => {
    latest.current = form.data;
  }, [form.data]);
  const { onChange, path } = props;
  const choose = (value: unknown) => {
    onChange(value);
    if (form.record !== null) return;
    void knownStart(tell, form.type.name, value).then((known) => {
      // Somebody may have gone on writing, or chosen another, while the answer was on its way.
      if (asRef(latest.current[path])?.id !== asRef(value)?.id) return;
      const here = document.activeElement?.closest('[data-path]')?.getAttribute('data-path');
      for (const [field, each] of Object.entries(untouched(known, latest.current, began)))
        // Nothing appears under the hands of whoever is about to type.
        if (field !== here) form.set(field, each);
    });
  };
  const extra = {
    words: (text: string) =>
      text === '' ? t('picker.newHousehold') : t('picker.newHouseholdNamed', { text }),
    choose: (text: string) => setMaking(text),
  };
  return (
    <>
      <RefPicker {...props} onChange={choose} extra={extra} />
      {making !== null && (
        <QuickHousehold name={making} onMade={choose} onClose={() => setMaking(null)} />
      )}
    </>
  );
}
