/** What stands in the QR code of a paper: which record, and its check code. */
export type PaperMark =
  | { readonly kind: 'record'; readonly type: string; readonly id: string; readonly code: string }
  | { readonly kind: 'list'; readonly type: string; readonly code: string };

const version = 'QB1';

export function paperMark(mark: PaperMark): string {
  return mark.kind === 'record'
    ? `${version} ${mark.type} ${mark.id} ${mark.code}`
    : `${version} ${mark.type} ${mark.code}`;
}

/** Null for what is no mark of ours. A scanner may add line ends. */
export function readPaperMark(text: string): PaperMark | null {
  const [head, type, ...rest] = text.trim().split(/\s+/);
  if (head !== version || type === undefined) return null;
  const [first, second] = rest;
  if (first !== undefined && second !== undefined)
    return { kind: 'record', type, id: first, code: second };
  return first === undefined ? null : { kind: 'list', type, code: first };
}
