/** As much of Electron as the shell uses, as a type: the module comes in as a parameter, so that a fake can stand in. */
import type * as Electron from 'electron';

export type DesktopElectron = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'session'
  | 'shell'
>;

/** Every permission Electron may ask about, read off its own handler, so that a new one breaks the build. */
export type Permission = Parameters<
  NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>
>[1];
