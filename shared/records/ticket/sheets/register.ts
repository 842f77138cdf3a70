/** F6 三帮台账: 22 columns, landscape (domain.md §6). */
import { line, pair, table, type Column } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { enterpriseFields } from './enterprise.ts';

const center = (words: string, span: number): Column => ({ words, span, align: 'center' });

export const registerSheet: Sheet = {
  key: 'ticket.register',
  form: 'F6',
  version: '2026-1',
  title: { zh: '侨企“三帮”服务台账', en: 'Register of enterprise problems' },
  isPublic: false,
  page: 'landscape',
  style: 'table',
  many: true,
  purpose: 'report',
  fields: {
    ...enterpriseFields,
    source: 'plain',
    helpType: 'plain',
    category: 'plain',
    urgency: 'plain',
    grade: 'plain',
    handler: 'plain',
    leadDept: 'plain',
    coDepts: 'plain',
    acceptedOn: 'plain',
    dueOn: 'plain',
    extTo: 'plain',
    feedbackOn: 'plain',
    result: 'plain',
    resultText: 'plain',
    benefit: 'plain',
    jobs: 'plain',
    satisfaction: 'plain',
    callbackOn: 'plain',
    reopened: 'plain',
  },
  compose: (records, context) => [
    line([pair('件　数', `${records.length} 件`, 12), pair('制表日期', context.today, 12)]),
    ...table('tickets', {
      columns: [
        center('序号', 3),
        center('编号', 10),
        { words: '企业', span: 10 },
        center('联系人', 5),
        center('电话', 9),
        center('来源', 4),
        center('三帮', 5),
        center('类别', 4),
        { words: '事项', span: 12 },
        center('缓急', 4),
        center('难度', 5),
        center('受理', 6),
        center('期限', 6),
        center('延至', 6),
        center('主办', 6),
        center('协办', 6),
        center('经办人', 5),
        center('反馈', 6),
        center('结果', 5),
        center('成效（元）', 7),
        center('用工', 3),
        center('满意度/退回', 5),
      ],
      rows: records.map((record, index) => [
        String(index + 1),
        record.number,
        record.text('enterprise'),
        record.text('reporter'),
        record.text('phone'),
        record.text('source'),
        record.text('helpType'),
        record.text('category'),
        record.text('title'),
        record.text('urgency'),
        record.text('grade'),
        shortDay(record.text('acceptedOn')),
        shortDay(record.text('dueOn')),
        shortDay(record.text('extTo')),
        record.text('leadDept'),
        record.text('coDepts'),
        record.text('handler'),
        shortDay(record.text('feedbackOn')),
        record.text('result'),
        record.text('benefit'),
        record.text('jobs'),
        [record.text('satisfaction'), record.text('reopened')].filter(Boolean).join('/'),
      ]),
    }),
  ],
};

/** Columns are narrow: `26.11.05`. */
function shortDay(day: string): string {
  return day === '' ? '' : day.slice(2).replaceAll('-', '.');
}
