/** Where a record's data speaks of a content, and what people call it there. */
import { fileRef } from '../../../../shared/files/file-ref.ts';

export interface Mention {
  readonly name: string;
  /** It is the small picture of another content, `of`. */
  readonly isSmall: boolean;
  readonly of: string;
}

/** The first mention; undefined when the data does not name it in a way this program knows. */
export function mentionOf(data: unknown, sha256: string): Mention | undefined {
  const todo: unknown[] = [data];
  for (let here = todo.pop(); here !== undefined; here = todo.pop()) {
    if (typeof here !== 'object' || here === null) continue;
    const parsed = 'sha256' in here ? fileRef.safeParse(here) : null;
    if (parsed?.success === true) {
      const { name, small, sha256: own } = parsed.data;
      if (own === sha256) return { name, isSmall: false, of: own };
      if (small?.sha256 === sha256) return { name, isSmall: true, of: own };
    }
    todo.push(...Object.values(here).filter((each) => each !== undefined));
  }
  return undefined;
}
