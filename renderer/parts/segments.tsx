/** A few choices side by side, one of them taken: arrows move, as in any group of radio buttons. */
import { useId } from 'react';

export function Segments<K extends string>(props: {
  label: string;
  value: K;
  options: readonly (readonly [K, string])[];
  onChange: (value: K) => void;
}) {
  const name = useId();
  return (
    <div className="segments" role="radiogroup" aria-label={props.label}>
      {props.options.map(([value, word]) => (
        <label key={value}>
          <input
            type="radio"
            className="hidden-text"
            name={name}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {word}
        </label>
      ))}
    </div>
  );
}
