/** The application menu as data, in either language. Roles do the work; the two actions of our own come in. */
import type { MenuItemConstructorOptions } from 'electron';
import { say, type Bilingual, type Language } from '../../shared/texts/bilingual.ts';
import { menuTexts } from './texts.ts';

export interface MenuOptions {
  readonly language: Language;
  readonly packaged: boolean;
  readonly lock: () => void;
  readonly about: () => void;
}

/** Shortcuts that the page uses itself are not taken: only those that every program has. */
export function menuTemplate({
  language,
  packaged,
  lock,
  about,
}: MenuOptions): MenuItemConstructorOptions[] {
  const label = (text: Bilingual) => say(text, language);
  const item = (
    text: Bilingual,
    role: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({ label: label(text), role });
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const t = menuTexts;

  return [
    {
      label: label(t.file),
      submenu: [
        { label: label(t.lock), accelerator: 'CmdOrCtrl+Shift+L', click: lock },
        separator,
        item(t.quit, 'quit'),
      ],
    },
    {
      label: label(t.edit),
      submenu: [
        item(t.undo, 'undo'),
        item(t.redo, 'redo'),
        separator,
        item(t.cut, 'cut'),
        item(t.copy, 'copy'),
        item(t.paste, 'paste'),
        item(t.selectAll, 'selectAll'),
      ],
    },
    {
      label: label(t.view),
      submenu: [
        item(t.actualSize, 'resetZoom'),
        item(t.larger, 'zoomIn'),
        item(t.smaller, 'zoomOut'),
        item(t.fullScreen, 'togglefullscreen'),
        // A reload throws away what is typed and not yet saved, so only developers get it.
        ...(packaged
          ? []
          : [separator, item(t.reload, 'reload'), item(t.devTools, 'toggleDevTools')]),
      ],
    },
    { label: label(t.help), submenu: [{ label: label(t.about), click: about }] },
  ];
}
