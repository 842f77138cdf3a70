/** Opens the one window and gives its page a port to the core whenever the page says that it listens. */
import type { BrowserWindow, IpcMainEvent } from 'electron';
import { say } from '../../shared/texts/bilingual.ts';
import type { CoreProcess } from '../core/shell/core-process.ts';
import type { DesktopElectron } from './electron-port.ts';
import { appPage, isTrustedSender, windowPreferences } from './policy.ts';
import { connectMessage, portMessage } from './port-messages.ts';
import { relayPort } from './relay-port.ts';
import { productName } from './texts.ts';

export interface WindowDeps {
  readonly electron: Pick<
    DesktopElectron,
    'app' | 'BrowserWindow' | 'ipcMain' | 'MessageChannelMain'
  >;
  readonly core: Pick<CoreProcess, 'connect'>;
  readonly preload: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The page has died twice within a minute. */
  readonly onPageFailed: () => void;
}

/** Two deaths within this time are no accident. */
const calmMs = 60_000;

/** Resolves when the page has loaded. The window shows itself only when there is something to see. */
export async function openWindow(deps: WindowDeps): Promise<BrowserWindow> {
  const { app, BrowserWindow } = deps.electron;
  const window = new BrowserWindow({
    // No names or numbers in the title: it is seen on shared screens and in task bars.
    title: say(productName, 'zh'),
    width: 1366,
    height: 768,
    minWidth: 960,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: windowPreferences(deps.preload, app.isPackaged),
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  connectOnRequest(window, deps);
  reviveOnce(window, deps);
  await window.loadURL(appPage);
  return window;
}

/** Each load of the page gets a fresh port, and the port of the load before it is closed. */
function connectOnRequest(window: BrowserWindow, { electron, core }: WindowDeps): void {
  let disconnect = (): void => {};
  const connect = (event: IpcMainEvent): void => {
    if (!isTrustedSender(event.senderFrame, window.webContents.mainFrame)) return;
    disconnect();
    const { port1, port2 } = new electron.MessageChannelMain();
    disconnect = relayPort(port1, core.connect());
    event.senderFrame?.postMessage(portMessage, null, [port2]);
  };
  electron.ipcMain.on(connectMessage, connect);
  window.on('closed', () => {
    electron.ipcMain.off(connectMessage, connect);
    disconnect();
  });
}

/** A page that dies is loaded again once; drafts are in the database, so nothing is lost. */
function reviveOnce(window: BrowserWindow, { now, onPageFailed }: WindowDeps): void {
  let lastDeath = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const isSecond = now() - lastDeath < calmMs;
    lastDeath = now();
    if (isSecond) onPageFailed();
    else window.webContents.reload();
  });
}
