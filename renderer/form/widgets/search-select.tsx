/** A choice by typing: F4 opens, Enter takes the best match, even of text that an input method put in all at once. */
import { Select } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { isComposing } from '../../keyboard/composing.ts';
import { Icon } from '../../parts/icons.tsx';
import { useText } from '../../texts/use-text.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

export interface SearchSelectProps {
  readonly id: string;
  readonly options: readonly SelectOption[];
  readonly value: string | null;
  readonly required: boolean;
  readonly invalid: boolean;
  readonly 'aria-describedby': string;
  onChange(value: string | null): void;
}

export function SearchSelect({
  options,
  value,
  required,
  invalid,
  onChange,
  ...props
}: SearchSelectProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === 'F4') {
      event.preventDefault();
      setOpen(!open);
    }
    // Mantine marks the first match only once the list is drawn; text that came in one go is not marked yet.
    const byArrows = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || event.ctrlKey || !open || byArrows) return;
    const match = typedMatch(options, value, search);
    if (match === undefined) return;
    event.preventDefault();
    onChange(match.value);
    setOpen(false);
  };
  return (
    <Select
      {...props}
      data={[...options]}
      value={value}
      onChange={onChange}
      searchable
      autoComplete="off"
      onSearchChange={setSearch}
      allowDeselect={!required}
      selectFirstOptionOnChange
      dropdownOpened={open}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onKeyDown={onKeyDown}
      // Who types an entry and goes on has chosen it; what names no entry, or several, does not stay.
      onBlur={() => {
        const named = namedBy(options, value, search);
        if (named !== undefined) onChange(named.value);
      }}
      // Typing takes the place of what stands there; the open list would else leave the caret behind it.
      onFocus={({ currentTarget: box }) => requestAnimationFrame(() => box.select())}
      nothingFoundMessage={t('form.noChoice')}
      rightSection={<Icon name="down" size={15} />}
      rightSectionPointerEvents="none"
      error={invalid}
      aria-invalid={invalid}
      maxDropdownHeight={320}
    />
  );
}

/** The first entry that holds what was typed; undefined when nothing was typed. */
function typedMatch(
  options: readonly SelectOption[],
  value: string | null,
  search: string,
): SelectOption | undefined {
  return matches(options, value, search)[0];
}

/** The entry that what was typed stands for and no other: the same words, or the only one that holds them. */
function namedBy(
  options: readonly SelectOption[],
  value: string | null,
  search: string,
): SelectOption | undefined {
  const found = matches(options, value, search);
  const typed = search.trim().toLowerCase();
  return (
    found.find(({ label }) => label.toLowerCase() === typed) ??
    (found.length === 1 ? found[0] : undefined)
  );
}

function matches(
  options: readonly SelectOption[],
  value: string | null,
  search: string,
): readonly SelectOption[] {
  const typed = search.trim().toLowerCase();
  const current = options.find((option) => option.value === value)?.label.toLowerCase() ?? '';
  if (typed === '' || typed === current) return [];
  return options.filter(({ label }) => label.toLowerCase().includes(typed));
}
