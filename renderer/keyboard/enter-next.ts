/** Enter = next field, Shift+Enter = previous, within a form. Text areas keep Enter, buttons keep it, open choices keep it. */
import type { KeyboardEvent } from 'react';
import { isComposing } from './composing.ts';

const fieldSelector =
  'input:not([type="hidden"]):not([disabled]):not([readonly]):not([tabindex="-1"]), textarea:not([disabled]):not([readonly]), [data-field-stop]';

export function enterToNext(event: KeyboardEvent<HTMLElement>): void {
  if (
    event.key !== 'Enter' ||
    event.defaultPrevented ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    isComposing(event)
  )
    return;
  const target = event.target;
  if (!(target instanceof HTMLElement) || !target.matches('input, [data-field-stop]')) return;
  if (
    target.getAttribute('aria-expanded') === 'true' &&
    target.getAttribute('aria-activedescendant') !== null
  )
    return;
  const stops = fieldStops(event.currentTarget);
  const next = stops[stops.indexOf(target) + (event.shiftKey ? -1 : 1)];
  event.preventDefault();
  if (next === undefined) return;
  next.focus();
  if (next instanceof HTMLInputElement && next.type === 'text') next.select();
}

/** What Enter walks through, in order. Hidden ones are left out. */
export function fieldStops(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(fieldSelector)].filter(
    (each) => each.closest('[hidden], [inert]') === null,
  );
}
