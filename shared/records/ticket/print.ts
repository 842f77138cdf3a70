import type { PrintSpec } from '../record-type.ts';

/** F5 侨企诉求交办单 with its return slip (domain.md §6). */
export const ticketPrint: PrintSpec = {
  title: { zh: '侨企诉求交办单', en: 'Order to handle an enterprise’s request' },
  rows: [
    ['orderNo', 'urgency', 'helpType'],
    ['enterprise', 'reporter', 'phone'],
    ['title'],
    ['content'],
    ['demand'],
    ['leadDept', 'coDepts'],
    ['grade', 'dueOn'],
    ['result', 'feedbackOn'],
    ['resultText'],
  ],
  signatures: [
    { zh: '交办人', en: 'Ordered by' },
    { zh: '签发人', en: 'Issued by' },
    { zh: '承办部门签收', en: 'Received by the department' },
  ],
  isPublic: false,
};
