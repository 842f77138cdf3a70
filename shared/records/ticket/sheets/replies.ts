/** F6 办理反馈单, 延期申请单, 回访评价表, 办结报告 (domain.md §6). */
import { fullWidth } from '../../../prints/paper.ts';
import {
  boxes,
  line,
  longText,
  onPaper,
  opinion,
  pair,
  signatures,
  table,
} from '../../../prints/rows.ts';
import type { Sheet } from '../../../prints/sheet.ts';
import { ticketDictionaries } from '../../../dictionaries/tickets.ts';
import { enterpriseFields, enterpriseRows, matterRow } from './enterprise.ts';

const shared = {
  form: 'F6',
  version: '2026-1',
  isPublic: false,
  page: 'portrait',
  style: 'table',
  many: false,
} as const;

export const feedbackSheet: Sheet = {
  ...shared,
  key: 'ticket.feedback',
  title: { zh: '侨企诉求办理反馈单', en: 'Result of a request' },
  purpose: 'send',
  fields: {
    ...enterpriseFields,
    orderNo: 'plain',
    demand: 'plain',
    leadDept: 'plain',
    handler: 'plain',
    dueOn: 'plain',
    feedbackOn: 'plain',
    result: 'plain',
    resultText: 'plain',
    benefit: 'plain',
    jobs: 'plain',
    policyName: 'plain',
    benefitReceived: 'plain',
    'assignments.dept': 'plain',
    'assignments.role': 'plain',
    'assignments.feedback': 'plain',
    'assignments.feedbackOn': 'plain',
  },
  compose: ([record]) =>
    record === undefined
      ? []
      : [
          line(
            [
              pair('交办单号', record.text('orderNo') || record.number, 12),
              pair('主办单位', record.text('leadDept') || '街道（镇乡）自办', 12),
            ],
            { min: 10 },
          ),
          ...enterpriseRows(record),
          matterRow(record),
          longText('诉　求', record.text('demand'), 20),
          longText('办理情况', record.text('resultText'), 44),
          ...table('departments', {
            gutter: '部门反馈',
            least: 1,
            columns: [
              { words: '部门', span: 5, align: 'center' },
              { words: '主协办', span: 3, align: 'center' },
              { words: '反馈', span: 11 },
              { words: '日期', span: 5, align: 'center' },
            ],
            rows: record
              .rows('assignments')
              .map((row) =>
                ['dept', 'role', 'feedback', 'feedbackOn'].map((field) => row.text(field)),
              ),
          }),
          longText('结果类别', boxes(ticketDictionaries.ticket_result, record.keys('result')), 12),
          line(
            [
              pair('成效金额', money(record.text('benefit')), 8),
              pair('解决用工', record.text('jobs') === '' ? '' : `${record.text('jobs')} 人`, 8),
              pair('政策到账', money(record.text('benefitReceived')), 8),
            ],
            { min: 10 },
          ),
          line(
            [
              pair('办理期限', dayOf(record.text('dueOn')), 12),
              pair('反馈日期', dayOf(record.text('feedbackOn')), 12),
            ],
            { min: 10 },
          ),
          signatures(['经办人', '负责人', '承办单位（盖章）'], 24),
        ],
};

export const extensionSheet: Sheet = {
  ...shared,
  key: 'ticket.extension',
  title: { zh: '延期办理申请单', en: 'Application for an extension' },
  purpose: 'sign',
  fields: {
    ...enterpriseFields,
    orderNo: 'plain',
    leadDept: 'plain',
    dueOn: 'plain',
    extTo: 'plain',
    extReason: 'plain',
    extensions: 'plain',
  },
  compose: ([record]) => {
    if (record === undefined) return [];
    const asked = record.step('ask_extension');
    const decided = record.step('grant_extension', 'deny_extension');
    return [
      line(
        [
          pair('交办单号', record.text('orderNo') || record.number, 12),
          pair('承办单位', record.text('leadDept'), 12),
        ],
        { min: 10 },
      ),
      ...enterpriseRows(record),
      matterRow(record),
      line(
        [
          pair('原定期限', dayOf(asked?.dueBefore ?? record.text('dueOn')), 12),
          pair('申请延至', dayOf(record.text('extTo')), 12),
        ],
        { min: 10 },
      ),
      longText('延期理由', record.text('extReason'), 40),
      opinion(
        '承办单位意见',
        '',
        [
          `申请人：${asked?.byName ?? '　　　　　　'}　　　　（签字）　　（盖章）`,
          '　　年　　月　　日',
        ],
        32,
      ),
      opinion(
        '审批意见',
        decided === null
          ? '☐同意　☐不同意'
          : `${decided.action === 'grant_extension' ? '☑同意　☐不同意' : '☐同意　☑不同意'}　${decided.opinion ?? ''}`,
        [`审批人：${decided?.byName ?? '　　　　　　'}　　　　（签字）`, '　　年　　月　　日'],
        34,
      ),
      line(
        [
          {
            kind: 'value',
            span: fullWidth,
            text: '期满 1 个工作日前申请；同一事项一般只延期一次，再次延期报区侨联同意。',
          },
        ],
        { min: 10 },
      ),
    ];
  },
};

