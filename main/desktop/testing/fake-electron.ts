/**
 * A stand-in for Electron that records what the shell asks of it, and lets a test fire the events that Electron would.
 * Ports are real ports of Node's, so what runs through them is what would run.
 */
import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { DesktopElectron } from '../electron-port.ts';

/** One call the shell made, e.g. `['app.enableSandbox']`. */
export type Call = readonly [name: string, ...args: unknown[]];

export class FakeFrame {
  url: string;
  /** Messages posted to the frame, with the ports that went along. */
  readonly received: { channel: string; message: unknown; ports: FakePort[] }[] = [];

  constructor(url: string) {
    this.url = url;
  }

  postMessage(channel: string, message: unknown, ports: FakePort[] = []): void {
    this.received.push({ channel, message, ports });
  }
}

export class FakePort extends EventEmitter {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('close', () => this.emit('close'));
  }

  start(): void {
    this.port.on('message', (data: unknown) => this.emit('message', { data }));
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }

  close(): void {
    this.port.close();
  }
}

export class FakeContents extends EventEmitter {
  readonly mainFrame = new FakeFrame('');
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  reloads = 0;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  readonly sent: { channel: string; message: unknown }[] = [];
  /** What the next PDF holds; null: Chromium cannot make one. */
  pdf: Uint8Array | null = new TextEncoder().encode('%PDF-1.7');
  pdfOptions: unknown = null;

  reload(): void {
    this.reloads += 1;
  }

  send(channel: string, message: unknown): void {
    this.sent.push({ channel, message });
  }

  printToPDF(options: unknown): Promise<Uint8Array> {
    this.pdfOptions = options;
    return this.pdf === null ? Promise.reject(new Error('no PDF')) : Promise.resolve(this.pdf);
  }
}

export class FakeWindow extends EventEmitter {
  readonly options: Record<string, unknown>;
  readonly webContents = new FakeContents();
  readonly did: string[] = [];
  minimized = false;
  destroyed = false;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
  }

  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    this.emit('ready-to-show');
    return Promise.resolve();
  }

  show(): void {
    this.did.push('show');
  }
  focus(): void {
    this.did.push('focus');
  }
  restore(): void {
    this.did.push('restore');
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
}

export interface FakeElectron {
  readonly electron: DesktopElectron;
  readonly calls: Call[];
  readonly windows: FakeWindow[];
  readonly app: EventEmitter;
  readonly ipcMain: EventEmitter;
  readonly session: EventEmitter;
  readonly powerMonitor: EventEmitter;
  /** Arguments of the first call of that name; throws when it was never made. */
  argumentsOf(name: string): readonly unknown[];
  /** What the handler registered by that call answers. */
  handler(name: string): (...args: never[]) => unknown;
}

export interface FakeOptions {
  readonly packaged?: boolean;
  /** False: another copy already runs. */
  readonly firstCopy?: boolean;
  /** Which button the person clicks in a dialog. */
  readonly answer?: number;
  readonly keyring?: string;
  /** Where the person saves a file; absent: they close the dialog. */
  readonly saveAt?: string;
}

export function createFakeElectron(options: FakeOptions = {}): FakeElectron {
  const calls: Call[] = [];
  const windows: FakeWindow[] = [];
  const record =
    (name: string, result?: unknown) =>
    (...args: unknown[]): unknown => {
      calls.push([name, ...args]);
      return result;
    };

  const app = Object.assign(new EventEmitter(), {
    isPackaged: options.packaged ?? true,
    enableSandbox: record('app.enableSandbox'),
    setPath: record('app.setPath'),
    getVersion: () => '1.2.3',
    requestSingleInstanceLock: record('app.requestSingleInstanceLock', options.firstCopy ?? true),
    quit: record('app.quit'),
    exit: record('app.exit'),
    commandLine: { appendSwitch: record('app.commandLine.appendSwitch') },
    whenReady: () => Promise.resolve(),
  });
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: record('session.setPermissionRequestHandler'),
    setPermissionCheckHandler: record('session.setPermissionCheckHandler'),
    setDevicePermissionHandler: record('session.setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: record('session.setDisplayMediaRequestHandler'),
    setBluetoothPairingHandler: record('session.setBluetoothPairingHandler'),
    setSpellCheckerEnabled: record('session.setSpellCheckerEnabled'),
    webRequest: { onBeforeRequest: record('session.webRequest.onBeforeRequest') },
  });
  const ipcMain = new EventEmitter();
  const powerMonitor = new EventEmitter();

  class BrowserWindow extends FakeWindow {
    constructor(windowOptions: Record<string, unknown>) {
      super(windowOptions);
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
  }

  class MessageChannelMain {
    readonly port1: FakePort;
    readonly port2: FakePort;

    constructor() {
      const { port1, port2 } = new MessageChannel();
      this.port1 = new FakePort(port1);
      this.port2 = new FakePort(port2);
    }
  }

  const fake = {
    app,
    BrowserWindow,
    dialog: {
      showErrorBox: record('dialog.showErrorBox'),
      showSaveDialog: record(
        'dialog.showSaveDialog',
        Promise.resolve({
          canceled: options.saveAt === undefined,
          filePath: options.saveAt ?? '',
        }),
      ),
      showMessageBox: record(
        'dialog.showMessageBox',
        Promise.resolve({ response: options.answer ?? 1 }),
      ),
    },
    ipcMain,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: record('Menu.setApplicationMenu'),
    },
    MessageChannelMain,
    powerMonitor,
    protocol: {
      registerSchemesAsPrivileged: record('protocol.registerSchemesAsPrivileged'),
      handle: record('protocol.handle'),
    },
    safeStorage: {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      getSelectedStorageBackend: () => options.keyring ?? 'gnome_libsecret',
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed:${text}`)),
      decryptStringAsync: (sealed: Buffer) =>
        Promise.resolve({
          result: sealed.toString().replace(/^sealed:/, ''),
          shouldReEncrypt: false,
        }),
    },
    session: { defaultSession: session },
    shell: { openExternal: record('shell.openExternal', Promise.resolve()) },
  };

  const argumentsOf = (name: string): readonly unknown[] => {
    const call = calls.find(([called]) => called === name);
    if (call === undefined) throw new Error(`${name} was never called`);
    return call.slice(1);
  };
  return {
    // A recorder has a fraction of Electron's surface; what the shell does not use is not there.
    electron: fake as unknown as DesktopElectron,
    calls,
    windows,
    app,
    ipcMain,
    session,
    powerMonitor,
    argumentsOf,
    handler: (name) =>
      argumentsOf(name).find((value) => typeof value === 'function') as () => unknown,
  };
}
