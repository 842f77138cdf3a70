/** The roster as it came, with what became of each row. */
import { rosterKinds, type RosterKind } from '../../../../shared/bridge/rosters.ts';
import { guarded } from '../../../../shared/ledgers/cell.ts';
import { rosterColumn } from '../../../../shared/rosters/columns.ts';
import { rosterProblemText } from '../../../../shared/rosters/texts.ts';
import { pause } from '../excel/pause.ts';
import type { SheetSpec } from '../excel/write-workbook.ts';
import type { RosterSession } from './roster-session.ts';
import { shownChange } from './shown-rows.ts';
import type { Written } from './write-roster.ts';

/** Lines between two answers to the page. */
const rowsAtOnce = 500;

export const kindWords: Readonly<Record<RosterKind, string>> = {
  ask: '没有导入：还没有决定',
  error: '没有导入：有问题',
  new: '新增',
  merge: '并入已登记的人',
  same: '没有变化',
  skip: '不导入',
};

export async function rosterResult(
  session: RosterSession,
  written: Written,
  communityName: (code: string) => string,
): Promise<readonly SheetSpec[]> {
  const { headings, rows, raw, columns } = session.sheet;
  const byRow = new Map(rows.map(({ row }, index) => [row, raw[index] ?? []]));
  // Numbers of people do not go back into a file that nobody protects (domain.md §6).
  const hidden = new Set(
    columns
      .filter(({ key }) => rosterColumn(key ?? '')?.sensitive === true)
      .map(({ index }) => index),
  );
  const lines: SheetSpec['rows'][number][] = [];
  for (const [no, entry] of session.entries.entries()) {
    if (no % rowsAtOnce === rowsAtOnce - 1) await pause();
    const decided = session.decided(no);
    const kind = session.kindOf(no);
    const isTodo = kind === 'new' || kind === 'merge';
    const id = written.ids.get(no);
    const result = !isTodo
      ? kindWords[kind]
      : id === undefined
        ? '没有导入：已停止'
        : id === ''
          ? '没有导入：记录刚被别人改过'
          : kindWords[kind];
    const problems = (decided?.judged.problems ?? []).map((problem) =>
      rosterProblemText(problem, 'zh'),
    );
    const changes =
      kind === 'merge'
        ? (decided?.judged.merge?.changes ?? []).map((change) =>
            wordsOf(shownChange(change, communityName)),
          )
        : [];
    const own = byRow.get(entry.row) ?? [];
    lines.push([
      { number: entry.row },
      { text: result },
      { text: guarded([...problems, ...changes].join('；')), look: 'wrap' as const },
      ...headings.map((_, index) => ({ text: hidden.has(index) ? '' : guarded(own[index] ?? '') })),
      { text: id ?? (kind === 'same' ? (decided?.judged.target?.record.id ?? '') : '') },
    ]);
  }
  const heads = ['行', '结果', '说明', ...headings, '系统编号'].map((text) => ({
    text,
    look: 'head' as const,
  }));
  const sheet: SheetSpec = {
    name: '导入结果',
    frozenRows: 1,
    columns: [
      { width: 8 },
      { width: 22 },
      { width: 50 },
      ...headings.map(() => ({ width: 16 })),
      { width: 12 },
    ],
    rows: [heads, ...lines],
  };
  return [sheet, summary(session)];
}

function wordsOf({
  field,
  before,
  after,
}: {
  field: string;
  before: string;
  after: string;
}): string {
  return `${rosterColumn(field)?.title.zh ?? field}：${before || '空'} → ${after || '空'}`;
}

function summary(session: RosterSession): SheetSpec {
  const counts = session.counts();
  return {
    name: '汇总',
    columns: [{ width: 30 }, { width: 10 }],
    rows: rosterKinds.map((kind) => [{ text: kindWords[kind] }, { number: counts[kind] }]),
  };
}
