/**
 * What the desktop shell allows, as pure decisions: no Electron, no state. Sources: Electron's security tutorial, items 1–20.
 * boot.ts and guards.ts only carry out what is decided here.
 */
import type { WebFrameMain, WebPreferences } from 'electron';
import type { Permission } from './electron-port.ts';

export const appScheme = 'app';
export const appHost = 'office';
export const appPage = `${appScheme}://${appHost}/index.html`;

/** The preferences of every window; there is no second set. `devTools` only in a copy that is not packaged. */
export function windowPreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !packaged,
  };
}

/** True for an address inside app://office and nothing that only looks like it. */
export function isOwnPage(address: string): boolean {
  const url = parse(address);
  // Node knows no origin for schemes of our own, so the parts are compared; a port or a user name is never ours.
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}

/** Where a page may go: within itself. */
export function decideNavigation(address: string): 'allow' | 'block' {
  return isOwnPage(address) ? 'allow' : 'block';
}

/** What the page's session may load. Everything that touches a network or the disk is refused; sync lives in the core. */
export function decideRequest(address: string, packaged: boolean): 'allow' | 'block' {
  if (isOwnPage(address)) return 'allow';
  const protocol = parse(address)?.protocol;
  // Made by the page itself, in memory.
  if (protocol === 'blob:' || protocol === 'data:') return 'allow';
  return protocol === 'devtools:' && !packaged ? 'allow' : 'block';
}

/** A file that the page made itself may be saved; nothing else is ever downloaded. */
export function decideDownload(address: string): 'allow' | 'block' {
  return address.startsWith('blob:') && isOwnPage(address.slice('blob:'.length))
    ? 'allow'
    : 'block';
}

/** Writing plain text to the clipboard is all an office needs. A permission that Electron adds must be answered here. */
const permissions: Record<Permission, boolean> = {
  'clipboard-sanitized-write': true,
  ar: false,
  'automatic-fullscreen': false,
  'background-fetch': false,
  'background-sync': false,
  'captured-surface-control': false,
  'clipboard-read': false,
  'deprecated-sync-clipboard-read': false,
  'display-capture': false,
  fileSystem: false,
  fullscreen: false,
  geolocation: false,
  'geolocation-approximate': false,
  'hand-tracking': false,
  hid: false,
  'idle-detection': false,
  keyboardLock: false,
  'local-fonts': false,
  'local-network': false,
  'local-network-access': false,
  'loopback-network': false,
  media: false,
  mediaKeySystem: false,
  midi: false,
  midiSysex: false,
  nfc: false,
  notifications: false,
  openExternal: false,
  'payment-handler': false,
  'periodic-background-sync': false,
  'persistent-storage': false,
  pointerLock: false,
  'screen-wake-lock': false,
  sensors: false,
  serial: false,
  'smart-card': false,
  'speaker-selection': false,
  'storage-access': false,
  'system-wake-lock': false,
  'top-level-storage-access': false,
  unknown: false,
  usb: false,
  vr: false,
  'web-app-installation': false,
  'web-printing': false,
  'window-management': false,
};

/** A permission is granted only to our own page, and only when the table says so. */
export function decidePermission(permission: Permission, askedBy: string): boolean {
  return Object.hasOwn(permissions, permission) && permissions[permission] && isOwnPage(askedBy);
}

/**
 * Whether a message comes from the page of that window: its main frame, showing our page. `about:blank`, sub-frames,
 * frames that are already gone and other windows are strangers.
 */
export function isTrustedSender(
  sender: Pick<WebFrameMain, 'url'> | null,
  mainFrame: Pick<WebFrameMain, 'url'>,
): boolean {
  return sender !== null && sender === mainFrame && isOwnPage(sender.url);
}

/** Sites the system's browser may be asked to open, after a person has said yes. */
const knownSites = new Set(['www.gqb.gov.cn', 'www.chinaql.org']);

/** `ask`: show the address and open it if the person agrees. Only https to known sites; never files or other schemes. */
export function decideOpenExternal(address: string): 'ask' | 'block' {
  const url = parse(address);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return 'block';
  if (url.username !== '' || url.password !== '') return 'block';
  return knownSites.has(url.hostname) ? 'ask' : 'block';
}

/** Switches that would take down a wall of a packaged copy. Without the leading dashes; a value may follow. */
const refusedSwitches = [
  'no-sandbox',
  'disable-gpu-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'load-extension',
  'js-flags',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'user-data-dir',
  'log-net-log',
] as const;

export type ArgumentsDecision = { ok: true } | { ok: false; refused: string };

/** A packaged copy does not start with a switch that weakens it; unknown arguments are ignored, addresses never opened. */
export function decideArguments(
  arguments_: readonly string[],
  packaged: boolean,
): ArgumentsDecision {
  if (!packaged) return { ok: true };
  for (const argument of arguments_) {
    const name = /^(?:--?|\/)([^=]+)/.exec(argument)?.[1]?.toLowerCase();
    const refused = refusedSwitches.find((known) => known === name);
    if (refused !== undefined) return { ok: false, refused: `--${refused}` };
  }
  return { ok: true };
}

/** Chromium's own calls home, switched off before it starts. */
export const quietSwitches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings',
  'dns-prefetch-disable',
] as const;

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
