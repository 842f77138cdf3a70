import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { BrowserWindow } from 'electron';
import { appPage } from './policy.ts';
import { pdfDoneMessage, pdfMessage } from './port-messages.ts';
import { decidePdfDialog, pdfOptions, savePdfOnRequest } from './save-pdf.ts';
import { createFakeElectron, FakeFrame, FakeWindow } from './testing/fake-electron.ts';

describe('the dialog', () => {
  it('proposes the name of the page with its ending, in the language of the page', () => {
    expect(decidePdfDialog('走访慰问登记表_ZF2026008-A0012_2026-11-25', 'zh')).toMatchObject({
      title: '存成 PDF',
      defaultPath: '走访慰问登记表_ZF2026008-A0012_2026-11-25.pdf',
    });
  });

  it.each([
    ['../../etc/passwd', 'etcpasswd.pdf'],
    ['C:\\Windows\\x', 'CWindowsx.pdf'],
    ['...', '打印件.pdf'],
    ['\u0000\n', '打印件.pdf'],
  ])('leads nowhere else: %j', (name, path) => {
    expect(decidePdfDialog(name, 'zh').defaultPath).toBe(path);
  });

  it('never leads elsewhere, whatever the page says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const path = decidePdfDialog(name, 'zh').defaultPath ?? '';
        expect(path).not.toMatch(/[/\\:*?"<>|\n\r\t\0]/);
        expect(path.startsWith('.')).toBe(false);
        expect(path.endsWith('.pdf')).toBe(true);
      }),
    );
  });
});

async function ask(options: {
  saveAt?: string;
  pdf?: null;
  from?: FakeFrame;
  writeFails?: boolean;
}) {
  const fake = createFakeElectron(options.saveAt === undefined ? {} : { saveAt: options.saveAt });
  const window = new FakeWindow({});
  window.webContents.mainFrame.url = appPage;
  if (options.pdf === null) window.webContents.pdf = null;
  const written: [string, Uint8Array][] = [];
  savePdfOnRequest({
    electron: fake.electron,
    window: window as unknown as BrowserWindow,
    language: () => 'zh',
    writeFile: (path, content) => {
      if (options.writeFails === true) return Promise.reject(new Error('EBUSY'));
      written.push([path, content]);
      return Promise.resolve();
    },
  });
  fake.ipcMain.emit(
    pdfMessage,
    { senderFrame: options.from ?? window.webContents.mainFrame },
    '走访慰问登记表',
  );
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return { written, sent: window.webContents.sent, options: window.webContents.pdfOptions };
}

describe('saving', () => {
  it('writes what the page shows where the person says, with the size of the sheet', async () => {
    const { written, sent, options } = await ask({ saveAt: '/home/office/a.pdf' });
    expect(written.map(([path, content]) => [path, new TextDecoder().decode(content)])).toEqual([
      ['/home/office/a.pdf', '%PDF-1.7'],
    ]);
    expect(options).toEqual(pdfOptions);
    expect(pdfOptions).toMatchObject({ preferCSSPageSize: true, printBackground: true });
    expect(sent).toEqual([{ channel: pdfDoneMessage, message: 'saved' }]);
  });

  it('writes nothing when the dialog is closed', async () => {
    const { written, sent } = await ask({});
    expect(written).toEqual([]);
    expect(sent).toEqual([{ channel: pdfDoneMessage, message: 'cancelled' }]);
  });

  it.each([
    ['no PDF can be made', { pdf: null, saveAt: '/a.pdf' }],
    ['the file cannot be written', { saveAt: '/a.pdf', writeFails: true }],
  ] as const)('says so when %s', async (_why, options) => {
    const { written, sent } = await ask(options);
    expect(written).toEqual([]);
    expect(sent).toEqual([{ channel: pdfDoneMessage, message: 'failed' }]);
  });

  it('does not answer strangers', async () => {
    const { written, sent } = await ask({
      saveAt: '/a.pdf',
      from: new FakeFrame('https://example.com/'),
    });
    expect(written).toEqual([]);
    expect(sent).toEqual([]);
  });
});
