import { describe, expect, it } from 'vitest';
import { savedName } from './file-ref.ts';
import { sniffFile, type Sniffed } from './sniff.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part],
    ),
  );
const wide = (text: string) => Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0]);
const sniff = (content: Uint8Array): Sniffed =>
  sniffFile(content.length, (offset, length) => content.subarray(offset, offset + length));

/** A local header without content, as at the start of a ZIP. */
const entry = (name: string) =>
  bytes([0x50, 0x4b, 3, 4, ...Array<number>(22).fill(0), name.length, 0, 0, 0], name);
const zip = (...names: readonly string[]) =>
  Uint8Array.from(names.flatMap((name) => [...entry(name)]));

/** A compound file with one sector of directory behind the header. */
function compound(...streams: readonly string[]): Uint8Array {
  const file = new Uint8Array(512 + 512);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.set([9, 0], 30);
  streams.forEach((name, index) => file.set(wide(name), 512 + index * 128));
  return file;
}

describe('what a file is', () => {
  const cases: readonly (readonly [string, Uint8Array, Sniffed])[] = [
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe1]), 'image/jpeg'],
    ['a PNG', bytes([0x89], 'PNG', [13, 10, 26, 10]), 'image/png'],
    ['a WebP', bytes('RIFF', [1, 0, 0, 0], 'WEBP'), 'image/webp'],
    ['a PDF', bytes('%PDF-1.7'), 'application/pdf'],
    ['an OFD', zip('OFD.xml', 'Doc_0/Document.xml'), 'application/ofd'],
    [
      'a docx',
      zip('[Content_Types].xml', 'word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'an xlsx whose first part is another one',
      zip('xl/workbook.xml', '[Content_Types].xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['an old doc', compound('Root Entry', 'WordDocument'), 'application/msword'],
    ['an old xls', compound('Root Entry', 'Workbook'), 'application/vnd.ms-excel'],
    ['an mp4', bytes([0, 0, 0, 24], 'ftypisom'), 'video/mp4'],
    ['a photo of a telephone that Chromium cannot read', bytes([0, 0, 0, 24], 'ftypheic'), 'heic'],
    ['text', bytes('hello\r\n', [0xc4, 0xe3]), 'text/plain'],
    ['a program of Windows', bytes('MZ', [0x90, 0]), 'program'],
    ['a program of Linux', bytes([0x7f], 'ELF'), 'program'],
    ['a script', bytes('#!/bin/sh\n'), 'program'],
    ['a link of Windows', bytes([0x4c, 0, 0, 0, 1, 0x14, 2, 0]), 'program'],
    ['a docx with macros', zip('[Content_Types].xml', 'word/vbaProject.bin'), 'program'],
    ['an xls with macros', compound('Workbook', '_VBA_PROJECT_CUR'), 'program'],
    ['a packed program', zip('readme.txt', 'setup.exe'), 'program'],
    ['an installer', compound('Root Entry', 'Property'), 'unknown'],
    ['any other ZIP', zip('a.txt'), 'unknown'],
    ['a page', bytes('<!DOCTYPE html><script>'), 'unknown'],
    ['a drawing that may run scripts', bytes('<?xml version="1.0"?><svg onload="x">'), 'unknown'],
    ['noise', bytes([0, 1, 2, 3]), 'unknown'],
  ];
  it.each(cases)('knows %s', (_name, content, expected) => {
    expect(sniff(content)).toBe(expected);
  });

  it('is not misled by content that ends early', () => {
    for (const [, content] of cases)
      for (let end = 0; end < content.length; end += 7)
        expect(() => sniff(content.slice(0, end))).not.toThrow();
  });
});

describe('the name of a saved copy', () => {
  it('ends as its content does, and cannot lead to another folder', () => {
    expect(savedName({ name: '合照.exe', mime: 'image/jpeg' })).toBe('合照.jpg');
    expect(savedName({ name: '../../etc/passwd', mime: 'text/plain' })).toBe('etc passwd.txt');
    expect(savedName({ name: '低保证明 2026.11.pdf', mime: 'application/pdf' })).toBe(
      '低保证明 2026.11.pdf',
    );
    expect(savedName({ name: '\u202egpj.x', mime: 'image/png' })).toBe('gpj.png');
    expect(savedName({ name: '...', mime: 'image/png' })).toBe('file.png');
  });
});
