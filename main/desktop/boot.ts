/**
 * Composition of the desktop shell: takes Electron as a parameter, puts up the guards, starts the core in its thread,
 * opens the window, and closes everything in reverse order. What is allowed stands in policy.ts.
 */
import { join } from 'node:path';
import { say, type Bilingual, type Language } from '../../shared/texts/bilingual.ts';
import type { CoreProcess, SpawnCore } from '../core/shell/core-process.ts';
import { listPageFiles } from '../core/shell/page-files.ts';
import type { DesktopElectron } from './electron-port.ts';
import { guardContents, guardSession } from './guards.ts';
import { demoByLauncher, type Launcher } from './launcher-link.ts';
import { menuTemplate } from './menu.ts';
import { openExternally } from './open-external.ts';
import { appScheme, decideArguments, isTrustedSender, quietSwitches } from './policy.ts';
import { languageMessage } from './port-messages.ts';
import { savePdfOnRequest } from './save-pdf.ts';
import { openSecretStore } from './secret-store.ts';
import { serveApp } from './serve-app.ts';
import { dialogTexts, productName } from './texts.ts';
import { openWindow } from './window.ts';

export interface DesktopDeps {
  readonly electron: DesktopElectron;
  readonly spawnCore: SpawnCore;
  /** The core's worker, beside the bundle. */
  readonly workerUrl: URL;
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** File of the built preload. */
  readonly preload: string;
  /** Where records and the browser's own profile live. */
  readonly dataDir: string;
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly now: () => number;
  /** Writes a file whose place a person has chosen. */
  readonly writeFile: (path: string, content: Uint8Array) => Promise<void>;
  /** The program that started a copy from the sources; a packaged copy has none. */
  readonly launcher: Launcher | null;
}

/** Everything that must happen before Electron is ready, at once; the rest when it is. Never throws, never waits. */
export function boot(deps: DesktopDeps): void {
  const { app, dialog, protocol } = deps.electron;
  const decision = decideArguments(deps.argv.slice(1), app.isPackaged);
  if (!decision.ok) {
    tell(deps.electron, dialogTexts.refusedSwitch, { refused: decision.refused });
    app.exit(2);
    return;
  }
  app.enableSandbox();
  app.setPath('userData', join(deps.dataDir, 'shell'));
  // The first copy holds the database; a second one only brings its window to the front.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  for (const name of quietSwitches) app.commandLine.appendSwitch(name);
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

  let language: Language = 'zh';
  const shell = { language: () => language, setLanguage: (next: Language) => (language = next) };
  app.on('web-contents-created', (_event, contents) => {
    guardContents(
      contents,
      (address) => void openExternally({ dialog, shell: deps.electron.shell }, address, language),
    );
  });
  app.on('window-all-closed', () => app.quit());
  // Waiting for readiness at the top of a module would be a deadlock (electron/electron#40719).
  void app
    .whenReady()
    .then(() => start(deps, shell))
    .catch((error: unknown) => {
      // A name and no message: messages can hold paths, and with them people's names.
      const reason = error instanceof Error ? error.name : 'unknown';
      tell(deps.electron, dialogTexts.startFailed, { reason });
      app.exit(1);
    });
}

interface ShellLanguage {
  language(): Language;
  setLanguage(next: Language): void;
}

async function start(deps: DesktopDeps, shell: ShellLanguage): Promise<void> {
  const { electron } = deps;
  const { app, protocol, session } = electron;
  guardSession(session.defaultSession, app.isPackaged);
  const files = await listPageFiles(deps.pageFolder);
  protocol.handle(appScheme, (request) => serveApp(files, request));

  const secretStore = await openSecretStore(electron, deps.platform);
  const core = await deps.spawnCore({
    workerUrl: deps.workerUrl,
    dataDir: deps.dataDir,
    shell: 'desktop',
    appVersion: app.getVersion(),
    ...(secretStore === null ? {} : { secretStore }),
    ...(deps.launcher === null || app.isPackaged
      ? {}
      : { startDemo: demoByLauncher(deps.launcher) }),
  });
  closeInOrder(deps, core, shell);
  lockWithTheScreen(deps, core);

  const window = await openWindow({
    electron,
    core,
    preload: deps.preload,
    now: deps.now,
    onPageFailed: () => {
      tell(electron, dialogTexts.pageFailed);
      app.quit();
    },
  });
  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
  savePdfOnRequest({ electron, window, language: shell.language, writeFile: deps.writeFile });
  showMenu(deps, core, shell);
  electron.ipcMain.on(languageMessage, (event, tag: unknown) => {
    if (window.isDestroyed() || !isTrustedSender(event.senderFrame, window.webContents.mainFrame))
      return;
    const next: Language = typeof tag === 'string' && tag.startsWith('en') ? 'en' : 'zh';
    if (next === shell.language()) return;
    shell.setLanguage(next);
    showMenu(deps, core, shell);
  });
}

/** Windows first, then the core, then the process. A core that ends unasked ends the program, and says so. */
function closeInOrder({ electron }: DesktopDeps, core: CoreProcess, shell: ShellLanguage): void {
  let closing = false;
  electron.app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    void core.close().then(() => electron.app.exit(0));
  });
  core.onExit((code) => {
    if (closing) return;
    closing = true;
    electron.dialog.showErrorBox(
      say(productName, shell.language()),
      say(dialogTexts.coreEnded, shell.language(), { code }),
    );
    electron.app.exit(1);
  });
}

/** Whoever walks away from the computer has locked the records as well. */
function lockWithTheScreen({ electron: { powerMonitor } }: DesktopDeps, core: CoreProcess): void {
  powerMonitor.on('lock-screen', () => core.lock());
  powerMonitor.on('suspend', () => core.lock());
}

function showMenu({ electron }: DesktopDeps, core: CoreProcess, shell: ShellLanguage): void {
  const { app, dialog, Menu } = electron;
  const language = shell.language();
  const template = menuTemplate({
    language,
    packaged: app.isPackaged,
    lock: () => core.lock(),
    about: () =>
      void dialog.showMessageBox({
        type: 'info',
        message: say(productName, language),
        detail: say(dialogTexts.aboutDetail, language, { version: app.getVersion() }),
      }),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Before any language is chosen: both. */
function tell(
  { dialog }: DesktopElectron,
  text: Bilingual,
  params: Readonly<Record<string, string>> = {},
): void {
  dialog.showErrorBox(
    `${say(productName, 'zh')} ${say(productName, 'en')}`,
    `${say(text, 'zh', params)}\n\n${say(text, 'en', params)}`,
  );
}
