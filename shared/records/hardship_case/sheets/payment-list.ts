/** F4 发放明细表（一卡通）: one line for each payment (domain.md §6). */
import { fenToCapital } from '../../../money/capital.ts';
import { formatFen } from '../../../money/fen.ts';
import { fullWidth } from '../../../prints/paper.ts';
import { label, line, pair, signatures, table, value } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { applicantFields, idNumberOf } from './parts.ts';

export const paymentListSheet: Sheet = {
  key: 'hardship.payments',
  form: 'F4',
  version: '2026-1',
  title: { zh: '帮扶资金发放明细表（一卡通）', en: 'List of payments' },
  isPublic: false,
  page: 'landscape',
  style: 'table',
  many: true,
  purpose: 'voucher',
  fields: {
    applicant: 'plain',
    aidType: 'plain',
    'payments.payee': 'plain',
    'payments.agentRelation': 'plain',
    'payments.method': 'plain',
    'payments.account': 'account',
    'payments.amount': 'plain',
    'payments.source': 'plain',
    'payments.paidOn': 'plain',
    'payments.voucherNo': 'plain',
    'payments.state': 'plain',
  },
  related: { applicant: { person: applicantFields } },
  compose: (records, context) => {
    const payments = records.flatMap((record) =>
      record.rows('payments').map((payment) => ({ record, payment })),
    );
    const fen = payments.map(({ payment }) => payment.fen('amount') ?? 0);
    const total = fen.reduce((sum, each) => sum + each, 0);
    return [
      line([pair('笔　数', `${payments.length} 笔`, 12), pair('制表日期', context.today, 12)]),
      ...table('payments', {
        least: 1,
        min: 9,
        sums: { fen, column: 7 },
        columns: [
          { words: '序号', span: 2, align: 'center' },
          { words: '编号', span: 7, align: 'center' },
          { words: '申请人', span: 4, align: 'center' },
          { words: '社区', span: 4, align: 'center' },
          { words: '身份证号', span: 7, align: 'center' },
          { words: '收款人（关系）', span: 5, align: 'center' },
          { words: '账号', span: 4, align: 'center' },
          { words: '金额（元）', span: 4, align: 'right' },
          { words: '方式', span: 6, align: 'center' },
          { words: '发放日期', span: 4, align: 'center' },
          { words: '凭证号', span: 4, align: 'center' },
          { words: '状态', span: 2, align: 'center' },
        ],
        rows: payments.map(({ record, payment }, index) => [
          String(index + 1),
          record.number,
          record.text('applicant'),
          record.community,
          idNumberOf(record.related('applicant')),
          [payment.text('payee'), payment.text('agentRelation')].filter(Boolean).join('，'),
          payment.text('account'),
          payment.text('amount'),
          payment.text('method'),
          payment.text('paidOn'),
          payment.text('voucherNo'),
          payment.text('state'),
        ]),
      }),
      {
        ...line(
          [
            label('合　计', 5),
            value(`共 ${payments.length} 笔　¥${formatFen(total)}`, 7),
            label('大　写', 3),
            value(fenToCapital(total), fullWidth - 15),
          ],
          { min: 10 },
        ),
        keep: true,
      },
      signatures(['制单人', '复核人', '负责人', '单位（盖章）']),
    ];
  },
};
