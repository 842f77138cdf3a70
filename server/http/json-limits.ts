/** Walks a JSON value without recursion and says what the database or a validator could not take. */

export type JsonTrouble = 'too_deep' | 'bad_text';

/** Deeper than any form of ours goes. */
const maxDepth = 24;

/** Null characters and lone surrogates cannot be stored; deep nesting would overflow a recursive check. `null` = fine. */
export function jsonTrouble(value: unknown): JsonTrouble | null {
  const todo: [value: unknown, depth: number][] = [[value, 0]];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [here, depth] = next;
    if (typeof here === 'string') {
      if (!isStorable(here)) return 'bad_text';
    } else if (typeof here === 'object' && here !== null) {
      if (depth === maxDepth) return 'too_deep';
      for (const [key, child] of Object.entries(here)) {
        if (!isStorable(key)) return 'bad_text';
        todo.push([child, depth + 1]);
      }
    }
  }
  return null;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
