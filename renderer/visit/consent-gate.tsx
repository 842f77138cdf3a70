/** Consent where the data is entered: an amber box with a tick, and what happens without it (ui.md §6). */
import { useForm, type WidgetProps } from '../form/form-context.ts';
import { ariaOf } from '../form/widgets/text-boxes.tsx';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function ConsentGate(props: WidgetProps) {
  const { say } = useText();
  const form = useForm();
  const hint = form.type.texts.hints?.[props.path];
  return (
    <div className="gate">
      <Icon name="consent" size={19} />
      <input
        type="checkbox"
        className="tick"
        checked={props.value === true}
        onChange={(event) => props.onChange(event.currentTarget.checked || undefined)}
        {...ariaOf(props)}
      />
      <div className="grow">
        <label htmlFor={props.id}>{props.label}</label>
        {hint !== undefined && <p>{say(hint)}</p>}
      </div>
    </div>
  );
}
