/** F4 入户核查表 (domain.md §6; E22): taken along and signed by two investigators. */
import { boxes, line, longText, onPaper, pair, signatures, table } from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { hardshipDictionaries } from '../../../dictionaries/hardship.ts';
import { applicantFields, memberColumns, yuan } from './parts.ts';

export const homeCheckSheet: Sheet = {
  key: 'hardship.home_check',
  form: 'F4',
  version: '2026-1',
  title: { zh: '困难归侨侨眷入户核查表', en: 'Check at home' },
  isPublic: false,
  page: 'portrait',
  style: 'table',
  many: false,
  purpose: 'sign',
  fields: {
    ...memberColumns,
    applicant: 'plain',
    household: 'plain',
    qiaoIdentity: 'plain',
    lowIncome: 'plain',
    incomeTotal: 'plain',
    incomePerHead: 'plain',
    rigidMedical: 'plain',
    rigidEducation: 'plain',
    rigidCare: 'plain',
    rigidRatio: 'plain',
    investigators: 'plain',
    assessedOn: 'plain',
    homeCondition: 'plain',
    assetsNote: 'hide',
    neighbourOpinion: 'plain',
    civilCheck: 'plain',
    civilCheckOn: 'plain',
    suggestAmount: 'plain',
    fundSource: 'plain',
    fundLevel: 'plain',
    checkSign: 'plain',
    checkSignSecond: 'plain',
  },
  related: { applicant: { person: applicantFields }, household: { household: { addr: 'plain' } } },
  compose: ([record]) => {
    if (record === undefined) return [];
    const person = record.related('applicant');
    const ratio = record.text('rigidRatio');
    return [
      line(
        [
          pair('申请人', record.text('applicant'), 8),
          pair('侨身份', record.text('qiaoIdentity'), 7),
          pair('社　区', record.community, 9),
        ],
        { min: 9 },
      ),
      line(
        [
          pair(
            '住　址',
            record.related('household')?.text('addr') ?? person?.text('liveAddr') ?? '',
            15,
          ),
          pair('电　话', person?.text('phone') ?? '', 9),
        ],
        { min: 9 },
      ),
      ...table('members', {
        gutter: '家庭收入',
        least: 3,
        columns: [
          { words: '姓名', span: 5, align: 'center' },
          { words: '关系', span: 4, align: 'center' },
          { words: '就业', span: 6 },
          { words: '月收入（元）', span: 5, align: 'right' },
          { words: '健康状况', span: 4 },
        ],
        rows: record
          .rows('members')
          .map((member) =>
            ['name', 'relation', 'employment', 'incomeMonth', 'health'].map((field) =>
              member.text(field),
            ),
          ),
      }),
      line(
        [
          pair('收入合计', yuan(record.text('incomeTotal')), 12),
          pair('人均月收入', yuan(record.text('incomePerHead')), 12, 4),
        ],
        { min: 9 },
      ),
      line(
        [
          pair('月医疗自付', yuan(record.text('rigidMedical')), 8, 4),
          pair('月教育支出', yuan(record.text('rigidEducation')), 8, 4),
          pair('月照护支出', yuan(record.text('rigidCare')), 8, 4),
        ],
        { min: 9 },
      ),
      line(
        [
          pair('支出占收入', ratio === '' ? '' : `${(Number(ratio) / 100).toFixed(2)} %`, 12, 4),
          pair('民政类别', record.text('lowIncome'), 12),
        ],
        { min: 9 },
      ),
      longText('住房和生活状况', record.text('homeCondition'), 26),
      longText('财产情况', record.text('assetsNote'), 16),
      longText('邻里意见', record.text('neighbourOpinion'), 16),
      line(
        [
          pair('民政核对', boxes(hardshipDictionaries.civil_check, record.keys('civilCheck')), 16),
          pair(
            '核对日期',
            record.text('civilCheckOn') === '' ? '' : onPaper(record.text('civilCheckOn')),
            8,
          ),
        ],
        { min: 12 },
      ),
      line(
        [
          pair('建议金额', yuan(record.text('suggestAmount')), 8),
          pair('资金来源', record.text('fundSource'), 8),
          pair('资金层级', record.text('fundLevel'), 8),
        ],
        { min: 9 },
      ),
      line(
        [
          pair('核查人', record.text('investigators'), 15),
          pair('核查日期', onPaper(record.text('assessedOn')), 9),
        ],
        { min: 9 },
      ),
      signatures(
        [
          { name: '核查人签字', signed: record.signed('checkSign'), on: record.text('assessedOn') },
          {
            name: '核查人签字',
            signed: record.signed('checkSignSecond'),
            on: record.text('assessedOn'),
          },
          '被核查户签字',
        ],
        24,
      ),
    ];
  },
};
