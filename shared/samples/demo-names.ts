// D-demo names: local surnames by frequency and given-name characters by era, so that lists look
// like Haishu without naming anyone. A block-list keeps public figures out; the customer can add
// to it (officials, community leaders).

import type { Random } from './random.ts';
import { chance, pickOne, pickWeighted } from './random.ts';

const SURNAMES = {
  陈: 95,
  王: 90,
  张: 85,
  徐: 62,
  李: 60,
  周: 55,
  朱: 40,
  胡: 34,
  沈: 28,
  林: 27,
  郑: 27,
  吴: 26,
  俞: 20,
  史: 16,
  应: 16,
  董: 14,
  毛: 13,
  戴: 12,
  竺: 8,
  邬: 8,
  励: 7,
  乐: 7,
  忻: 6,
  虞: 6,
  屠: 5,
  欧阳: 3,
} as const;

/** Until 1955, 1956-1979, from 1980. Characters that read as one sex only are kept apart. */
const ERAS = {
  early: { '1': '根德阿宝荣昌信', '2': '秀阿宝菊兰荣信' },
  middle: { '1': '建国明海平伟勤', '2': '建明海平红勤' },
  late: { '1': '一子雨哲思嘉宁辰舟禾', '2': '一子雨哲思嘉宁辰舟禾' },
} as const;

/** Public figures, of Ningbo and of the country; mostly names the pools above could make by chance. */
const PUBLIC_FIGURES: readonly string[] = (
  '屠呦呦 童第周 全祖望 包玉刚 邵逸夫 王宽诚 李达三 曹光彪 赵安中 应昌期 虞洽卿 叶澄衷 朱葆三 董浩云 ' +
  '陈逸飞 周信芳 竺可桢 史久镛 乐平 朱德 李德 陈德 张德 王明 李明 张明 陈明 陈建国 李建国 王建国 张建国 ' +
  '王国平 陈国平 李国平 陈海 王海 李海 张海 陈平 张平 王平 李平 林平 陈红 王红 李红 张国明 王国明 陈德荣 ' +
  '王伟 张伟 李伟 陈伟 郑伟 吴伟 李勤 李宁 王宁 张宁 陈宁 沈宁 林一 李一 王一 陈一 李哲 王哲 陈思 王思 ' +
  '张嘉 林嘉 王嘉 陈子 李子 王子 林子 毛一 毛子 陈雨 张雨 李雨 朱信 王信 胡明 胡平 胡德 周国平 周建明 ' +
  '郑建国 吴建国 徐海 徐明 周明 林明 史明 毛平 毛海 陈昌 王昌 张昌'
).split(' ');

/** Small and neutral: no name of a well-known person can come out of it. */
const FOREIGN_GIVEN =
  'Alan Anna Ben Clara Daniel Emma Grace Henry Irene Jason Karen Leo Nina Oscar Ruth'.split(' ');
const FOREIGN_FAMILY =
  'Chan Chen Dunn Hill Holm Lam Lim Ong Park Rossi Sato Silva Tan Weber Wong'.split(' ');

/**
 * A Chinese name for someone of this sex (1 male, 2 female) and year of birth, never one on the
 * block-list. `blocked` adds the customer's names to ours.
 */
export function demoName(
  random: Random,
  person: { sex: '1' | '2'; birthYear: number },
  blocked: ReadonlySet<string> = new Set(),
): string {
  const pool = Array.from(poolOf(person.birthYear, person.sex));
  for (;;) {
    const name = pickWeighted(random, SURNAMES) + givenName(random, pool);
    if (!PUBLIC_FIGURES.includes(name) && !blocked.has(name)) return name;
  }
}

/** A foreign name in Latin letters, given name first. */
export function demoForeignName(random: Random): string {
  return `${pickOne(random, FOREIGN_GIVEN)} ${pickOne(random, FOREIGN_FAMILY)}`;
}

/** Whether a name is one the samples must not use. */
export function isBlockedName(name: string): boolean {
  return PUBLIC_FIGURES.includes(name);
}

function poolOf(birthYear: number, sex: '1' | '2'): string {
  if (birthYear <= 1955) return ERAS.early[sex];
  return birthYear <= 1979 ? ERAS.middle[sex] : ERAS.late[sex];
}

function givenName(random: Random, pool: string[]): string {
  const first = pickOne(random, pool);
  if (first !== '阿' && chance(random, 0.15)) return first;
  // 阿 only ever comes first, and a doubled character would read like a pet name.
  return (
    first +
    pickOne(
      random,
      pool.filter((character) => character !== first && character !== '阿'),
    )
  );
}
