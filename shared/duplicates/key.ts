/**
 * Two records that share a key may be one (domain.md §2.4). Exact: the same number, surely one · strong: somebody must decide ·
 * weak: only a hint. A type declares its keys; the device keeps them keyed-hashed in one table and never as text.
 */
import type { PinyinPort } from '../pinyin/pinyin-port.ts';
import type { Envelope } from '../records/envelope.ts';

export const duplicateLevels = ['exact', 'strong', 'weak'] as const;
export type DuplicateLevel = (typeof duplicateLevels)[number];

export interface DuplicateKey {
  readonly rule: DuplicateRule;
  readonly level: DuplicateLevel;
  /** What two records must have in common; empty parts make no key. */
  readonly value: string;
}

export const duplicateRules = [
  'document',
  'credit_code',
  'name_birth_sex',
  'name_phone',
  'name_head',
  'addr_head',
  'sound_year_place',
  'foreign_name_year',
  'name_place',
] as const;
/** Texts: `duplicate_rule` of the dictionaries. */
export type DuplicateRule = (typeof duplicateRules)[number];

export type KeysOf = (
  record: Pick<Envelope, 'data' | 'community' | 'unit'>,
  pinyin: PinyinPort,
) => readonly DuplicateKey[];

/** State of an entry of the register that is in force. */
export const registeredState = 'active';
/** State of a record that was merged into another: kept, found by its id, shown nowhere (decision 031). */
export const absorbedState = 'absorbed';

/** A key of several parts; null when one of them is missing. */
export function keyOf(
  rule: DuplicateRule,
  level: DuplicateLevel,
  parts: readonly string[],
): DuplicateKey[] {
  return parts.some((part) => part === '') ? [] : [{ rule, level, value: parts.join('\u0001') }];
}

/** The strongest of what two records share; null: nothing. */
export function strongest(levels: readonly DuplicateLevel[]): DuplicateLevel | null {
  return duplicateLevels.find((level) => levels.includes(level)) ?? null;
}

/** Judges two records by their keys, as the table does by joining. */
export function judgePair(
  a: readonly DuplicateKey[],
  b: readonly DuplicateKey[],
): { readonly level: DuplicateLevel; readonly rules: readonly DuplicateRule[] } | null {
  const has = new Set(a.map(({ rule, value }) => `${rule}\u0002${value}`));
  const shared = b.filter(({ rule, value }) => has.has(`${rule}\u0002${value}`));
  const level = strongest(shared.map((key) => key.level));
  return level === null ? null : { level, rules: [...new Set(shared.map(({ rule }) => rule))] };
}
