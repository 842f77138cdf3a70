/** F5 侨企诉求交办单 with its return slip to be cut off (domain.md §6, §3.3). */
import { fullWidth, type PaperRow } from '../../../prints/paper.ts';
import type { Reader } from '../../../prints/reader.ts';
import { boxes, line, longText, onPaper, pair, words } from '../../../prints/rows.ts';
import type { Sheet, SheetContext } from '../../../prints/sheet.ts';
import { ticketDictionaries } from '../../../dictionaries/tickets.ts';
import { enterpriseRows, sharedWithDepartment } from './enterprise.ts';

export const orderSheet: Sheet = {
  key: 'ticket.order',
  form: 'F5',
  version: '2026-1',
  title: { zh: '侨企诉求交办单', en: 'Order to handle a request' },
  isPublic: false,
  page: 'portrait',
  style: 'redHead',
  many: false,
  purpose: 'send',
  states: [
    'accepted',
    'assigned',
    'disputed',
    'processing',
    'ext_asked',
    'feedback',
    'callback',
    'closed',
    'reopened',
    'escalated',
    'parked',
  ],
  fields: {
    ...sharedWithDepartment,
    orderNo: 'plain',
    urgency: 'plain',
    grade: 'plain',
    helpType: 'plain',
    content: 'plain',
    demand: 'plain',
    leadDept: 'plain',
    coDepts: 'plain',
    dueOn: 'plain',
    handler: 'plain',
    'assignments.issuedOn': 'plain',
  },
  compose: ([record], context) => {
    if (record === undefined) return [];
    const order = orderNumber(record);
    const issued = record.rows('assignments')[0]?.text('issuedOn') ?? '';
    const assign = record.step('assign', 'reassign');
    return [
      words(order, 'subtitle'),
      line(
        [
          pair('缓　急', boxes(ticketDictionaries.urgency, record.keys('urgency')), 14),
          pair('难　度', record.text('grade'), 10),
        ],
        { min: 9 },
      ),
      ...enterpriseRows(record),
      line(
        [pair('三　帮', boxes(ticketDictionaries.help_type, record.keys('helpType')), fullWidth)],
        { min: 9 },
      ),
      longText(
        '反映问题',
        [record.text('title'), record.text('content')].filter(Boolean).join('\n'),
        17,
      ),
      longText('诉　求', record.text('demand'), 12),
      line(
        [
          pair('主办单位', record.text('leadDept'), 12),
          pair('协办单位', record.text('coDepts'), 12),
        ],
        { min: 9 },
      ),
      line(
        [
          pair(
            '办理时限',
            record.text('dueOn') === ''
              ? ''
              : `${onPaper(record.text('dueOn'))}前${daysOf(record.keys('grade')[0])}`,
            fullWidth,
          ),
        ],
        { min: 9 },
      ),
      line(
        [
          pair('交办人', assign?.byName ?? '', 8),
          pair('签发人', '', 8),
          pair('交办日期', issued === '' ? '' : onPaper(issued), 8),
        ],
        { min: 9 },
      ),
      words(
        '主办单位对交办有异议的，收到后 1 个工作日内提出；不能按期办结的，在期满 1 个工作日前申请延期。',
        'small',
      ),
      ...slip(record, context),
    ];
  },
};

function daysOf(grade: string | undefined): string {
  const days = { A: 3, B: 7, C: 25 }[grade ?? ''];
  return days === undefined ? '' : `（${days} 个工作日）`;
}

/** To be cut off: on one page in one piece. */
function slip(record: Reader, context: SheetContext): readonly PaperRow[] {
  const orderNo = orderNumber(record);
  const rows: readonly PaperRow[] = [
    { kind: 'cut', text: '✂　沿此线裁下，交回交办单位' },
    words('侨企诉求交办单回执', 'heading'),
    line([pair('单　号', orderNo, 12), pair('企　业', record.text('enterprise'), 12)], { min: 9 }),
    line(
      [
        pair('签收单位', record.text('leadDept'), 9),
        pair('签收人', '', 7),
        pair('签收时间', '', 8),
      ],
      { min: 9 },
    ),
    line([pair('异　议', '☐无　☐有（1 个工作日内提出）：', fullWidth)], { min: 9 }),
    longText('办理情况', '', 14),
    line(
      [
        pair('结果类别', boxes(ticketDictionaries.ticket_result, []), 18),
        { kind: 'sign', text: '（盖章）', span: 6, foot: ['　　年　　月　　日'] },
      ],
      { min: 14 },
    ),
    words(
      `交回：${context.unitName}侨联　　电话：${context.officePhone || '________________'}`,
      'small',
    ),
  ];
  return rows.map((row, index) =>
    index < rows.length - 1 && row.kind !== 'break' ? { ...row, keep: true } : row,
  );
}

function orderNumber(record: Reader): string {
  return record.text('orderNo') || '海侨交〔　　　〕　　号';
}
