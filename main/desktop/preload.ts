// The sandboxed preload. The page gets one frozen fact (which shell it is in) and, by window message, one port to
// the core; no function of Electron's ever reaches it.
import { contextBridge, ipcRenderer } from 'electron';
import {
  connectMessage,
  languageMessage,
  pdfDoneMessage,
  pdfMessage,
  portMessage,
} from './port-messages.ts';

contextBridge.exposeInMainWorld('office', Object.freeze({ shell: 'desktop' }));

ipcRenderer.on(portMessage, (event) => {
  window.postMessage(portMessage, window.location.origin, [...event.ports]);
});

window.addEventListener('load', () => {
  // By now the page's scripts have run, so somebody listens for the port.
  ipcRenderer.send(connectMessage);
  const page = document.documentElement;
  const tellLanguage = (): void => ipcRenderer.send(languageMessage, page.lang);
  new MutationObserver(tellLanguage).observe(page, { attributeFilter: ['lang'] });
  tellLanguage();
});

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const { data } = event;
  const isAsked =
    event.source === window &&
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    data.type === pdfMessage &&
    'name' in data;
  if (isAsked) ipcRenderer.send(pdfMessage, String(data.name));
});
ipcRenderer.on(pdfDoneMessage, (_event, outcome: unknown) => {
  window.postMessage({ type: pdfDoneMessage, outcome }, window.location.origin);
});
