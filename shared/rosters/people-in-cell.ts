/** Several people in one cell: 虞菊兰、竺信昌（配偶）; 弟虞志远（美国，1985年出国）；妹虞秀英（加拿大）. Pure. */
import { normaliseName, toHalfWidth } from '../text/normalise.ts';
import { keyOfWord } from './words.ts';

export interface PersonInCell {
  readonly name: string;
  /** Words in brackets and before the name, as they stand. */
  readonly hints: readonly string[];
  /** `kin_word`, where a word of kinship stands before the name or in the brackets. */
  readonly word?: string;
  readonly country?: string;
  readonly isDead: boolean;
}

const han = /^[\p{Script=Han}\p{Co}·]+$/u;

export function peopleInCell(cell: string): readonly PersonInCell[] {
  return splitCell(cell)
    .map(personOf)
    .filter(({ name }) => name !== '');
}

/** The parts of a cell, brackets kept together. */
export function splitCell(cell: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const letter of cell) {
    if ('（('.includes(letter)) depth += 1;
    if ('）)'.includes(letter)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[、；;\n\r,，/]/u.test(letter)) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '');
}

function personOf(text: string): PersonInCell {
  const hints: string[] = [];
  const outside = text.replace(/[（(]([^（）()]*)[）)]/gu, (_all, inside: string) => {
    hints.push(...inside.split(/[,，、;；:：\s]+/u).filter(Boolean));
    return ' ';
  });
  const { name, before } = withoutKinship(outside);
  const all = [...before, ...hints];
  const word = firstOf(all, 'kin_word');
  const country = firstOf(all, 'country');
  return {
    name: nameOf(name),
    hints: all,
    ...(word === undefined ? {} : { word }),
    ...(country === undefined ? {} : { country }),
    isDead: all.some((hint) => keyOfWord('live_state', hint) === 'dead'),
  };
}

/** 弟:虞志远, 弟 虞志远 and 弟弟虞志远 name the brother; 子 alone names nobody, and a surname is no kinship. */
function withoutKinship(text: string): { name: string; before: readonly string[] } {
  const trimmed = text.trim();
  const spaced = /^([^\s:：]+)[\s:：]+(.+)$/u.exec(trimmed);
  const [, first = '', rest = ''] = spaced ?? [];
  if (spaced !== null && keyOfWord('kin_word', first) !== undefined)
    return { name: rest, before: [first] };
  const last = /^(.+)[\s:：]+([^\s:：]+)$/u.exec(trimmed);
  if (
    last !== null &&
    (keyOfWord('kin_word', last[2] ?? '') ?? keyOfWord('country', last[2] ?? '')) !== undefined
  )
    return { name: last[1] ?? '', before: [last[2] ?? ''] };
  for (const length of [3, 2, 1]) {
    const [head, tail] = [trimmed.slice(0, length), trimmed.slice(length)];
    if (glued.test(head) && tail.length >= 2 && tail.length <= 4 && han.test(tail))
      return { name: tail, before: [head] };
  }
  return { name: trimmed, before: [] };
}

/** Only words that begin no surname. */
const glued =
  /^(弟弟?|妹妹?|哥哥?|姐姐?|儿子|女儿|长子|次子|长女|次女|父亲|母亲|妻子|丈夫|配偶|儿媳|女婿|孙子|孙女|外孙|外孙女)$/u;

function firstOf(hints: readonly string[], dictionary: string): string | undefined {
  for (const hint of hints) {
    const key = keyOfWord(dictionary, hint);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** 张 三 with a wide space is one name of two characters; John Smith keeps its space. */
export function nameOf(text: string): string {
  const half = toHalfWidth(text).replace(/[*＊]/gu, '');
  const bare = half.replace(/\s/gu, '');
  return normaliseName(han.test(bare) ? bare : half);
}
