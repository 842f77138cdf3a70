import { recordTexts } from '../texts.ts';

export const relationTexts = recordTexts({
  name: ['关系', 'Relation'],
  newOne: ['登记关系', 'New relation'],
  empty: ['还没有登记关系。', 'No relations yet.'],
  fields: {
    kind: ['关系类别', 'Kind'],
    from: ['本人', 'Person'],
    to: ['对方', 'Other side'],
    rel: ['本人是对方的', 'The person is the other’s'],
    role: ['角色', 'Role'],
    sharePct: ['持股', 'Share'],
    anchorIdentity: ['对方的侨身份', 'Identity of the other'],
    country: ['对方国家（地区）', 'Country or region of the other'],
    emigrated: ['对方出国时间', 'The other emigrated'],
    notarised: ['扶养已公证', 'Support notarised'],
    contactFrequency: ['联系情况', 'How often in touch'],
    since: ['起', 'From'],
    until: ['止', 'Until'],
    endedReason: ['终止原因', 'Why it ended'],
    note: ['备注', 'Note'],
  },
  sections: {
    who: ['谁和谁', 'Who'],
    anchor: ['对方情况', 'The other side'],
    time: ['起止', 'Period'],
  },
  columns: {
    person: ['本人', 'Person'],
    kind: ['类别', 'Kind'],
    word: ['本人是对方的', 'Is the other’s'],
    other: ['对方', 'Other side'],
    country: ['国家（地区）', 'Country or region'],
    constitutes: ['构成', 'Founds'],
    since: ['起', 'From'],
    until: ['止', 'Until'],
    in_force: ['有效', 'In force'],
    from_id: ['本人', 'Person'],
    to_id: ['对方', 'Other side'],
    qualifies: ['关系清', 'Counts'],
    lacks_country: ['缺国家（地区）', 'Country missing'],
  },
  views: {
    all: ['全部', 'All'],
    kin: ['亲属', 'Kin'],
    enterprise: ['企业', 'Enterprises'],
    no_country: ['缺国家（地区）', 'Country missing'],
    ended: ['已终止', 'Ended'],
  },
  states: { active: ['有效', 'Active'] },
  hints: {
    rel: ['例：虞菊兰是虞志远的母亲，选“母”', 'Yu Julan is Yu Zhiyuan’s mother: choose “Mother”'],
    to: [
      '境外亲属还没有档案的，先建一份简档',
      'A relative abroad without a record gets a thin one first',
    ],
  },
  problems: {
    'relation.self': ['本人和对方是同一个人', 'Both sides are the same person'],
    'relation.needs_kin': ['亲属关系的对方要选人员', 'Kin needs a person'],
    'relation.needs_household': [
      '家庭成员的对方要选涉侨户',
      'Household membership needs a household',
    ],
    'relation.needs_enterprise': ['企业关系的对方要选企业', 'Choose an enterprise'],
    'relation.needs_org': ['组织关系的对方要选组织', 'Choose an organisation'],
    'relation.twice': [
      '这两边的关系已经登记过，打开原来那条去改',
      'This relation is already registered; change that one',
    ],
    'relation.sex': ['称呼和本人性别对不上', 'The word does not fit the person’s sex'],
    'relation.older': [
      '长辈的出生日期晚于晚辈，核对出生日期或称呼',
      'The elder was born after the younger: check births or the word',
    ],
    'relation.siblings_age': [
      '兄弟姐妹的长幼和出生日期对不上',
      'Elder or younger does not fit the births',
    ],
    'relation.too_young': [
      '晚辈出生时长辈只有 {years} 岁，核对一下',
      'The elder was only {years} when the younger was born; check',
    ],
    'relation.second_spouse': [
      '已登记了一位配偶；先终止原来的婚姻关系',
      'A spouse is registered already; end that relation first',
    ],
    'relation.second_parent': [
      '已登记了一位父亲或母亲，核对是不是同一人',
      'A father or mother is registered already',
    ],
    'relation.ends_before': ['终止时间早于起始时间', 'It ends before it begins'],
    'relation.end_whole': ['终止要写时间和原因', 'An end needs a date and a reason'],
    'relation.country_needed': [
      '写明对方国家（地区），关系清才算数',
      'Name the other’s country or region, or the relation does not count',
    ],
    'relation.country_wrong': [
      '国家（地区）和对方的侨身份对不上',
      'The country does not fit the other’s identity',
    ],
    'relation.notarise': [
      '长期扶养要有公证才构成侨眷',
      'Long-term support counts only when notarised',
    ],
  },
});
