import { recordTexts } from '../texts.ts';

export const membershipTexts = recordTexts({
  name: ['任职', 'Post'],
  newOne: ['登记任职', 'New post'],
  empty: ['还没有登记任职。', 'No posts yet.'],
  fields: {
    org: ['组织', 'Organisation'],
    term: ['届次', 'Term'],
    person: ['人员', 'Person'],
    post: ['职务', 'Post'],
    fullTime: ['专职', 'Full time'],
    since: ['任职起', 'From'],
    until: ['任职止', 'Until'],
    appointmentNo: ['任职文号', 'Appointment no.'],
    duties: ['分工', 'Duties'],
  },
  sections: { basic: ['任职', 'Post'], duties: ['分工', 'Duties'] },
  columns: {
    org: ['组织', 'Organisation'],
    person: ['人员', 'Person'],
    post: ['职务', 'Post'],
    since: ['任职起', 'From'],
    until: ['任职止', 'Until'],
    org_id: ['组织', 'Organisation'],
    person_id: ['人员', 'Person'],
    term_id: ['届次', 'Term'],
  },
  views: { present: ['在任', 'Present'], all: ['全部', 'All'] },
  states: { active: ['有效', 'Active'] },
  problems: {
    'membership.ends_before': ['任职止早于任职起', 'It ends before it begins'],
    'membership.twice': ['这个人已在任这个职务', 'This person holds the post already'],
    'membership.taken': [
      '这个职务已有人在任；先填那一位的任职止',
      'Somebody holds this post; end that first',
    ],
    'membership.foreigner': [
      '外籍人士一般只任顾问、名誉主席或海外委员，核对职务',
      'A foreign national is usually adviser, honorary chair or overseas member only',
    ],
    'membership.identity': [
      '委员一般是归侨或侨眷，核对身份',
      'Committee members are returnees or relatives as a rule',
    ],
  },
});
