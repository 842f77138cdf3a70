/**
 * F4 公示: the only sheet that goes on a wall. Surname, community, kind of aid and amount; never ID, telephone, account, street address,
 * illness or a child's name (domain.md §2.6, [R17]).
 */
import { onPaper, table, words } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { labelOf } from '../../../dictionaries/dictionary.ts';
import { formatFen } from '../../../money/fen.ts';

export const publicitySheet: Sheet = {
  key: 'hardship.publicity',
  form: 'F4',
  version: '2026-1',
  title: { zh: '困难归侨侨眷帮扶公示', en: 'Public notice' },
  isPublic: true,
  page: 'portrait',
  style: 'letter',
  many: true,
  states: ['publicity'],
  purpose: 'post',
  fields: {
    applicant: 'name',
    aidType: 'plain',
    suggestAmount: 'plain',
    approvedAmount: 'plain',
    publicityFrom: 'plain',
    publicityTo: 'plain',
  },
  compose: (records, context) => {
    const froms = records.map((record) => record.text('publicityFrom')).toSorted();
    const tos = records.map((record) => record.text('publicityTo')).toSorted();
    return [
      words(
        `经本人申请、社区上报、入户核查和街道（镇乡）侨联初审，拟对下列 ${records.length} 户困难归侨侨眷给予帮扶，现予公示。`,
      ),
      ...table('families', {
        min: 10,
        columns: [
          { words: '序号', span: 2, align: 'center' },
          { words: '姓名', span: 4, align: 'center' },
          { words: '社区（村）', span: 7, align: 'center' },
          { words: '帮扶类别', span: 7, align: 'center' },
          { words: '金额（元）', span: 4, align: 'right' },
        ],
        rows: records.map((record, index) => [
          String(index + 1),
          record.text('applicant'),
          record.community,
          kindsOf(record.keys('aidType')),
          amountOf(record.fen('approvedAmount') ?? record.fen('suggestAmount')),
        ]),
      }),
      words(`公示期：${onPaper(froms[0])}至${onPaper(tos.at(-1))}（不少于 5 个工作日）。`),
      words(
        '公示期内如有异议，请以书面、电话或当面方式向街道（镇乡）侨联反映，反映人的信息依法保密。',
      ),
      words(
        `受理单位：${context.unitName}侨联　　联系电话：${context.officePhone === '' ? '________________' : context.officePhone}`,
      ),
      words(`${context.unitName}侨联（盖章）`, 'right'),
      words(onPaper(froms[0] === undefined || froms[0] === '' ? context.today : froms[0]), 'right'),
    ];
  },
};

/** A kind that would tell an illness or a pupil is named in general (D16 of the trap list: no illness on a wall). */
function kindsOf(keys: readonly string[]): string {
  const general = keys.map((key) =>
    key === 'medical' || key === 'edu' ? '困难帮扶' : labelOf('aid_type', key),
  );
  return [...new Set(general)].join('、');
}

function amountOf(fen: number | null): string {
  return fen === null ? '' : formatFen(fen);
}
