/** Where a draft lies in the `local` collection. */
export function draftKey(id: string): string {
  return `draft:${id}`;
}
