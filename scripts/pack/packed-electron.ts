/** The module that a packed main process gets as `electron` in the smoke test: the recorder of the unit tests. */
import { createFakeElectron } from '../../main/desktop/testing/fake-electron.ts';

export const fake = createFakeElectron({ packaged: true, keyring: 'basic_text' });

export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
} = fake.electron;
