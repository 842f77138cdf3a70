/** Saves the page as a PDF where a person says. What is decided is pure; the rest carries it out. */
import type { BrowserWindow, IpcMainEvent, PrintToPDFOptions, SaveDialogOptions } from 'electron';
import { say, type Language } from '../../shared/texts/bilingual.ts';
import type { DesktopElectron } from './electron-port.ts';
import { isTrustedSender } from './policy.ts';
import { pdfDoneMessage, pdfMessage } from './port-messages.ts';
import { dialogTexts } from './texts.ts';

export type PdfOutcome = 'saved' | 'cancelled' | 'failed';

/** Sheets bring their own size and margins (@page); without backgrounds the grey overprint would be missing. */
export const pdfOptions: PrintToPDFOptions = {
  preferCSSPageSize: true,
  printBackground: true,
  generateTaggedPDF: true,
};

const longestName = 80;

/**
 * The dialog for a proposed name. The name comes from the page, so nothing of it may lead elsewhere: no separators, no drive, no dots
 * in front, no characters that some file system refuses.
 */
export function decidePdfDialog(proposed: string, language: Language): SaveDialogOptions {
  const plain = Array.from(proposed)
    .filter((letter) => letter.codePointAt(0)! >= 32 && !'/\\:*?"<>|'.includes(letter))
    .join('')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
    .slice(0, longestName);
  return {
    title: say(dialogTexts.savePdf, language),
    defaultPath: `${plain === '' ? say(dialogTexts.pdfName, language) : plain}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
}

export interface SavePdfDeps {
  readonly electron: Pick<DesktopElectron, 'dialog' | 'ipcMain'>;
  readonly window: BrowserWindow;
  readonly language: () => Language;
  readonly writeFile: (path: string, content: Uint8Array) => Promise<void>;
}

/** Answers the page's requests, one at a time; strangers get no answer. */
export function savePdfOnRequest({ electron, window, language, writeFile }: SavePdfDeps): void {
  let busy = false;
  const answer = async (event: IpcMainEvent, name: unknown): Promise<void> => {
    if (window.isDestroyed() || !isTrustedSender(event.senderFrame, window.webContents.mainFrame))
      return;
    if (busy || typeof name !== 'string') return;
    busy = true;
    const outcome = await save(name).catch((): PdfOutcome => 'failed');
    busy = false;
    if (!window.isDestroyed()) window.webContents.send(pdfDoneMessage, outcome);
  };
  async function save(name: string): Promise<PdfOutcome> {
    // Made before the dialog: the page shows the papers only for as long as this takes.
    const content = await window.webContents.printToPDF(pdfOptions);
    const chosen = await electron.dialog.showSaveDialog(window, decidePdfDialog(name, language()));
    if (chosen.canceled || chosen.filePath === '') return 'cancelled';
    await writeFile(chosen.filePath, content);
    return 'saved';
  }
  electron.ipcMain.on(pdfMessage, (event, name: unknown) => void answer(event, name));
}
