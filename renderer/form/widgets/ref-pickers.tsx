/** Pickers of one record or several. Type 汉字, pinyin, initials or a phone tail; namesakes differ by community and address. */
import { Combobox, useCombobox } from '@mantine/core';
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import type { Ref } from '../../../shared/fields/kinds.ts';
import { recordType } from '../../../shared/records/registry.ts';
import { isComposing } from '../../keyboard/composing.ts';
import { Icon, typeIcon } from '../../parts/icons.tsx';
import { IconButton } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import type { WidgetProps } from '../form-context.ts';
import { useRefOptions, type RefOption } from './ref-options.ts';
import { ariaOf } from './text-boxes.tsx';

/** Value of the extra entry under the results, such as 新建户. */
const extraValue = '__extra__';

export interface ExtraEntry {
  words(text: string): string;
  choose(text: string): void;
}

export function RefPicker(props: WidgetProps & { extra?: ExtraEntry }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<HTMLButtonElement>(null);
  const hasPicked = useRef(false);
  const value = asRef(props.value);
  // The search box goes with the choice; what was chosen takes the focus over.
  useEffect(() => {
    if (hasPicked.current && value !== null) chosen.current?.focus();
    hasPicked.current = false;
  }, [value]);
  const reopen = () => {
    props.onChange(undefined);
    requestAnimationFrame(() => input.current?.focus());
  };
  if (value === null) {
    return (
      <SearchInput
        {...props}
        inputRef={input}
        exclude={[]}
        onPick={(option) => {
          hasPicked.current = true;
          props.onChange(toRef(option));
        }}
      />
    );
  }
  return (
    <div className="picked">
      <Icon name={typeIcon(recordType(value.type)?.icon ?? value.type)} />
      <button
        ref={chosen}
        type="button"
        className="link grow plain-link clip"
        style={{ textAlign: 'left' }}
        data-field-stop
        title={t('picker.change')}
        onClick={reopen}
        onKeyDown={(event) => {
          if (event.key === 'Backspace' || event.key === 'Delete') reopen();
        }}
        {...ariaOf(props)}
      >
        <b>{value.label}</b>
      </button>
      <IconButton
        name="close"
        label={t('form.clearValue', { name: props.label })}
        onClick={reopen}
        noTab
      />
    </div>
  );
}

export function RefsPicker(props: WidgetProps) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const chosen = (Array.isArray(props.value) ? props.value : [])
    .map(asRef)
    .filter((each) => each !== null);
  const change = (next: readonly Ref[]) => props.onChange(next.length === 0 ? undefined : next);
  const onBackspace = () => change(chosen.slice(0, -1));
  return (
    <div className="chips-box" data-invalid={props.invalid}>
      {chosen.map((each) => (
        <span key={each.id} className="token">
          {each.label}
          <IconButton
            name="close"
            label={t('form.remove', { name: each.label })}
            onClick={() => change(chosen.filter(({ id }) => id !== each.id))}
            noTab
          />
        </span>
      ))}
      <SearchInput
        {...props}
        inputRef={input}
        plain
        exclude={chosen.map(({ id }) => id)}
        onBackspace={onBackspace}
        onPick={(option) => change([...chosen, toRef(option)])}
      />
      <span className="tail">
        <Icon name="search" size={15} />
      </span>
    </div>
  );
}

interface SearchInputProps extends WidgetProps {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly exclude: readonly string[];
  readonly plain?: boolean;
  readonly extra?: ExtraEntry;
  readonly onBackspace?: () => void;
  onPick(option: RefOption): void;
}

function SearchInput({ inputRef, ...props }: SearchInputProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const wantFirst = useRef(false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useRefOptions(
    text,
    props.spec.refTypes ?? [],
    combobox.dropdownOpened || text !== '',
  );
  const options = found.options.filter(({ id }) => !props.exclude.includes(id));

  const choose = (value: string) => {
    wantFirst.current = false;
    const option = options.find(({ type, id }) => `${type}/${id}` === value);
    combobox.closeDropdown();
    if (value === extraValue) props.extra?.choose(text.trim());
    else if (option !== undefined) props.onPick(option);
    setText('');
  };
  const first = found.asked ? options[0] : undefined;
  const takeFirst = useEffectEvent(() => {
    if (wantFirst.current && first !== undefined) choose(`${first.type}/${first.id}`);
  });
  useEffect(() => {
    if (first !== undefined) takeFirst();
  }, [first]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    if (event.key === 'F4') combobox.openDropdown();
    else if (event.key === 'Backspace' && text === '') props.onBackspace?.();
    // The best match is one Enter away, without arrow keys; fast typists need not wait for it.
    else if (
      event.key === 'Enter' &&
      !event.shiftKey &&
      combobox.dropdownOpened &&
      combobox.getSelectedOptionIndex() === -1 &&
      text.trim() !== ''
    ) {
      if (first === undefined) wantFirst.current = true;
      else choose(`${first.type}/${first.id}`);
    } else return;
    event.preventDefault();
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      transitionProps={{ duration: 0 }}
      width="max-content"
      position="bottom-start"
    >
      <Combobox.Target>
        <input
          ref={inputRef}
          type="text"
          className={props.plain === true ? '' : 'field-input'}
          autoComplete="off"
          value={text}
          placeholder={props.plain === true ? undefined : t('picker.hint')}
          onChange={(event) => {
            setText(event.currentTarget.value);
            wantFirst.current = false;
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
          {...ariaOf(props)}
        />
      </Combobox.Target>
      <Combobox.Dropdown miw="16rem" maw="34rem">
        <Combobox.Options
          mah="20rem"
          style={{ overflowY: 'auto' }}
          aria-label={t('picker.results')}
        >
          {options.map((option) => (
            <Combobox.Option
              key={`${option.type}/${option.id}`}
              value={`${option.type}/${option.id}`}
            >
              <span className="row">
                <Icon name={typeIcon(option.icon)} size={15} />
                <b>{option.label}</b>
                <span className="meta clip">{option.note}</span>
              </span>
            </Combobox.Option>
          ))}
          {options.length === 0 && (
            <Nothing>
              {text.trim() === '' || !found.asked
                ? t('picker.typeMore')
                : t('picker.nothing', { text: text.trim() })}
            </Nothing>
          )}
          {props.extra !== undefined && (
            <Combobox.Option value={extraValue}>
              <span className="row">
                <Icon name="add" size={15} />
                {props.extra.words(text.trim())}
              </span>
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Nothing(props: { children: ReactNode }) {
  return <Combobox.Empty>{props.children}</Combobox.Empty>;
}

export function asRef(value: unknown): Ref | null {
  return typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    'label' in value &&
    'type' in value
    ? (value as Ref)
    : null;
}

function toRef({ type, id, label }: RefOption): Ref {
  return { type, id, label };
}
