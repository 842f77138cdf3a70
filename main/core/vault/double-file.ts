/**
 * A small JSON file in two copies with a checksum, for what cannot be had again (key slots, device identity).
 * The first copy is complete before the second is touched; two damaged copies are "unreadable", never "absent".
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import {
  readFileIfThere,
  syncFolder,
  temporaryOf,
  writeFileAtomic,
  type CrashPoint,
} from './atomic-file.ts';

export type DoubleRead<T> =
  | {
      readonly status: 'ok';
      readonly value: T;
      /** One copy was damaged or missing and the other one had to do. */
      readonly copyUsed: boolean;
      /** The copies are not the same (damage, or a write that was cut off between them): `writeDouble` the value again. */
      readonly needsRepair: boolean;
    }
  | { readonly status: 'absent' }
  | { readonly status: 'unreadable' };

/** Writes both copies. Killed anywhere in between, the file reads as before or as written. Labels: `first.…`, `second.…`. */
export function writeDouble(path: string, value: unknown, at?: CrashPoint): void {
  const body = JSON.stringify(value);
  const content = `${JSON.stringify({ checksum: checksumOf(body), body })}\n`;
  writeFileAtomic(path, content, at && ((step) => at(`first.${step}`)));
  writeFileAtomic(secondOf(path), content, at && ((step) => at(`second.${step}`)));
}

/** Reads the first copy that is whole and fits the schema. The first is the newer one where both are whole. */
export function readDouble<T>(path: string, schema: z.ZodType<T>): DoubleRead<T> {
  const texts = [path, secondOf(path)].map(readIfReadable);
  if (texts.every((text) => text === null)) return { status: 'absent' };
  const values = texts.map((text) => (text === null ? null : parse(text, schema)));
  const value = values.find((each) => each !== null) ?? null;
  if (value === null) return { status: 'unreadable' };
  const copyUsed = values.includes(null);
  return { status: 'ok', value, copyUsed, needsRepair: copyUsed || texts[0] !== texts[1] };
}

/** Removes both copies and what a killed write may have left of them. */
export function removeDouble(path: string): void {
  for (const copy of filesOfDouble(path)) rmSync(copy, { force: true });
  syncFolder(dirname(path));
}

/** Every name under which a part of the file can stand on the disk. */
export function filesOfDouble(path: string): readonly string[] {
  return [path, secondOf(path)].flatMap((copy) => [copy, temporaryOf(copy)]);
}

/** A copy on a bad sector throws; that copy is damaged, the other may be whole. */
function readIfReadable(path: string): string | null {
  try {
    return readFileIfThere(path);
  } catch {
    return '';
  }
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

function secondOf(path: string): string {
  return `${path}.copy`;
}
