/** Writes a bundle: packs messages into parts, seals each, names them all in the signed header. */
import type { BundleWriterPort } from './bundle-ports.ts';
import {
  firstLine,
  limits,
  type BundleHeader,
  type DownMessage,
  type UpMessage,
} from './format.ts';

export interface WrittenBundle {
  readonly header: BundleHeader;
  readonly text: string;
  /** SHA-256 of the whole text, hex. */
  readonly checksum: string;
}

/** Messages in their order. Null: they outgrow the limits of a file; the caller tries with fewer rows. */
export async function writeBundle(
  port: BundleWriterPort,
  head: Omit<BundleHeader, 'parts'>,
  messages: Iterable<UpMessage> | Iterable<DownMessage>,
): Promise<WrittenBundle | null> {
  const sealed: string[] = [];
  for (const part of packed(messages)) sealed.push(await port.seal(await port.zip(part)));
  if (sealed.length > limits.parts) return null;
  const header: BundleHeader = { ...head, parts: sealed.map((part) => port.sha256(part)) };
  const text = `${[firstLine, await port.sign(JSON.stringify(header)), ...sealed].join('\n')}\n`;
  return text.length > limits.fileChars ? null : { header, text, checksum: port.sha256(text) };
}

/** Lines of JSON in pieces of at most `partChars`, except that a single longer line is a piece of its own. */
function* packed(messages: Iterable<UpMessage | DownMessage>): Generator<string> {
  let lines: string[] = [];
  let size = 0;
  for (const message of messages) {
    const line = `${JSON.stringify(message)}\n`;
    if (size > 0 && size + line.length > limits.partChars) {
      yield lines.join('');
      [lines, size] = [[], 0];
    }
    lines.push(line);
    size += line.length;
  }
  if (size > 0) yield lines.join('');
}
