/** The names under which main process, preload and page speak of the page's port to the core. */

/** Preload to main: the page has loaded and listens. */
export const connectMessage = 'qiaobang:connect';

/** Main to preload, and preload to page: here is the port. renderer/bridge/desktop-link.ts waits for it. */
export const portMessage = 'qiaobang:port';

/** Preload to main: the page shows this language now, so the menu should too. */
export const languageMessage = 'qiaobang:language';

/** Page to preload to main: write what is on the page as a PDF; the proposed file name comes along. */
export const pdfMessage = 'qiaobang:pdf';

/** Main to preload to page: saved, cancelled or failed. renderer/prints/save-pdf.ts waits for it. */
export const pdfDoneMessage = 'qiaobang:pdf-done';
