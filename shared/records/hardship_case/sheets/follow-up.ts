/** F4 回访记录 (domain.md §6; E26). */
import { line, longText, onPaper, pair, signatures, table } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { businessDateOf } from '../../../calendar/time-zone.ts';
import { yuan } from './parts.ts';

export const followUpSheet: Sheet = {
  key: 'hardship.follow_up',
  form: 'F4',
  version: '2026-1',
  title: { zh: '困难帮扶回访记录', en: 'Follow-ups' },
  isPublic: false,
  page: 'portrait',
  style: 'table',
  many: false,
  states: ['paid', 'following', 'closed'],
  purpose: 'file',
  fields: {
    applicant: 'plain',
    aidType: 'plain',
    approvedAmount: 'plain',
    emergencyAmount: 'plain',
    'followUps.due': 'plain',
    'followUps.on': 'plain',
    'followUps.by': 'plain',
    'followUps.effect': 'plain',
    'followUps.next': 'plain',
    closeResult: 'plain',
  },
  related: { household: { household: { addr: 'plain' } } },
  compose: ([record]) => {
    if (record === undefined) return [];
    const closed = record.step('close');
    return [
      line(
        [
          pair('申请人', record.text('applicant'), 8),
          pair('社　区', record.community, 8),
          pair('批准金额', yuan(record.text('approvedAmount')), 8),
        ],
        { min: 9 },
      ),
      line(
        [
          pair('住　址', record.related('household')?.text('addr') ?? '', 12),
          pair('帮扶类型', record.text('aidType'), 12),
        ],
        { min: 9 },
      ),
      ...table('followUps', {
        least: 3,
        min: 16,
        columns: [
          { words: '应访日', span: 4, align: 'center' },
          { words: '回访日', span: 4, align: 'center' },
          { words: '回访人', span: 4, align: 'center' },
          { words: '成效', span: 4, align: 'center' },
          { words: '下一步', span: 8 },
        ],
        rows: record
          .rows('followUps')
          .map((each) => ['due', 'on', 'by', 'effect', 'next'].map((field) => each.text(field))),
      }),
      longText(
        '结案结论',
        [record.text('closeResult'), closed?.opinion ?? ''].filter(Boolean).join('\n'),
        20,
      ),
      line([pair('结案日期', closed === null ? '' : onPaper(businessDateOf(closed.at)), 24)], {
        min: 9,
      }),
      signatures(['回访人签字', '帮扶对象签字', '审核人签字'], 22),
    ];
  },
};
