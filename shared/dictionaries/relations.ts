/** Dictionaries of relations (domain.md §2.2 `rel`, E08, E12). */
import { organisationDictionaries } from './organisations.ts';
import { registerDictionaries } from './register.ts';
import { table } from './table.ts';

const relationRole = table({
  legal: ['法定代表人', 'Legal representative'],
  shareholder: ['股东', 'Shareholder'],
  manager: ['高管', 'Manager'],
  expert: ['技术骨干', 'Technical expert'],
  contact: ['联系人', 'Contact'],
  member: ['成员', 'Member'],
  volunteer: ['志愿者', 'Volunteer'],
});

export const relationDictionaries = {
  relation_kind: table({
    kin: ['亲属', 'Kin'],
    household: ['家庭成员', 'Household'],
    enterprise: ['企业', 'Enterprise'],
    org: ['组织', 'Organisation'],
  }),
  /** How the other side of a relation is called; wider than `rel`, because the sex of the other is not always known. */
  kin_word: {
    ...registerDictionaries.rel,
    ...table({
      parent: ['父或母', 'Parent'],
      child: ['子女', 'Child'],
      sibling: ['兄弟姐妹', 'Sibling'],
      grandparent: ['祖父母', 'Grandparent'],
      maternal_grandparent: ['外祖父母', 'Maternal grandparent'],
      parent_in_law: ['公婆或岳父母', 'Parent-in-law'],
    }),
  },
  relation_role: relationRole,
  /** Any of them, for the one place that shows how two sides belong together. */
  relation_word: {
    ...organisationDictionaries.org_post,
    ...registerDictionaries.rel,
    ...relationRole,
  },
  /** What a relation founds. The app works it out from the rules of 国侨发〔2009〕5号; it certifies nothing (D4). */
  constitutes: table({
    qj: ['侨眷', 'Relative of overseas Chinese'],
    whj: ['外籍华人眷属', 'Relative of foreigner of Chinese origin'],
    gaj: ['港澳眷属', 'Relative in Hong Kong or Macao'],
    lxj: ['留学眷属', 'Relative of student abroad'],
    no: ['不构成', 'None'],
  }),
  relation_end: table({
    divorced: ['婚姻关系解除', 'Divorce'],
    support_ended: ['扶养关系终止', 'Support ended'],
    left: ['离职或退出', 'Left'],
    died: ['去世', 'Death'],
    mistake: ['登记有误', 'Entered by mistake'],
    other: ['其他', 'Other'],
  }),
  merge_decision: table({ merged: ['合并', 'Merged'], different: ['不是同一个', 'Not the same'] }),
  merge_state: table({ in_force: ['有效', 'In force'], undone: ['已撤销', 'Taken back'] }),
  duplicate_level: table({
    exact: ['号码相同', 'Same number'],
    strong: ['很可能是', 'Very likely'],
    weak: ['也许是', 'Perhaps'],
  }),
  duplicate_rule: table({
    document: ['证件号相同', 'Same document number'],
    credit_code: ['统一社会信用代码相同', 'Same credit code'],
    name_birth_sex: ['姓名、生日、性别相同', 'Same name, birthday and sex'],
    name_phone: ['名称和电话相同', 'Same name and telephone'],
    name_head: ['名称和法定代表人相同', 'Same name and representative'],
    addr_head: ['地址和户主相同', 'Same address and head'],
    sound_year_place: ['姓名读音、出生年、社区相同', 'Name sounds alike, same year and community'],
    foreign_name_year: ['外文名和出生年相同', 'Same foreign name and year'],
    name_place: ['名称相近', 'Similar name'],
  }),
  hand_over_state: table({ done: ['已交接', 'Done'], undone: ['已撤销', 'Taken back'] }),
  contact_frequency: table({
    often: ['经常', 'Often'],
    sometimes: ['一年几次', 'A few times a year'],
    seldom: ['很少', 'Seldom'],
    lost: ['失去联系', 'Lost touch'],
  }),
} as const;
