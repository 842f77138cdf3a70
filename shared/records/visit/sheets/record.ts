/** F1 走访慰问登记表: one visit on one sheet (domain.md §6). */
import { fullWidth } from '../../../prints/paper.ts';
import { boxes, line, longText, onPaper, pair, signatures, table } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { dictionaries, labelOf } from '../../../dictionaries/dictionary.ts';
import { visitedFields, visitedOf } from './visited.ts';

export const visitRecordSheet: Sheet = {
  key: 'visit.record',
  form: 'F1',
  version: '2026-1',
  title: { zh: '走访慰问登记表', en: 'Visit record' },
  isPublic: false,
  page: 'portrait',
  style: 'table',
  many: false,
  purpose: 'sign',
  fields: {
    subject: 'plain',
    kind: 'plain',
    mode: 'plain',
    visitAt: 'plain',
    place: 'plain',
    visitors: 'plain',
    recorder: 'plain',
    outcome: 'plain',
    campaign: 'plain',
    situation: 'plain',
    healthChange: 'hide',
    familyChange: 'plain',
    overseasChange: 'plain',
    'needs.text': 'plain',
    'needs.category': 'plain',
    'needs.route': 'plain',
    'needs.target': 'plain',
    'gifts.kind': 'plain',
    'gifts.amount': 'plain',
    'gifts.goodsName': 'plain',
    'gifts.quantity': 'plain',
    'gifts.fundSource': 'plain',
    'gifts.receiver': 'plain',
    'gifts.receiverRelation': 'plain',
    signWay: 'plain',
    sign: 'plain',
    'gifts.receiptWay': 'plain',
    nextOn: 'plain',
  },
  related: visitedFields,
  compose: ([visit], context) => {
    if (visit === undefined) return [];
    const visited = visitedOf(visit, context);
    const gifts = visit.rows('gifts');
    // One signature is kept with a visit: of whoever received.
    const byAgent = gifts.some(
      (gift) => gift.text('receiptWay') === labelOf('receipt_way', 'agent'),
    );
    const signed = visit.signed('sign');
    const on = visit.text('visitAt').slice(0, 10);
    return [
      line(
        [pair('走访类别', visit.text('kind'), 12), pair('所属活动', visit.text('campaign'), 12)],
        {
          min: 9,
        },
      ),
      line([pair('走访时间', visit.text('visitAt'), 12), pair('地　点', visit.text('place'), 12)], {
        min: 9,
      }),
      line([pair('走访对象', visited.name, 12), pair('身份类别', visited.identity, 12)], {
        min: 9,
      }),
      line(
        [
          pair('年　龄', visited.age, 6),
          pair('电　话', visited.phone, 8),
          pair('住　址', visited.address, 10),
        ],
        {
          min: 9,
        },
      ),
      line(
        [pair('走访人', visit.text('visitors'), 12), pair('记录人', visit.text('recorder'), 12)],
        {
          min: 9,
        },
      ),
      line(
        [pair('走访方式', boxes(dictionaries['visit_mode'] ?? {}, visit.keys('mode')), fullWidth)],
        { min: 9 },
      ),
      line(
        [
          pair(
            '走访结果',
            boxes(dictionaries['visit_outcome'] ?? {}, visit.keys('outcome')),
            fullWidth,
          ),
        ],
        { min: 9 },
      ),
      longText('基本情况', visit.text('situation'), 28),
      ...(['healthChange', 'familyChange', 'overseasChange'] as const).map((field, index) =>
        line(pair(['健康', '家庭', '海外'][index] ?? '', visit.text(field), fullWidth), {
          min: 10,
          gutter: '变化情况',
        }),
      ),
      ...table('needs', {
        gutter: '诉求',
        least: 2,
        columns: [
          { words: '内　容', span: 11 },
          { words: '类别', span: 4, align: 'center' },
          { words: '处理方式', span: 4, align: 'center' },
          { words: '转办事项', span: 5 },
        ],
        rows: visit
          .rows('needs')
          .map((need) => ['text', 'category', 'route', 'target'].map((field) => need.text(field))),
      }),
      ...table('gifts', {
        gutter: '慰问金品',
        least: 2,
        columns: [
          { words: '名　称', span: 7 },
          { words: '数量', span: 3, align: 'center' },
          { words: '金额（元）', span: 5, align: 'right' },
          { words: '资金来源', span: 4, align: 'center' },
          { words: '领取人', span: 5, align: 'center' },
        ],
        rows: gifts.map((gift) => [
          gift.text('goodsName') || (gift.text('kind') === '现金' ? '慰问金' : gift.text('kind')),
          gift.text('quantity'),
          gift.text('amount'),
          gift.text('fundSource'),
          [gift.text('receiver'), gift.text('receiverRelation')].filter(Boolean).join('，'),
        ]),
      }),
      line(
        [
          pair('签收方式', boxes(dictionaries['sign_way'] ?? {}, visit.keys('signWay')), 14),
          pair('下次走访', visit.text('nextOn') === '' ? '' : onPaper(visit.text('nextOn')), 10),
        ],
        { min: 9 },
      ),
      {
        ...signatures([
          { name: '被访人签字', signed: byAgent ? null : signed, on },
          { name: '代领人签字（关系）', signed: byAgent ? signed : null, on },
          '走访人签字',
        ]),
        keep: true,
      },
      signatures(['走访人签字', '审核人签字', '单位（盖章）'], 22),
    ];
  },
};
