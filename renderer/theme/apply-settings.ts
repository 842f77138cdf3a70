/** Puts the user's display settings on the document, where tokens.css and base.css read them. */
import type { Settings } from '../../shared/bridge/contract.ts';

export type DisplaySettings = Pick<Settings, 'language' | 'textSize' | 'theme' | 'rowHeight'>;

export function applyDisplay(root: HTMLElement, settings: DisplaySettings): void {
  root.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
  root.dataset['theme'] = settings.theme;
  root.dataset['text'] = settings.textSize;
  root.dataset['rows'] = settings.rowHeight;
}
