/** Moves the focus to fields by path; F8 walks through problems in the order in which they stand on the screen. */

/** Focuses the control of a path, or of the nearest field that holds it. */
export function focusPath(form: HTMLElement, path: string): boolean {
  for (
    let wanted = path;
    wanted !== '';
    wanted = wanted.includes('.') ? wanted.slice(0, wanted.lastIndexOf('.')) : ''
  ) {
    const box = form.querySelector<HTMLElement>(`[data-path="${CSS.escape(wanted)}"]`);
    const control = box?.querySelector<HTMLElement>(
      'input:not([tabindex="-1"]), textarea, [data-field-stop], button',
    );
    if (control === null || control === undefined) continue;
    control.focus();
    box?.scrollIntoView({ block: 'nearest' });
    return true;
  }
  return false;
}

/** The first problem after the focused field, from the top again after the last. */
export function goToNextProblem(form: HTMLElement, paths: readonly string[]): void {
  const boxes = [...form.querySelectorAll<HTMLElement>('[data-path]')];
  const place = (path: string) => boxes.findIndex((box) => box.dataset['path'] === path);
  const here = boxes.findLastIndex((box) => box.contains(document.activeElement));
  const ordered = paths.toSorted((a, b) => place(a) - place(b));
  const next = ordered.find((path) => place(path) > here) ?? ordered[0];
  if (next !== undefined) focusPath(form, next);
}
