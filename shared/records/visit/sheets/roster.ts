/** F1, batch: 走访慰问花名册, one line for each visit, landscape (domain.md §6). */
import { formatFen } from '../../../money/fen.ts';
import { line, pair, table } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { visitedFields, visitedOf } from './visited.ts';

export const visitRosterSheet: Sheet = {
  key: 'visit.roster',
  form: 'F1',
  version: '2026-1',
  title: { zh: '走访慰问花名册', en: 'Roster of visits' },
  isPublic: false,
  page: 'landscape',
  style: 'table',
  many: true,
  purpose: 'report',
  fields: {
    subject: 'plain',
    kind: 'plain',
    mode: 'plain',
    visitAt: 'plain',
    visitors: 'plain',
    outcome: 'plain',
    'needs.text': 'plain',
    'gifts.amount': 'plain',
  },
  related: visitedFields,
  compose: (visits, context) => {
    const sums = visits.map((visit) =>
      visit.rows('gifts').reduce((sum, gift) => sum + (gift.fen('amount') ?? 0), 0),
    );
    return [
      line([pair('走访次数', `${visits.length} 次`, 12), pair('制表日期', context.today, 12)]),
      ...table('visits', {
        columns: [
          { words: '序号', span: 1, align: 'center' },
          { words: '走访对象', span: 3 },
          { words: '身份', span: 3, align: 'center' },
          { words: '社区', span: 2, align: 'center' },
          { words: '电话', span: 2, align: 'center' },
          { words: '走访日期', span: 2, align: 'center' },
          { words: '方式', span: 1, align: 'center' },
          { words: '结果', span: 2, align: 'center' },
          { words: '走访人', span: 3 },
          { words: '诉求', span: 1, align: 'center' },
          { words: '慰问（元）', span: 2, align: 'right' },
          { words: '备注', span: 2 },
        ],
        sums: { fen: sums, column: 10 },
        rows: visits.map((visit, index) => {
          const visited = visitedOf(visit, context);
          const needs = visit.rows('needs').length;
          return [
            String(index + 1),
            visit.text('subject'),
            visited.identity,
            visit.community,
            visited.phone,
            visit.text('visitAt').slice(0, 10),
            visit.text('mode'),
            visit.text('outcome'),
            visit.text('visitors'),
            needs === 0 ? '' : String(needs),
            visit.rows('gifts').length === 0 ? '' : money(sums[index] ?? 0),
            '',
          ];
        }),
      }),
    ];
  },
};

function money(fen: number): string {
  return formatFen(fen);
}
