import { recordTexts } from '../texts.ts';

export const suggestionTexts = recordTexts({
  name: ['意见建议', 'Suggestion'],
  newOne: ['登记意见建议', 'New suggestion'],
  empty: ['还没有意见建议。', 'No suggestions yet.'],
  fields: {
    from: ['提出人', 'From'],
    channel: ['渠道', 'Channel'],
    category: ['类别', 'Category'],
    content: ['内容', 'Content'],
    attachments: ['附件', 'Attachments'],
    receivedOn: ['收到日期', 'Received'],
    replyDue: ['答复期限', 'Answer due'],
    source: ['来源走访', 'From visit'],
    reply: ['答复', 'Answer'],
    repliedOn: ['答复日期', 'Answered on'],
    upwardLevel: ['上报层级', 'Sent up to'],
    upwardDoc: ['上报文件', 'Document'],
  },
  sections: {
    content: ['意见内容', 'Content'],
    reply: ['答复', 'Answer'],
    upward: ['上报', 'Sent up'],
  },
  columns: {
    reply_due: ['答复期限', 'Due'],
    content: ['内容', 'Content'],
    sender: ['提出人', 'From'],
    channel: ['渠道', 'Channel'],
    category: ['类别', 'Category'],
    received_on: ['收到日期', 'Received'],
    upward_level: ['上报层级', 'Sent up to'],
    from_id: ['提出人', 'From'],
    source_id: ['来源走访', 'From visit'],
  },
  views: {
    all: ['全部', 'All'],
    to_answer: ['待答复', 'To answer'],
    adopted: ['已采纳', 'Adopted'],
  },
  states: {
    registered: ['待答复', 'To answer'],
    answered: ['已答复', 'Answered'],
    adopted: ['已采纳', 'Adopted'],
    explained: ['已说明', 'Explained'],
  },
  actions: {
    register: ['登记', 'Register'],
    answer: ['答复', 'Answer'],
    adopt: ['采纳', 'Adopt'],
    explain: ['说明办结', 'Explain and close'],
    reopen: ['重新答复', 'Reopen'],
  },
  problems: {
    'suggestion.reply_order': [
      '答复日期不能早于收到日期',
      'The answer cannot be earlier than the receipt',
    ],
    'suggestion.document': ['上报了就写明文件', 'Name the document that was sent up'],
  },
});
