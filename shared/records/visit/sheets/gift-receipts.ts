/** F2 慰问金（品）签领单: people sign in the line of their gift; with its sums it serves as a voucher (domain.md §6). */
import { fenToCapital } from '../../../money/capital.ts';
import { formatFen } from '../../../money/fen.ts';
import { fullWidth } from '../../../prints/paper.ts';
import { label, line, pair, table, value } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { visitedFields, visitedOf } from './visited.ts';

export const giftReceiptsSheet: Sheet = {
  key: 'visit.gift_receipts',
  form: 'F2',
  version: '2026-1',
  title: { zh: '慰问金（品）签领单', en: 'Receipts of gifts' },
  isPublic: false,
  page: 'landscape',
  style: 'table',
  many: true,
  purpose: 'sign',
  fields: {
    subject: 'plain',
    visitAt: 'plain',
    'gifts.kind': 'plain',
    'gifts.amount': 'plain',
    'gifts.goodsName': 'plain',
    'gifts.quantity': 'plain',
    'gifts.fundSource': 'plain',
    'gifts.receiver': 'plain',
    'gifts.receiverRelation': 'plain',
  },
  related: visitedFields,
  compose: (visits, context) => {
    const gifts = visits.flatMap((visit) =>
      visit.rows('gifts').map((gift) => ({ visit, gift, visited: visitedOf(visit, context) })),
    );
    const fen = gifts.map(({ gift }) => gift.fen('amount') ?? 0);
    const total = fen.reduce((sum, each) => sum + each, 0);
    const sources = [...new Set(gifts.map(({ gift }) => gift.text('fundSource')))].join('、');
    return [
      line([pair('资金来源', sources, 12), pair('制表日期', context.today, 12)]),
      ...table('gifts', {
        min: 11,
        least: 1,
        sums: { fen, column: 4 },
        columns: [
          { words: '序号', span: 1, align: 'center' },
          { words: '姓名（户）', span: 3 },
          { words: '身份', span: 3, align: 'center' },
          { words: '社区', span: 2, align: 'center' },
          { words: '金额（元）', span: 2, align: 'right' },
          { words: '物品', span: 2 },
          { words: '领取人签字', span: 4 },
          { words: '代领人及关系', span: 3 },
          { words: '日期', span: 2, align: 'center' },
          { words: '备注', span: 2 },
        ],
        rows: gifts.map(({ visit, gift, visited }, index) => [
          String(index + 1),
          visit.text('subject'),
          visited.identity,
          visit.community,
          gift.text('amount'),
          [gift.text('goodsName'), gift.text('quantity')].filter(Boolean).join(' × '),
          '',
          // Whoever is not the receiver signs for somebody.
          gift.text('receiverRelation') === ''
            ? ''
            : `${gift.text('receiver')}（${gift.text('receiverRelation')}）`,
          visit.text('visitAt').slice(0, 10),
          '',
        ]),
      }),
      {
        ...line(
          [
            label('合　计', 5),
            value(`共 ${gifts.length} 笔　¥${formatFen(total)}`, 7),
            label('大　写', 3),
            value(fenToCapital(total), fullWidth - 15),
          ],
          { min: 10 },
        ),
        keep: true,
      },
      line(
        ['经办人', '同行人', '审核人', '单位（盖章）'].map((name) => ({
          kind: 'sign' as const,
          text: `${name}：`,
          span: 6,
          foot: ['　　年　　月　　日'],
        })),
        { min: 18 },
      ),
    ];
  },
};
