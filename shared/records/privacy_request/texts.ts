import { recordTexts } from '../texts.ts';

export const privacyRequestTexts = recordTexts({
  name: ['个人信息请求', 'Privacy request'],
  newOne: ['登记请求', 'New request'],
  empty: ['还没有人提出查阅、复制、更正或删除。', 'Nobody has asked for access, copy or deletion.'],
  fields: {
    person: ['本人', 'Person'],
    kind: ['请求', 'Request'],
    asker: ['提出人', 'Asked by'],
    askerName: ['提出人姓名', 'Name of the asker'],
    receivedOn: ['收到日期', 'Received on'],
    content: ['请求内容', 'What is asked'],
    identityChecked: ['已核验提出人身份', 'Identity of the asker checked'],
    outcome: ['办理结果', 'Outcome'],
    answer: ['答复内容', 'Answer'],
    doneOn: ['答复日期', 'Answered on'],
  },
  sections: { request: ['请求', 'Request'], outcome: ['办理', 'Outcome'] },
  columns: {
    person: ['本人', 'Person'],
    kind: ['请求', 'Request'],
    received_on: ['收到日期', 'Received'],
    outcome: ['办理结果', 'Outcome'],
    person_id: ['本人', 'Person'],
  },
  views: { all: ['全部', 'All'], open: ['在办', 'Open'], erase: ['删除', 'Deletion'] },
  states: {
    received: ['已收到', 'Received'],
    handling: ['办理中', 'In hand'],
    answered: ['已答复', 'Answered'],
    refused: ['不予办理', 'Refused'],
    withdrawn: ['已撤回', 'Withdrawn'],
  },
  actions: {
    receive: ['登记', 'Register'],
    accept: ['受理', 'Take up'],
    answer: ['答复', 'Answer'],
    refuse: ['不予办理', 'Refuse'],
    withdraw: ['撤回', 'Withdraw'],
  },
  problems: {
    'privacy_request.identity': [
      '先核验提出人身份，再受理',
      'Check who is asking before taking it up',
    ],
    'privacy_request.asker': [
      '不是本人提出，写明提出人姓名',
      'Name the asker who is not the person',
    ],
  },
});
