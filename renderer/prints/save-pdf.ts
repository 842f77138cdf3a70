/** The desktop shell writes a PDF on request: the page asks by window message and hears how it went. */

/** What the preload listens for and answers with (main/desktop/port-messages.ts). */
export const pdfMessage = 'qiaobang:pdf';
export const pdfDoneMessage = 'qiaobang:pdf-done';

export type PdfOutcome = 'saved' | 'cancelled' | 'failed';
/** `name`: proposed file name without extension. Ends when the file is written or nobody wanted it. */
export type SavePdf = (name: string) => Promise<PdfOutcome>;

export function createSavePdf(page: Window): SavePdf {
  return (name) =>
    new Promise((resolve) => {
      const listen = (event: MessageEvent<unknown>) => {
        if (event.source !== page || !isDone(event.data)) return;
        page.removeEventListener('message', listen);
        resolve(event.data.outcome);
      };
      page.addEventListener('message', listen);
      page.postMessage({ type: pdfMessage, name }, page.location.origin);
    });
}

function isDone(data: unknown): data is { outcome: PdfOutcome } {
  return (
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === pdfDoneMessage &&
    'outcome' in data &&
    (data.outcome === 'saved' || data.outcome === 'cancelled' || data.outcome === 'failed')
  );
}
