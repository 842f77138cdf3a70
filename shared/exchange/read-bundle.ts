/**
 * Reads a bundle in two steps: `peekBundle` says what it claims to be, so that the right key can be found; `openBundle` believes it only
 * after the signature, then opens part by part. Everything that is wrong comes back as a refusal in words.
 */
import type { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { BundleReaderPort, FromBase64Url } from './bundle-ports.ts';
import { bundleHeader, firstLine, limits, type BundleHeader } from './format.ts';
import { refusal, type Refusal } from './refusals.ts';

/** A single message may be a whole batch of long records. */
const longestPart = limits.partChars * 16;

/** What the file says of itself. Nothing of it is proved. */
export function peekBundle(
  fromBase64Url: FromBase64Url,
  text: string,
): Result<BundleHeader, Refusal> {
  const lines = linesOf(text);
  if (!lines.ok) return lines;
  const [, payload = ''] = (lines.value[1] ?? '').split('.');
  return readHeader(fromBase64Url(payload));
}

/** The header and the messages, all checked. `port.verify` has the key of the sender that `peekBundle` named. */
export async function openBundle<M>(
  port: BundleReaderPort,
  text: string,
  message: z.ZodType<M>,
): Promise<Result<{ readonly header: BundleHeader; readonly messages: readonly M[] }, Refusal>> {
  const lines = linesOf(text);
  if (!lines.ok) return lines;
  const [, signature = '', ...parts] = lines.value;
  const signed = await port.verify(signature);
  if (signed === null) return err(refusal('not_signed'));
  const header = readHeader(signed);
  if (!header.ok) return header;
  if (!sameParts(port, header.value, parts)) return err(refusal('damaged'));
  const messages: M[] = [];
  for (const part of parts) {
    const read = await readPart(port, part, message);
    if (read === null) return err(refusal('damaged'));
    messages.push(...read);
  }
  return ok({ header: header.value, messages });
}

function linesOf(text: string): Result<readonly string[], Refusal> {
  if (text.length > limits.fileChars) return err(refusal('too_large'));
  // A byte order mark and Windows line ends are what well-meaning programs add on the way.
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  const first = lines[0] ?? '';
  if (/^QBX\d{1,4}$/.test(first) && first !== firstLine) return err(refusal('newer_format'));
  if (first !== firstLine) return err(refusal('not_bundle'));
  return lines.length < 2 || lines.length > limits.parts + 2 ? err(refusal('damaged')) : ok(lines);
}

function readHeader(json: string | null): Result<BundleHeader, Refusal> {
  const parsed = bundleHeader.safeParse(parseJson(json));
  return parsed.success ? ok(parsed.data) : err(refusal('damaged'));
}

function sameParts(
  port: BundleReaderPort,
  header: BundleHeader,
  parts: readonly string[],
): boolean {
  return (
    parts.length === header.parts.length &&
    parts.every((part, index) => port.sha256(part) === header.parts[index])
  );
}

async function readPart<M>(
  port: BundleReaderPort,
  part: string,
  message: z.ZodType<M>,
): Promise<readonly M[] | null> {
  const zipped = await port.open(part);
  const text = zipped === null ? null : await port.unzip(zipped, longestPart);
  if (text === null) return null;
  const messages: M[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const parsed = message.safeParse(parseJson(line));
    if (!parsed.success) return null;
    messages.push(parsed.data);
  }
  return messages;
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // No JSON: the schema that follows says so.
    return undefined;
  }
}