export const callbackSheet: Sheet = {
  ...shared,
  key: 'ticket.callback',
  title: { zh: '侨企诉求回访评价表', en: 'Call-back' },
  purpose: 'sign',
  fields: {
    ...enterpriseFields,
    resultText: 'plain',
    result: 'plain',
    satisfaction: 'plain',
    callbackNote: 'plain',
    callbackOn: 'plain',
    callbackBy: 'plain',
    handler: 'plain',
    enterpriseConfirmed: 'plain',
  },
  compose: ([record]) => {
    if (record === undefined) return [];
    const score = record.text('satisfaction');
    const stars = ['很不满意', '不满意', '基本满意', '满意', '很满意'];
    return [
      ...enterpriseRows(record),
      matterRow(record),
      longText('办理情况', record.text('resultText'), 36),
      longText('结果类别', boxes(ticketDictionaries.ticket_result, record.keys('result')), 12),
      line(
        [
          pair(
            '企业确认',
            record.text('enterpriseConfirmed') === '是'
              ? '☑结果属实　☐不属实'
              : '☐结果属实　☐不属实',
            fullWidth,
          ),
        ],
        { min: 10 },
      ),
      longText(
        '满意度',
        stars
          .map((word, index) => `${score === String(index + 1) ? '☑' : '☐'}${index + 1} ${word}`)
          .join('　'),
        12,
      ),
      longText('意见建议', record.text('callbackNote'), 40),
      line(
        [
          pair('经办人', record.text('handler'), 8),
          pair('回访人', record.text('callbackBy'), 8),
          pair('回访日期', dayOf(record.text('callbackOn')), 8),
        ],
        { min: 10 },
      ),
      signatures(['企业代表签字', '回访人签字', '企业（盖章）'], 26),
    ];
  },
};

export const closingSheet: Sheet = {
  ...shared,
  key: 'ticket.closing',
  title: { zh: '侨企诉求办结报告', en: 'Closing report' },
  purpose: 'file',
  states: ['callback', 'closed'],
  fields: {
    ...enterpriseFields,
    orderNo: 'plain',
    source: 'plain',
    helpType: 'plain',
    category: 'plain',
    content: 'plain',
    demand: 'plain',
    handler: 'plain',
    leadDept: 'plain',
    coDepts: 'plain',
    acceptedOn: 'plain',
    feedbackOn: 'plain',
    dueOn: 'plain',
    extensions: 'plain',
    reopened: 'plain',
    result: 'plain',
    resultText: 'plain',
    benefit: 'plain',
    jobs: 'plain',
    satisfaction: 'plain',
    callbackNote: 'plain',
  },
  compose: ([record]) => {
    if (record === undefined) return [];
    const closed = record.step('close');
    return [
      line([pair('编　号', record.number, 12), pair('来　源', record.text('source'), 12)], {
        min: 10,
      }),
      ...enterpriseRows(record),
      matterRow(record),
      line(
        [
          pair('三帮类别', record.text('helpType'), 12),
          pair('问题类别', record.text('category'), 12),
        ],
        { min: 10 },
      ),
      longText('反映问题', record.text('content'), 26),
      longText('诉　求', record.text('demand'), 16),
      line(
        [
          pair('主办单位', record.text('leadDept') || '街道（镇乡）自办', 8),
          pair('协办单位', record.text('coDepts'), 8),
          pair('经办人', record.text('handler'), 8),
        ],
        { min: 10 },
      ),
      line(
        [
          pair('受理日期', record.text('acceptedOn'), 8),
          pair('期　限', record.text('dueOn'), 8),
          pair('反馈日期', record.text('feedbackOn'), 8),
        ],
        { min: 10 },
      ),
      longText(
        '办理结果',
        [record.text('result'), record.text('resultText')].filter(Boolean).join('\n'),
        36,
      ),
      line(
        [
          pair('成效金额', money(record.text('benefit')), 8),
          pair('解决用工', record.text('jobs') === '' ? '' : `${record.text('jobs')} 人`, 8),
          pair(
            '满意度',
            record.text('satisfaction') === '' ? '' : `${record.text('satisfaction')} 分`,
            8,
          ),
        ],
        { min: 10 },
      ),
      line(
        [
          pair('延期次数', record.text('extensions') || '0', 12),
          pair('退回次数', record.text('reopened') || '0', 12),
        ],
        { min: 10 },
      ),
      longText('回访意见', record.text('callbackNote'), 16),
      opinion(
        '办结意见',
        closed?.opinion ?? '',
        [
          `负责人：${closed?.byName ?? '　　　　　　'}　　　　（签字）　　（盖章）`,
          '　　年　　月　　日',
        ],
        28,
      ),
    ];
  },
};

function money(text: string): string {
  return text === '' ? '' : `${text} 元`;
}

function dayOf(text: string): string {
  return text === '' ? '' : onPaper(text);
}
