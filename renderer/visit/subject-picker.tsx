/** Who is visited: a household, person or enterprise, or a household made on the spot without leaving the form. */
import { useState } from 'react';
import { RefPicker } from '../form/widgets/ref-pickers.tsx';
import type { WidgetProps } from '../form/form-context.ts';
import { useText } from '../texts/use-text.ts';
import { QuickHousehold } from './quick-household.tsx';

export function SubjectPicker(props: WidgetProps) {
  const { t } = useText();
  const [making, setMaking] = useState<string | null>(null);
  const extra = {
    words: (text: string) =>
      text === '' ? t('picker.newHousehold') : t('picker.newHouseholdNamed', { text }),
    choose: (text: string) => setMaking(text),
  };
  return (
    <>
      <RefPicker {...props} extra={extra} />
      {making !== null && (
        <QuickHousehold name={making} onMade={props.onChange} onClose={() => setMaking(null)} />
      )}
    </>
  );
}
