// What `import ... from 'electron'` means in tests: nothing that works. Desktop code is given a fake
// electron as a parameter; a test that gets here by import has left that path, and says so at once.

/** Any use fails with the name of what was used. */
function refused(name: string): never {
  throw new Error(`electron.${name} was used in a test: pass a fake electron in instead`);
}

const trap = (name: string): object =>
  new Proxy({}, { get: (_target, key) => refused(`${name}.${String(key)}`) });

export const app = trap('app');
export const BrowserWindow = trap('BrowserWindow');
export const contextBridge = trap('contextBridge');
export const ipcRenderer = trap('ipcRenderer');
