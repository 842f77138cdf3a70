/** While an input method composes, no key does anything but compose (ui.md §7). */
export function isComposing(event: {
  readonly isComposing?: boolean;
  readonly keyCode?: number;
  readonly nativeEvent?: { readonly isComposing?: boolean; readonly keyCode?: number };
}): boolean {
  const native = event.nativeEvent ?? event;
  // 229 is what some input methods send before they report composing.
  return native.isComposing === true || native.keyCode === 229;
}
