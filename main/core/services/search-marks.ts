/** Which characters of a hit were meant by what was typed, so that the page can mark them: 汉字 by themselves, pinyin and initials by sound. */
import type { Hit } from '../../../shared/bridge/contract.ts';
import type { PinyinPort } from '../../../shared/pinyin/pinyin-port.ts';
import { pinyinQueries } from '../../../shared/pinyin/pinyin-port.ts';

type Mark = [number, number];

/** The first of title and subtitle that holds a typed word; `other` when it was found by something that is not shown (a number). */
export function matchOf(
  { title, subtitle }: { readonly title: string; readonly subtitle: string },
  typed: string,
  pinyin: PinyinPort,
): Hit['match'] {
  for (const [place, text] of [
    ['title', title],
    ['subtitle', subtitle],
  ] as const) {
    const marks = marksIn(text, typed, pinyin);
    if (marks.length > 0) return { in: place, text, marks };
  }
  return { in: 'other', text: '', marks: [] };
}

/** Ranges [start, end) in UTF-16 units, in order, not touching. */
export function marksIn(text: string, typed: string, pinyin: PinyinPort): Mark[] {
  const characters = charactersOf(text);
  const words = fold(typed).split(/\s+/u).filter(Boolean);
  const found = words.flatMap((word) => {
    const mark = literalMark(characters, word) ?? soundMark(characters, word, pinyin);
    return mark === null ? [] : [mark];
  });
  return joined(found);
}

interface Character {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** Folded one by one, so that places stay known though folding changes lengths. */
function charactersOf(text: string): Character[] {
  let at = 0;
  return Array.from(text, (character) => {
    const start = at;
    at += character.length;
    return { folded: fold(character), start, end: at };
  });
}

function literalMark(characters: readonly Character[], word: string): Mark | null {
  for (let from = 0; from < characters.length; from += 1) {
    let read = '';
    for (let to = from; to < characters.length && read.length < word.length; to += 1) {
      read += characters[to]?.folded ?? '';
      if (read === word || (read.length > word.length && read.startsWith(word)))
        return markOf(characters, from, to);
    }
  }
  return null;
}

function soundMark(
  characters: readonly Character[],
  word: string,
  pinyin: PinyinPort,
): Mark | null {
  for (const letters of pinyinQueries(word)) {
    for (const asInitials of [false, true]) {
      for (let from = 0; from < characters.length; from += 1) {
        const to = soundEnd(characters, from, letters, asInitials, pinyin);
        if (to !== null) return markOf(characters, from, to);
      }
    }
  }
  return null;
}

/** The last character that the letters reach when they begin at this one; the last syllable may be cut short. */
function soundEnd(
  characters: readonly Character[],
  at: number,
  letters: string,
  asInitials: boolean,
  pinyin: PinyinPort,
): number | null {
  const character = characters[at];
  if (character === undefined) return null;
  for (const reading of pinyin.readings(character.folded).full) {
    const sound = asInitials ? reading.charAt(0) : reading;
    if (sound === '') continue;
    if (sound.startsWith(letters)) return at;
    if (!letters.startsWith(sound)) continue;
    const end = soundEnd(characters, at + 1, letters.slice(sound.length), asInitials, pinyin);
    if (end !== null) return end;
  }
  return null;
}

function markOf(characters: readonly Character[], from: number, to: number): Mark {
  return [characters[from]?.start ?? 0, characters[to]?.end ?? 0];
}

function joined(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

function fold(text: string): string {
  return text.toWellFormed().normalize('NFKC').toLowerCase();
}
