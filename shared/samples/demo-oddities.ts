// Deliberately awkward values (domain §5.3), so that screens, prints and tests meet them early.

export const RARE_NAMES: readonly string[] = ['忻䶮', '竺𬭩', '虞㛃', '欧阳𬭩禾'];

/** More than thirty letters, as some passports have. */
export const LONG_LATIN_NAMES: readonly string[] = [
  'Maria Fernanda Alejandra de la Cruz Dunn Weber',
  'Wilhelmina Konstantia Sato-Rossi van der Holm',
];

/** 15 digits, address 000000: only as a 历史证件 of a demo record. */
export const LEGACY_DEMO_ID = '000000380312001';

export const LEAP_BIRTHS: readonly string[] = ['1940-02-29', '1952-02-29', '2012-02-29'];

/** Seed spellings that old lists still use, with the official name they stand for. */
export const UNIT_ALIASES: Readonly<Record<string, string>> = {
  古林街道: '古林镇',
  集仕港镇: '集士港镇',
};
