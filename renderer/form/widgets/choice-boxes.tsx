/** One or several entries of a dictionary, a flag, a rating. Typing filters; F4 opens. */
import { MultiSelect } from '@mantine/core';
import { dictionaries } from '../../../shared/dictionaries/dictionary.ts';
import { useAsk } from '../../bridge/bridge-context.tsx';
import { useSession } from '../../bridge/session.tsx';
import { useText } from '../../texts/use-text.ts';
import type { WidgetProps } from '../form-context.ts';
import { SearchSelect, type SelectOption } from './search-select.tsx';
import { ariaOf } from './text-boxes.tsx';

/** Entries of a dictionary; communities come from the masters, those of the own unit first. */
export function useOptions(dictionary: string): readonly SelectOption[] {
  const { language } = useText();
  const { actor } = useSession();
  const communities =
    useAsk('masters.communities', {}, { enabled: dictionary === 'community' }).data ?? [];
  if (dictionary === 'community') {
    const own = communities.filter(({ unit }) => unit === actor.unit);
    return (own.length > 0 ? own : communities).map(({ code, name }) => ({
      value: code,
      label: name,
    }));
  }
  return Object.entries(dictionaries[dictionary] ?? {}).map(([value, label]) => ({
    value,
    label: label[language],
  }));
}

export function ChoiceBox(props: WidgetProps) {
  const options = useOptions(props.spec.options ?? '');
  const value = typeof props.value === 'string' && props.value !== '' ? props.value : null;
  return (
    <SearchSelect
      options={withUnknown(options, value === null ? [] : [value])}
      value={value}
      required={props.spec.required}
      invalid={props.invalid}
      onChange={(chosen) => props.onChange(chosen ?? undefined)}
      {...ariaOf(props)}
    />
  );
}

export function ChoicesBox(props: WidgetProps) {
  const { t } = useText();
  const options = useOptions(props.spec.options ?? '');
  const chosen = Array.isArray(props.value) ? props.value.map(String) : [];
  return (
    <MultiSelect
      data={withUnknown(options, chosen)}
      value={chosen}
      onChange={(next) => props.onChange(next.length === 0 ? undefined : next)}
      searchable
      nothingFoundMessage={t('form.noChoice')}
      error={props.invalid}
      maxDropdownHeight={320}
      {...ariaOf(props)}
    />
  );
}

export function FlagBox(props: WidgetProps) {
  const { t } = useText();
  return (
    <span className="row" style={{ minHeight: '2.25rem' }}>
      <input
        type="checkbox"
        className="tick"
        checked={props.value === true}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
        {...ariaOf(props)}
      />
      <span className="soft">{t('form.yes')}</span>
    </span>
  );
}

export function RatingBox(props: WidgetProps) {
  const { t } = useText();
  return (
    <div className="rating" role="radiogroup" aria-label={props.label} id={props.id} tabIndex={-1}>
      {[1, 2, 3, 4, 5].map((score) => (
        <label key={score}>
          <input
            type="radio"
            className="hidden-text"
            name={props.id}
            checked={props.value === score}
            onChange={() => props.onChange(score)}
            aria-label={t('visit.score', { score })}
          />
          {score}
        </label>
      ))}
    </div>
  );
}

/** Old data may hold a key that the dictionary has lost; it stays readable and choosable. */
function withUnknown(options: readonly SelectOption[], chosen: readonly string[]): SelectOption[] {
  const lost = chosen.filter((key) => !options.some(({ value }) => value === key));
  return [...options, ...lost.map((key) => ({ value: key, label: key }))];
}
