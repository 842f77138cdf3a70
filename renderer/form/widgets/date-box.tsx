/** A date, partial date or moment: typed as people type it, or picked from a calendar. */
import { Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { businessDateOf } from '../../../shared/calendar/time-zone.ts';
import { useSurroundings } from '../../bridge/surroundings.tsx';
import { IconButton } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import type { WidgetProps } from '../form-context.ts';
import { dayOf, readDate, readInstant, readPartialDate, writeDate } from '../typed-dates.ts';
import { ariaOf } from './text-boxes.tsx';

const readers = { date: readDate, partialDate: readPartialDate, instant: readInstant } as const;

export function DateBox(props: WidgetProps) {
  const { t, language } = useText();
  const { now } = useSurroundings();
  const kind =
    props.spec.kind === 'instant' || props.spec.kind === 'partialDate' ? props.spec.kind : 'date';
  const today = businessDateOf(now());
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);

  const change = (text: string) => {
    setTyped(text);
    props.onChange(text.trim() === '' ? undefined : (readers[kind](text, today) ?? text));
  };
  const pick = (day: string | null) => {
    setOpen(false);
    setTyped(null);
    if (day === null) return;
    const time =
      kind === 'instant' ? ` ${writeDate(kind, props.value).slice(11, 16) || '09:00'}` : '';
    props.onChange(readers[kind](`${day}${time}`, today) ?? day);
  };
  return (
    <Popover
      withRoles={false}
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <span className="with-tail" style={{ display: 'block' }}>
          <input
            type="text"
            className="field-input"
            autoComplete="off"
            value={typed ?? writeDate(kind, props.value)}
            onChange={(event) => change(event.currentTarget.value)}
            onBlur={() => setTyped(null)}
            onKeyDown={(event) => {
              if (event.key !== 'F4') return;
              event.preventDefault();
              setOpen(true);
            }}
            {...ariaOf(props)}
          />
          <span className="tail">
            <IconButton
              name="calendar"
              label={t('form.pickDate')}
              onClick={() => setOpen(!open)}
              noTab
            />
          </span>
        </span>
      </Popover.Target>
      <Popover.Dropdown data-layer>
        <DatePicker
          value={dayOf(kind, props.value)}
          defaultDate={dayOf(kind, props.value) ?? today}
          onChange={pick}
          locale={language === 'zh' ? 'zh-cn' : 'en'}
          firstDayOfWeek={1}
          monthLabelFormat={language === 'zh' ? 'YYYY年M月' : 'MMMM YYYY'}
          yearLabelFormat={language === 'zh' ? 'YYYY年' : 'YYYY'}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
