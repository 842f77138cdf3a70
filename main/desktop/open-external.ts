/** The only place that hands an address to the system's browser, after policy and person have both agreed. */
import { say, type Language } from '../../shared/texts/bilingual.ts';
import type { DesktopElectron } from './electron-port.ts';
import { decideOpenExternal } from './policy.ts';
import { dialogTexts } from './texts.ts';

/** Asks and opens; anything but a known site is dropped without a word. */
export async function openExternally(
  { dialog, shell }: Pick<DesktopElectron, 'dialog' | 'shell'>,
  address: string,
  language: Language,
): Promise<void> {
  if (decideOpenExternal(address) === 'block') return;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: say(dialogTexts.openTitle, language),
    detail: say(dialogTexts.openDetail, language, { address }),
    buttons: [say(dialogTexts.open, language), say(dialogTexts.cancel, language)],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(address);
}
