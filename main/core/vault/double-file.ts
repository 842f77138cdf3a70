/**
 * A small JSON file in two copies with a checksum, for what cannot be had again (key slots, device identity).
 * One damaged copy is replaced from the other at the next write; two damaged copies are "unreadable", never "absent".
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readFileIfThere, writeFileAtomic } from './atomic-file.ts';

export type DoubleRead<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'absent' }
  | { readonly status: 'unreadable' };

/** Writes both copies; the first is complete before the second is touched. */
export function writeDouble(path: string, value: unknown): void {
  const body = JSON.stringify(value);
  const content = `${JSON.stringify({ checksum: checksumOf(body), body })}\n`;
  writeFileAtomic(path, content);
  writeFileAtomic(copyOf(path), content);
}

/** Reads the first copy that is whole and fits the schema. */
export function readDouble<T>(path: string, schema: z.ZodType<T>): DoubleRead<T> {
  const texts = [path, copyOf(path)].map(readFileIfThere);
  if (texts.every((text) => text === null)) return { status: 'absent' };
  for (const text of texts) {
    const value = text === null ? null : parse(text, schema);
    if (value !== null) return { status: 'ok', value };
  }
  return { status: 'unreadable' };
}

function parse<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    const outer: unknown = JSON.parse(text);
    if (typeof outer !== 'object' || outer === null || !('body' in outer) || !('checksum' in outer))
      return null;
    if (typeof outer.body !== 'string' || outer.checksum !== checksumOf(outer.body)) return null;
    return schema.parse(JSON.parse(outer.body));
  } catch {
    // Whatever is wrong with it, this copy is not usable; the caller has the other one and says so when neither is.
    return null;
  }
}

function checksumOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

function copyOf(path: string): string {
  return `${path}.copy`;
}
