/** What liaisons write after a visit, in their own short style. `{head}` and `{abroad}` are filled in. */
import { pickOne, type Random } from '../random.ts';

export const situations = {
  festival: [
    '节前上门看望{head}，送去慰问品，身体尚可，家里已备好年货。',
    '{head}一家过年在本地，{abroad}因工作不回，约定除夕视频。',
    '送春联和慰问品，{head}说社区活动比往年多，愿意继续参加。',
    '看望{head}，老人听力下降，邻居常来照应，精神不错。',
  ],
  daily: [
    '与{head}聊近况，{abroad}今年打算回来探亲，具体日期未定。',
    '核对联系方式和住址，均无变化。{head}愿意加入侨胞联络群。',
    '{head}退休在家，每周去社区老年食堂吃饭，身体尚可。',
    '家里无大变化，{abroad}换了工作，仍在原来的城市。',
    '{head}问起子女回国后社保怎么接续，已当场说明办理地点。',
    '陪同社区干部走访，{head}对小区加装电梯表示支持。',
  ],
  hardship: [
    '{head}慢性病需长期服药，每月药费负担较重，生活能自理。',
    '{head}独居，子女在外地，社区已安排志愿者每周上门一次。',
    '家中主要收入为退休金，{head}上月住院，报销后仍有自付部分。',
  ],
  key: [
    '向{head}介绍区里侨务工作安排，{head}愿意牵线联系海外社团。',
    '{head}谈到海外侨团近况，建议多办线上交流。',
  ],
  returnee: ['接待{abroad}回乡探亲，陪同参观社区，了解其在外生活情况。'],
  verify: ['核实户籍、住址和海外亲属信息，已更新。'],
  enterprise: [
    '订单平稳，出口占比略降，企业正在试做国内电商渠道。',
    '企业缺数控操作工，已登记，准备对接职业学校。',
    '出口退税办理顺利，企业对政策宣讲会有兴趣。',
    '厂房租约明年到期，企业希望就近续租。',
    '新设备已投产，企业想了解技术改造补助的申报时间。',
  ],
  absent: ['上门未遇，门口留了联系卡。', '两次敲门无人应，邻居说去外地探亲。'],
  called: [
    '电话联系，近况正常，约定下月上门。',
    '电话了解情况，{head}在外地子女家暂住，身体尚可。',
  ],
  refused: ['对方表示暂不需要走访，尊重意愿。'],
  moved: ['已搬离原住处，新地址待核实。'],
} as const satisfies Record<string, readonly string[]>;

export const needs = [
  { text: '想了解子女回国就业的人才补贴怎么申请', category: 'policy', route: 'on_site' },
  { text: '药费负担重，望给予救助', category: 'medical', route: 'hardship' },
  { text: '希望社区多办老年食堂和日间照料', category: 'care', route: 'suggestion' },
  { text: '小区没有电梯，老人上下楼不便', category: 'housing', route: 'suggestion' },
  { text: '海外亲属来探亲，问停留证件怎么办', category: 'entry', route: 'on_site' },
  { text: '与海外亲属有房产继承手续要公证', category: 'legal', route: 'legal' },
  { text: '孩子转学需要哪些证明', category: 'school', route: 'note' },
] as const;

export const businessNeeds = [
  { text: '缺数控操作工，希望对接职业学校', category: 'job', route: 'ticket' },
  { text: '想了解技术改造补助的申报条件', category: 'policy', route: 'on_site' },
  { text: '建议多组织侨企之间的供需对接会', category: 'business', route: 'suggestion' },
  { text: '外籍股东签证续签手续复杂', category: 'entry', route: 'ticket' },
] as const;

export const freeSuggestions = [
  { content: '建议在侨胞之家增设周末英语角，方便归国子女交流。', category: 'culture' },
  { content: '希望侨务政策用短视频讲，老年侨眷看得懂。', category: 'service' },
  { content: '建议把为侨服务窗口的办事清单贴到各社区。', category: 'service' },
  { content: '建议节假日组织留学生家庭联谊。', category: 'culture' },
  { content: '希望园区班车增加早班，侨企职工上班方便些。', category: 'business' },
  { content: '小区垃圾投放点离老年楼太远，希望调整。', category: 'community' },
  { content: '建议为独居归侨安装紧急呼叫器。', category: 'community' },
  { content: '希望区里每季度开一次涉侨政策咨询会。', category: 'policy' },
] as const;

/** By the state in which the suggestion ended. */
export const replies = {
  answered: ['已转有关部门，答复将电话告知。', '已与社区沟通，正在研究办法。'],
  adopted: ['已与社区商定，列入下月安排。', '感谢建议，正在试办，欢迎参加。'],
  explained: ['现行政策尚不支持，已当面说明。', '已说明办理渠道，对方表示理解。'],
} as const;

/** A sentence with the names filled in; a family with nobody abroad gets the general word. */
export function inWords(
  random: Random,
  kind: keyof typeof situations,
  names: { head: string; abroad: string | null },
): string {
  const list: readonly string[] = situations[kind];
  return pickOne(random, list)
    .replaceAll('{head}', names.head)
    .replaceAll('{abroad}', names.abroad ?? '海外亲属');
}
