/** Rows that are no entries of a table: notes and signatures under it, and sums. */

const notes = /^(合计|小计|总计|填表人|制表人|审核人|负责人|备注[:：]|说明[:：]|注[:：])/u;
const sums = /^(合计|小计|总计)/u;

/** What stands at the beginning of a note. */
export function isNote(text: string): boolean {
  return notes.test(text.trim());
}

export function isSum(text: string): boolean {
  return sums.test(text.replaceAll(/\s/g, ''));
}

/** By the first cell that says anything. */
export function isFoot(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? '';
  return isNote(first.replaceAll(/\s/g, '')) || isSum(first);
}
