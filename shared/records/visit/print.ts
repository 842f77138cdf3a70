import type { PrintSpec } from '../record-type.ts';

/** F1 走访慰问登记表 (domain.md §6). */
export const visitPrint: PrintSpec = {
  title: { zh: '走访慰问登记表', en: 'Visit record' },
  rows: [
    ['kind', 'visitAt', 'place'],
    ['subject', 'mode', 'outcome'],
    ['visitors', 'recorder'],
    ['situation'],
    ['familyChange', 'overseasChange'],
    ['needs'],
    ['gifts'],
    ['nextOn'],
  ],
  signatures: [
    { zh: '被访人', en: 'Visited person' },
    { zh: '代领人（关系）', en: 'Received by (relation)' },
    { zh: '走访人', en: 'Visitors' },
    { zh: '审核', en: 'Checked by' },
  ],
  isPublic: false,
};
