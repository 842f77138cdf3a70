/** A business date outside a record's form, typed as people type it; what is no date is shown and not taken. */
import { useState } from 'react';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { readDate } from './typed-dates.ts';

export function DayBox(props: {
  label: string;
  /** '' for none. */
  value: string;
  onChange: (day: string) => void;
  describedBy?: string;
}) {
  const { now } = useSurroundings();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      type="text"
      autoComplete="off"
      className="field-input"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      value={typed ?? props.value}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === '' ? '' : (readDate(text, businessDateOf(now())) ?? ''));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
