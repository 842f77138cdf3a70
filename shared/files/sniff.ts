/**
 * What a file is, by its content. Names lie: a program called 合照.jpg is refused, a JPEG without an ending is taken.
 * Signatures: the formats' own specifications ([MS-CFB] §2.2, APPNOTE.TXT §4.3, ISO/IEC 14496-12 §4.3, RFC 2083, ITU T.81…).
 */
import type { FileMime } from './file-ref.ts';

/** `program`: something that a double click would run. `unknown`: nothing that we keep. */
export type Sniffed = FileMime | 'program' | 'heic' | 'unknown';

/** Reads a part of the file; shorter at its end. */
export type ReadPart = (offset: number, length: number) => Uint8Array;

const headBytes = 64 * 1024;

/** Decides by the first bytes, and for containers by the names inside. Reads at most a few parts. */
export function sniffFile(size: number, read: ReadPart): Sniffed {
  const head = read(0, Math.min(size, headBytes));
  const starts = (...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  if (isProgram(head, starts)) return 'program';
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (latin(head, 0, 4) === 'RIFF' && latin(head, 8, 4) === 'WEBP') return 'image/webp';
  if (latin(head, 0, 5) === '%PDF-') return 'application/pdf';
  if (latin(head, 4, 4) === 'ftyp') return ofBrand(latin(head, 8, 4));
  if (starts(0x50, 0x4b, 0x03, 0x04)) return insideZip(size, head, read);
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return insideCompound(head, read);
  if (latin(head, 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2))
    return 'audio/mpeg';
  return isText(head) ? 'text/plain' : 'unknown';
}

function isProgram(head: Uint8Array, starts: (...bytes: number[]) => boolean): boolean {
  return (
    starts(0x4d, 0x5a) || // Windows, DOS
    starts(0x7f, 0x45, 0x4c, 0x46) || // Linux
    starts(0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02) || // Windows link
    starts(0xfe, 0xed, 0xfa) || // macOS, three byte orders
    starts(0xcf, 0xfa, 0xed, 0xfe) ||
    starts(0xce, 0xfa, 0xed, 0xfe) ||
    starts(0xca, 0xfe, 0xba, 0xbe) || // Java, macOS
    latin(head, 0, 4) === 'MSCF' ||
    latin(head, 0, 2) === '#!'
  );
}

function ofBrand(brand: string): Sniffed {
  if (/^(heic|heix|hevc|heim|mif1|msf1|avif)/.test(brand)) return 'heic';
  return /^(isom|iso[2-9]|mp4|avc1|dash|M4V|M4A|qt)/.test(brand) ? 'video/mp4' : 'unknown';
}

/** Office documents and OFD are ZIPs; what they are is in the names of their parts. A document with macros is a program. */
function insideZip(size: number, head: Uint8Array, read: ReadPart): Sniffed {
  const tail = read(Math.max(0, size - headBytes), headBytes);
  const names = new Set([
    ...entryNames(head, 0x04034b50, 26, 30),
    ...entryNames(tail, 0x02014b50, 28, 46),
  ]);
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name));
  if (has(/vbaProject\.bin$|\.(exe|dll|com|bat|cmd|js|vbs|ps1|jar|class|scr)$/i)) return 'program';
  if (has(/^OFD\.xml$/i)) return 'application/ofd';
  if (!has(/^\[Content_Types\]\.xml$/i)) return 'unknown';
  if (has(/^word\//))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (has(/^xl\//)) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  if (has(/^ppt\//))
    return 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
  return 'unknown';
}

function* entryNames(
  bytes: Uint8Array,
  signature: number,
  lengthAt: number,
  nameAt: number,
): Generator<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + nameAt <= bytes.length; at += 1) {
    if (bytes[at] !== 0x50 || view.getUint32(at, true) !== signature) continue;
    yield latin(bytes, at + nameAt, view.getUint16(at + lengthAt, true));
  }
}

/** Older office documents: the first sector of the directory names the streams. An installer is one of these as well. */
function insideCompound(head: Uint8Array, read: ReadPart): Sniffed {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 512) return 'unknown';
  const sector = 2 ** view.getUint16(30, true);
  if (sector !== 512 && sector !== 4096) return 'unknown';
  const directory = read((view.getUint32(48, true) + 1) * sector, 4096);
  const names = new Set<string>();
  for (let at = 0; at + 128 <= directory.length; at += 128) names.add(wide(directory, at, 64));
  if (names.has('Macros') || names.has('_VBA_PROJECT_CUR')) return 'program';
  if (names.has('WordDocument')) return 'application/msword';
  if (names.has('Workbook') || names.has('Book')) return 'application/vnd.ms-excel';
  return names.has('PowerPoint Document') ? 'application/vnd.ms-powerpoint' : 'unknown';
}

/** Text without control characters, in whatever Chinese encoding. Text that a browser or shell would run is none. */
function isText(head: Uint8Array): boolean {
  if (head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte))) return false;
  const start = [0, 1, 2, 3, 4, 5, 6, 7].map((part) => latin(head, part * 512, 512)).join('');
  return !/<(script|html|svg|\?php|!doctype)|^\W*(@echo|powershell)/i.test(start);
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + Math.min(length, 512)));
}

function wide(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let place = at; place + 1 < at + length; place += 2) {
    const unit = (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}
