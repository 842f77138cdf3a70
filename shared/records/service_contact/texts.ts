import { recordTexts } from '../texts.ts';

export const serviceContactTexts = recordTexts({
  name: ['接待登记', 'Desk contact'],
  newOne: ['登记来访', 'New contact'],
  empty: ['还没有接待登记。', 'No contacts yet.'],
  fields: {
    desk: ['中心', 'Centre'],
    at: ['时间', 'Time'],
    by: ['接待人', 'Received by'],
    mode: ['方式', 'Mode'],
    subject: ['服务对象', 'For whom'],
    caller: ['来访人', 'Caller'],
    phone: ['电话', 'Telephone'],
    topic: ['事项', 'Topic'],
    content: ['内容', 'Content'],
    route: ['去向', 'Route'],
    answer: ['答复', 'Answer'],
    target: ['转办记录', 'Case made of it'],
  },
  sections: {
    who: ['来访', 'Contact'],
    what: ['事项', 'Topic'],
    outcome: ['办理', 'Outcome'],
  },
  columns: {
    at: ['时间', 'Time'],
    desk: ['中心', 'Centre'],
    subject: ['服务对象', 'For whom'],
    topic: ['事项', 'Topic'],
    route: ['去向', 'Route'],
    desk_id: ['中心', 'Centre'],
    subject_id: ['服务对象', 'For whom'],
    target_id: ['转办记录', 'Case'],
    routed_in_time: ['及时转办', 'Routed in time'],
  },
  views: { all: ['全部', 'All'], to_route: ['待转办', 'To be routed'] },
  states: { received: ['已登记', 'Received'], routed: ['已转办', 'Routed'] },
  actions: { receive: ['登记', 'Register'], route: ['转办', 'Route'] },
  problems: {
    'service_contact.ticket_needs_enterprise': [
      '侨企难题要写明企业，服务对象选企业',
      'An enterprise ticket needs an enterprise',
    ],
  },
});
