/** Dictionaries are written as `key: [中文, English]`. */
import type { Bilingual } from '../texts/bilingual.ts';

export function table<K extends string>(
  rows: Readonly<Record<K, readonly [zh: string, en: string]>>,
): Readonly<Record<K, Bilingual>> {
  const entries = Object.entries<readonly [string, string]>(rows).map(([key, [zh, en]]) => [
    key,
    { zh, en },
  ]);
  return Object.fromEntries(entries) as Record<K, Bilingual>;
}
