/** F3 困难归侨侨眷帮扶申请审批表: the family on the first page, the opinions one above the other on the second (domain.md §6). */
import { fullWidth, type PaperRow } from '../../../prints/paper.ts';
import type { Reader } from '../../../prints/reader.ts';
import {
  boxes,
  imageOf,
  line,
  longText,
  onPaper,
  opinion,
  pair,
  table,
  words,
} from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { hardshipDictionaries } from '../../../dictionaries/hardship.ts';
import { applicantFields, idNumberOf, memberColumns, opinionOf, signedBy, yuan } from './parts.ts';

export const applicationSheet: Sheet = {
  key: 'hardship.application',
  form: 'F3',
  version: '2026-1',
  title: { zh: '困难归侨侨眷帮扶申请审批表', en: 'Application for hardship support' },
  isPublic: false,
  page: 'portrait',
  style: 'table',
  many: false,
  purpose: 'sign',
  fields: {
    ...memberColumns,
    household: 'plain',
    applicant: 'plain',
    agent: 'plain',
    agentRelation: 'plain',
    applyOn: 'plain',
    qiaoIdentity: 'plain',
    lowIncome: 'plain',
    lowIncomeCertNo: 'id',
    hardCause: 'plain',
    hardGroup: 'plain',
    aidType: 'plain',
    requested: 'plain',
    reason: 'hide',
    consents: 'plain',
    applicantSign: 'plain',
    investigators: 'plain',
    assessedOn: 'plain',
    homeCondition: 'plain',
    civilCheck: 'plain',
    suggestAmount: 'plain',
    approvedAmount: 'plain',
    emergencyAmount: 'plain',
    publicityFrom: 'plain',
    publicityTo: 'plain',
    publicityPlace: 'plain',
    'objections.content': 'plain',
    'payments.method': 'plain',
    'payments.amount': 'plain',
    'payments.paidOn': 'plain',
    'payments.voucherNo': 'plain',
  },
  related: { applicant: { person: applicantFields }, household: { household: { addr: 'plain' } } },
  compose: ([record]) =>
    record === undefined ? [] : [...application(record), { kind: 'break' }, ...opinions(record)],
};

function application(record: Reader): readonly PaperRow[] {
  const person = record.related('applicant');
  const basis = person?.rows('identities')[0]?.text('basis') ?? '';
  return [
    line(
      [
        pair('申请人', record.text('applicant'), 8),
        pair('性　别', person?.text('sex') ?? '', 7),
        pair('出　生', person?.text('birth') ?? '', 9),
      ],
      { min: 9 },
    ),
    line(
      [pair('身份证号', idNumberOf(person), 12), pair('电　话', person?.text('phone') ?? '', 12)],
      { min: 9 },
    ),
    line([pair('侨身份', record.text('qiaoIdentity'), 8), pair('身份依据', basis, 16)], { min: 9 }),
    line([pair('户籍地址', person?.text('domicileAddr') ?? '', fullWidth)], { min: 9 }),
    line(
      [
        pair(
          '现住地址',
          person?.text('liveAddr') || (record.related('household')?.text('addr') ?? ''),
          fullWidth,
        ),
      ],
      { min: 9 },
    ),
    line(
      [
        pair('民政类别', record.text('lowIncome'), 14),
        pair('证　号', record.text('lowIncomeCertNo'), 10),
      ],
      {
        min: 9,
      },
    ),
    ...table('members', {
      gutter: '家庭成员',
      least: 5,
      columns: [
        { words: '姓名', span: 4, align: 'center' },
        { words: '关系', span: 3, align: 'center' },
        { words: '出生', span: 5, align: 'center' },
        { words: '职业（就业）', span: 5 },
        { words: '月收入（元）', span: 4, align: 'right' },
        { words: '健康状况', span: 3 },
      ],
      rows: record
        .rows('members')
        .map((member) =>
          ['name', 'relation', 'birth', 'employment', 'incomeMonth', 'health'].map((field) =>
            member.text(field),
          ),
        ),
    }),
    longText('致困原因', boxes(hardshipDictionaries.hard_cause, record.keys('hardCause')), 12),
    longText('特殊群体', boxes(hardshipDictionaries.hard_group, record.keys('hardGroup')), 12),
    longText('申请事项', boxes(hardshipDictionaries.aid_type, record.keys('aidType')), 16),
    line(
      [
        pair('申请金额', yuan(record.text('requested')), 12),
        pair('申请日期', onPaper(record.text('applyOn')), 12),
      ],
      { min: 9 },
    ),
    longText('申请理由', record.text('reason'), 42),
    line(
      [
        {
          kind: 'sign',
          span: fullWidth,
          text: [
            '承诺与授权　本人承诺所填内容和提交的材料真实；如有不实，退回所得帮扶并承担相应责任。',
            '　' + boxes(hardshipDictionaries.hardship_consent, record.keys('consents')),
            '　☐ 授权街道（镇乡）侨联和区侨联向民政、医保、残联等部门核对家庭收入和财产。',
          ].join('\n'),
          ...imageOf(record.signed('applicantSign')),
          foot: [
            `申请人（代办人）签字：${'　'.repeat(10)}与申请人关系：${record.text('agentRelation') || '　　　　'}　　`,
            record.signed('applicantSign') === null
              ? '　　年　　月　　日'
              : onPaper(record.text('applyOn')),
          ],
        },
      ],
      { min: 34 },
    ),
  ];
}

