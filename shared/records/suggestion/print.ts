import type { PrintSpec } from '../record-type.ts';

export const suggestionPrint: PrintSpec = {
  title: { zh: '意见建议处理单', en: 'Suggestion sheet' },
  rows: [
    ['from', 'channel', 'category'],
    ['content'],
    ['receivedOn', 'replyDue'],
    ['reply'],
    ['repliedOn', 'upwardLevel', 'upwardDoc'],
  ],
  signatures: [
    { zh: '经办', en: 'Handled by' },
    { zh: '审核', en: 'Checked by' },
  ],
  isPublic: false,
};
