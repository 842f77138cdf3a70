import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from './electron-port.ts';
import {
  appPage,
  decideArguments,
  decideDownload,
  decideNavigation,
  decideOpenExternal,
  decidePermission,
  decideRequest,
  isOwnPage,
  isTrustedSender,
  windowPreferences,
} from './policy.ts';

/** Addresses that look like ours to a careless check. */
const confusions = [
  'https://evil.example/?x=app://office',
  'https://evil.example/#app://office/index.html',
  'https://app.office/index.html',
  'http://office/index.html',
  // The demonstration's tab shell: the desktop page never goes there.
  'http://127.0.0.1:4100/#ticket=abc',
  'app://office.evil/index.html',
  'app://evil.office/index.html',
  'app://office@evil/index.html',
  'app://user@office/index.html',
  'app://user:secret@office/index.html',
  'app://office:8080/index.html',
  'app://offıce/index.html',
  'app:office/index.html',
  'app:/office/index.html',
  'app:///office/index.html',
  'app:\\\\office\\index.html',
  'app://%6fffice/index.html',
  'xapp://office/index.html',
  'app2://office/',
  'file:///office/index.html',
  'file:///etc/passwd',
  'data:text/html,app://office',
  'javascript:void("app://office/")',
  'blob:app://office/123',
  'view-source:app://office/index.html',
  'about:blank',
  'about:srcdoc',
  'devtools://devtools/bundled/inspector.html',
  '//office/index.html',
  'office/index.html',
  '',
  ' ',
];

describe('windowPreferences', () => {
  it('are exactly these', () => {
    expect(windowPreferences('/p/index.cjs', true)).toStrictEqual({
      preload: '/p/index.cjs',
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
    expect(windowPreferences('/p/index.cjs', false).devTools).toBe(true);
  });
});

describe('decideNavigation', () => {
  it.each([appPage, 'app://office/', 'app://office/assets/a.js?v=1#x'])('allows %s', (address) => {
    expect(decideNavigation(address)).toBe('allow');
  });

  it.each(confusions)('blocks %j', (address) => {
    expect(decideNavigation(address)).toBe('block');
  });

  it('blocks whatever does not begin with our own address', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          fc.string(),
          fc.string({ unit: 'binary' }),
        ),
        fc.constantFrom(
          '',
          'app://office',
          '?app://office/',
          '#app://office',
          '@office',
          '.office',
        ),
        (address, tail) => {
          fc.pre(!address.trimStart().toLowerCase().startsWith('app:'));
          return (
            decideNavigation(address + tail) === 'block' || /^[\0-\x20]*app:/i.test(address + tail)
          );
        },
      ),
      { verbose: 1 },
    );
  });

  it('blocks any other authority behind our scheme', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (host) => {
        const address = `app://${host}/index.html`;
        // The reference: literally our host, whatever stands behind the first separator.
        const isOurs = /^office(?:[/?#]|$)/.test(host.replace(/[\t\n\r]/g, ''));
        return isOwnPage(address) === isOurs;
      }),
      { verbose: 1 },
    );
  });
});

describe('decideRequest', () => {
  it.each([
    'http://a.example/',
    'https://a.example/',
    'ws://a.example/',
    'wss://a.example/',
    'ftp://a.example/',
    'file:///etc/passwd',
    'chrome-extension://x/',
    'devtools://devtools/x',
    'app://other/',
  ])('blocks %s', (address) => {
    expect(decideRequest(address, true)).toBe('block');
  });

  it('allows the page, and what it made itself in memory', () => {
    expect(decideRequest('app://office/assets/a.js', true)).toBe('allow');
    expect(decideRequest('data:image/png;base64,AA==', true)).toBe('allow');
    expect(decideRequest('blob:app://office/1', true)).toBe('allow');
  });

  it('allows developer tools only before packaging', () => {
    expect(decideRequest('devtools://devtools/x', false)).toBe('allow');
  });
});

describe('decideDownload', () => {
  it('saves what the page made and nothing else', () => {
    expect(decideDownload('blob:app://office/1')).toBe('allow');
    for (const address of [
      'blob:https://evil.example/1',
      'blob:app://office.evil/1',
      'https://evil.example/a',
      'data:text/plain,x',
      'app://office/index.html',
    ]) {
      expect(decideDownload(address)).toBe('block');
    }
  });
});

describe('decidePermission', () => {
  it('grants clipboard writing to our page only', () => {
    expect(decidePermission('clipboard-sanitized-write', 'app://office/')).toBe(true);
    expect(decidePermission('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
  });

  it.each<Permission>([
    'media',
    'geolocation',
    'notifications',
    'openExternal',
    'fileSystem',
    'clipboard-read',
    'usb',
    'unknown',
  ])('denies %s', (permission) => {
    expect(decidePermission(permission, 'app://office/')).toBe(false);
  });

  it('denies names it does not know, also those of every object', () => {
    for (const name of ['toString', '__proto__', 'constructor', 'new-thing']) {
      expect(decidePermission(name as Permission, 'app://office/')).toBe(false);
    }
  });
});

describe('isTrustedSender', () => {
  const mainFrame = { url: appPage };

  it('accepts the main frame that shows our page', () => {
    expect(isTrustedSender(mainFrame, mainFrame)).toBe(true);
  });

  it.each([
    ['a frame that is gone', null, mainFrame],
    ['a sub-frame or another window', { url: appPage }, mainFrame],
  ])('rejects %s', (_what, sender, main) => {
    expect(isTrustedSender(sender, main)).toBe(false);
  });

  it.each(confusions)('rejects the main frame while it shows %j', (url) => {
    const frame = { url };
    expect(isTrustedSender(frame, frame)).toBe(false);
  });
});

describe('decideOpenExternal', () => {
  it('asks for known sites', () => {
    expect(decideOpenExternal('https://www.gqb.gov.cn/news')).toBe('ask');
  });

  it.each([
    'http://www.gqb.gov.cn/',
    'https://gqb.gov.cn.evil.example/',
    'https://www.gqb.gov.cn@evil.example/',
    'https://user@www.gqb.gov.cn/',
    'https://www.gqb.gov.cn:8443/',
    'file:///etc/passwd',
    'mailto:a@b.example',
    'smb://host/share',
    'ms-msdt:/id',
    ...confusions,
  ])('blocks %j', (address) => {
    expect(decideOpenExternal(address)).toBe('block');
  });
});

describe('decideArguments', () => {
  it.each([
    '--no-sandbox',
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '-inspect',
    '--remote-debugging-port=9222',
    '--disable-web-security',
    '--JS-FLAGS=--x',
    '/no-sandbox',
  ])('refuses %s in a packaged copy', (argument) => {
    expect(decideArguments(['x', argument], true)).toMatchObject({ ok: false });
    expect(decideArguments(['x', argument], false)).toEqual({ ok: true });
  });

  it('ignores what it does not know', () => {
    expect(
      decideArguments(['file.txt', 'app://office', '--lang=zh-CN', '--inspection'], true),
    ).toEqual({ ok: true });
  });
});
