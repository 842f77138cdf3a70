/** Dictionaries of the legal clinic (domain.md §2.2, §2.3 H, §3.4). */
import { table } from './table.ts';

export const legalDictionaries = {
  legal_cat: table({
    family: ['婚姻家庭继承', 'Family, inheritance'],
    housing: ['房产拆迁', 'Housing'],
    labour: ['劳动用工', 'Labour'],
    contract: ['合同投资', 'Contracts, investment'],
    ip: ['知识产权', 'Intellectual property'],
    notary: ['涉外公证认证', 'Foreign notarisation'],
    entry: ['出入境户籍', 'Entry, exit, registration'],
    debt: ['债权债务', 'Debts'],
    tort: ['侵权损害', 'Damages'],
    admin: ['行政争议', 'Administrative disputes'],
    tax: ['税务外汇', 'Taxes, foreign exchange'],
    other: ['其他', 'Other'],
  }),
  legal_desk: table({
    rights: ['维权中心', 'Rights centre'],
    clinic: ['商圈法律诊所', 'Business-quarter clinic'],
    community: ['社区法律站', 'Community station'],
    online: ['线上', 'Online'],
  }),
  legal_referral: table({
    none: ['无', 'None'],
    aid: ['法律援助', 'Legal aid'],
    mediation: ['人民调解', 'People’s mediation'],
    labour: ['劳动仲裁', 'Labour arbitration'],
    court: ['诉讼', 'Litigation'],
    notary: ['公证', 'Notary'],
    petition: ['信访/行政复议', 'Petition or review'],
    qiao_mediation: ['涉侨纠纷调解', 'Overseas-Chinese mediation'],
  }),
  legal_result: table({
    settled: ['已解决', 'Settled'],
    partial: ['部分解决', 'Partly settled'],
    advised: ['已解答', 'Advised'],
    handed: ['已移交', 'Handed over'],
    failed: ['未能解决', 'Not settled'],
  }),
  client_kind: table({ enterprise: ['企业', 'Enterprise'], person: ['个人', 'Person'] }),
  legal_stage: table({
    open: ['在办', 'Open'],
    closed: ['结案', 'Closed'],
    declined: ['不受理', 'Declined'],
    withdrawn: ['撤回', 'Withdrawn'],
  }),
  opinion_kind: table({ simple: ['简单', 'Simple'], complex: ['复杂', 'Complex'] }),
  legal_team: table({
    quarter: ['商圈法律咨询团', 'Business-quarter counsel'],
    community: ['社区6+X', 'Community 6+X'],
    district: ['区顾问团', 'District counsel'],
  }),
  touch_kind: table({
    advice: ['咨询', 'Advice'],
    check: ['法律体检', 'Legal check-up'],
    contract: ['合同审查', 'Contract review'],
    training: ['培训', 'Training'],
    visit: ['走访', 'Visit'],
    push: ['政策推送已回执', 'Policy sent, receipt given'],
  }),
} as const;
