// The PinyinPort on the pinyin-pro library. The library gives one reading per character in
// context; people search by any reading they know (乐 yue or le), so the other readings of
// 多音字 are added, nearest to the likely one first, up to a limit.

import { pinyin } from 'pinyin-pro';
import type { PinyinPort, PinyinReadings } from '../../../shared/pinyin/pinyin-port.ts';

/** Names rarely need more; a long enterprise name would otherwise have thousands of combinations. */
const MAX_READINGS = 16;

const OPTIONS = { toneType: 'none', type: 'array', v: true } as const;

/** One character's readings (the likely one first), or a run of Latin letters and digits. */
type Piece = { readings: string[]; initial: (reading: string) => string };

/** Readings of one character out of context; remembered, because names use few characters often. */
type CharacterReadings = (character: string) => string[];

/** Makes the port; it remembers characters it has read and may be shared. */
export function createPinyinProPort(): PinyinPort {
  const remembered = new Map<string, string[]>();
  const ofCharacter: CharacterReadings = (character) => {
    const known = remembered.get(character);
    if (known !== undefined) return known;
    const found = pinyin(character, { ...OPTIONS, multiple: true });
    remembered.set(character, found);
    return found;
  };
  return { readings: (text) => readingsOf(text, ofCharacter) };
}

function readingsOf(text: string, ofCharacter: CharacterReadings): PinyinReadings {
  const pieces = piecesOf(text.normalize('NFC'), ofCharacter);
  const combinations = combine(pieces.map((piece) => piece.readings));
  return {
    full: unique(combinations.map((parts) => parts.join(''))),
    initials: unique(
      combinations.map((parts) => parts.map((part, i) => pieces[i]?.initial(part) ?? '').join('')),
    ),
  };
}

function piecesOf(text: string, ofCharacter: CharacterReadings): Piece[] {
  const inContext = pinyin(text, { ...OPTIONS, surname: 'head' });
  const pieces: Piece[] = [];
  let latin = '';
  const closeLatin = () => {
    if (latin !== '') pieces.push(latinPiece(latin));
    latin = '';
  };
  Array.from(text).forEach((character, i) => {
    if (/[\p{Script=Latin}\p{M}\d]/u.test(character)) {
      latin += character;
      return;
    }
    closeLatin();
    if (!/\p{Script=Han}/u.test(character)) return;
    const all = [inContext[i] ?? '', ...ofCharacter(character)];
    const known = unique(all.filter((reading) => /^[a-z]+$/.test(reading)));
    if (known.length > 0) pieces.push({ readings: known, initial: (r) => r.charAt(0) });
  });
  closeLatin();
  return pieces;
}

/** Latin names keep their letters without accents; a number keeps all its digits among the initials. */
function latinPiece(run: string): Piece {
  const plain = run.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const initial = /^\d+$/.test(plain) ? plain : plain.charAt(0);
  return { readings: [plain], initial: () => initial };
}

/** Combinations in order of how many characters deviate from their likely reading, at most MAX_READINGS. */
function combine(choices: string[][]): string[][] {
  const likely = choices.map((readingsOfOne) => readingsOfOne[0] ?? '');
  const found = [likely];
  // Each entry deviates only left of `next`; extending to the right visits every combination once.
  let layer = [{ parts: likely, next: 0 }];
  while (layer.length > 0 && found.length < MAX_READINGS) {
    const deeper: typeof layer = [];
    for (const { parts, next } of layer) {
      for (let i = next; i < choices.length; i += 1) {
        for (const other of choices[i]?.slice(1) ?? []) {
          if (found.length >= MAX_READINGS) return found;
          const changed = parts.with(i, other);
          found.push(changed);
          deeper.push({ parts: changed, next: i + 1 });
        }
      }
    }
    layer = deeper;
  }
  return found;
}

function unique(list: string[]): string[] {
  return [...new Set(list)];
}
