/** Keys of a screen. A map from `Ctrl+S`, `F2`, `Alt+ArrowUp`… to what it does; the topmost screen that knows a key gets it. */
import { useEffect, useRef } from 'react';
import { isComposing } from './composing.ts';

/** Returning false passes the key on, as if it had not been bound. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void | false>>;

export function useKeys(keys: KeyMap, enabled = true): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    // Looked at before anybody reacts: a list or dialog that Esc has just closed must not let the same Esc leave the screen.
    let covered = false;
    const look = () => {
      covered =
        document.querySelector(
          '[role="dialog"][aria-modal="true"], [aria-haspopup][aria-expanded="true"], [data-layer]',
        ) !== null;
    };
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || isDialogOpen()) return;
      if (covered && event.key === 'Escape') return;
      const action = current.current[keyName(event)];
      if (action !== undefined && action(event) !== false) event.preventDefault();
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', listen);
    };
  }, [enabled]);
}

/** A dialog owns the keyboard while it is open. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/** `Ctrl+Shift+Alt+key` in this order; on a Mac ⌘ counts as Ctrl. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const held = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
  ];
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return [...held, key].filter((part) => part !== '').join('+');
}

/** Whether the key was meant for a text box. */
export function isTyping(event: KeyboardEvent): boolean {
  return (
    event.target instanceof HTMLElement &&
    event.target.matches(
      'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]',
    )
  );
}
