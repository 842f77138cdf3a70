/** Puts the decisions of policy.ts in the way of every page and its session. Nothing is decided here. */
import type { Session, WebContents } from 'electron';
import { decideDownload, decideNavigation, decidePermission, decideRequest } from './policy.ts';

/** For each page before it loads anything: no leaving, no windows of its own, no embedded pages, no radio devices. */
export function guardContents(
  contents: WebContents,
  openExternally: (address: string) => void,
): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (decideNavigation(event.url) === 'block') event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => {
    openExternally(url);
    return { action: 'deny' };
  });
}

/** For the session that all windows share: no permissions, no devices, no network, no downloads from anywhere. */
export function guardSession(session: Session, packaged: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(decidePermission(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    decidePermission(permission, origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setSpellCheckerEnabled(false);
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  session.on('will-download', (event, item) => {
    if (decideDownload(item.getURL()) === 'block') event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: decideRequest(details.url, packaged) === 'block' });
  });
}