function opinions(record: Reader): readonly PaperRow[] {
  const community = record.step('resubmit', 'submit');
  const check = record.step('submit_check');
  const lead = record.step('publish');
  const street = record.step('street_approve');
  const review = record.step('district_review');
  const district = record.step('district_approve', 'district_refuse');
  const investigators = record.text('investigators').split('、');
  const over = record.step('notice_over');
  const objections = record.rows('objections').length;
  return [
    opinion('社区意见', opinionOf(community), signedBy('经办人', community), 28),
    opinion(
      '街道核查意见',
      [
        record.text('homeCondition'),
        record.text('civilCheck') === '' ? '' : `民政核对：${record.text('civilCheck')}。`,
        record.text('suggestAmount') === '' ? '' : `建议帮扶 ${record.text('suggestAmount')} 元。`,
        opinionOf(check),
      ]
        .filter((part) => part !== '')
        .join('\n'),
      [
        `核查人（两人）：${investigators[0] || '　　　　　'}　　　　${investigators[1] ?? '　　　　　'}　　（签字）`,
        onPaper(record.text('assessedOn')),
      ],
      36,
    ),
    opinion('街道侨联意见', opinionOf(lead), signedBy('负责人', lead), 28),
    opinion(
      '公示情况',
      record.text('publicityFrom') === ''
        ? ''
        : `${onPaper(record.text('publicityFrom'))}至${onPaper(record.text('publicityTo'))}在${record.text('publicityPlace') || '公示栏'}公示${objections > 0 ? `，有异议 ${objections} 件` : over === null ? '' : '，无异议'}。`,
      ['经办人：　　　　　　　　（签字）', '　　年　　月　　日'],
      24,
    ),
    opinion(
      '街道审批意见',
      [street === null ? '' : `同意帮扶 ${record.text('approvedAmount')} 元。`, opinionOf(street)]
        .filter((part) => part !== '')
        .join('\n'),
      signedBy('负责人', street),
      28,
    ),
    opinion(
      '区侨联意见',
      [
        review === null ? '' : `审核：${opinionOf(review)}（${review.byName}）`,
        district === null ? '' : `审批：${opinionOf(district)}`,
      ]
        .filter((part) => part !== '')
        .join('\n'),
      signedBy('负责人', district),
      30,
    ),
    opinion(
      '发放情况',
      record
        .rows('payments')
        .map(
          (payment) =>
            `${payment.text('paidOn') || '　　　　'}　${payment.text('method')}　${payment.text('amount')} 元${payment.text('voucherNo') === '' ? '' : `　凭证 ${payment.text('voucherNo')}`}`,
        )
        .join('\n'),
      ['经办人：　　　　　　　　复核人：　　　　　　　　（签字）', '　　年　　月　　日'],
      26,
    ),
    words('本表一式三份：社区、街道（镇乡）侨联、区侨联各存一份。', 'small'),
  ];
}
