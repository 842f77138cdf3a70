/** What enterprises bring: one template per kind, in the mix of domain.md §5.2. */
export interface ProblemTemplate {
  readonly category: string;
  readonly weight: number;
  readonly helpType: 'policy' | 'trouble' | 'voice';
  readonly title: string;
  readonly content: string;
  readonly demand: string;
  /** Key of the lead department in the first directory, and whether it is the district's. */
  readonly dept: string;
  readonly ofDistrict: boolean;
  readonly answer: string;
}

export const problemTemplates: readonly ProblemTemplate[] = [
  {
    category: 'finance',
    weight: 18,
    helpType: 'trouble',
    title: '流动资金贷款续贷',
    content: '原贷款下月到期，订单款要到年底才回，续贷手续还没有落实，资金周转紧张。',
    demand: '协调银行办理续贷',
    dept: 'finance',
    ofDistrict: true,
    answer: '已对接银行，续贷手续办妥，利率不变。',
  },
  {
    category: 'labour',
    weight: 17,
    helpType: 'trouble',
    title: '用工招聘，缺数控操作工',
    content: '旺季订单增加，招不到数控操作工，两条产线只能开一条，影响交货。',
    demand: '联系职业院校，组织专场招聘',
    dept: 'hr',
    ofDistrict: true,
    answer: '参加专场招聘会，到岗 6 人，另与职校签订实习协议。',
  },
  {
    category: 'policy',
    weight: 14,
    helpType: 'policy',
    title: '出口退税政策兑现',
    content: '三季度出口退税申报已通过，退税款还没有到账，影响备货付款。',
    demand: '核实进度，明确到账时间',
    dept: 'tax',
    ofDistrict: true,
    answer: '退税款已到账，今后按类别缩短办理时间。',
  },
  {
    category: 'ecom_tech',
    weight: 10,
    helpType: 'trouble',
    title: '跨境电商平台店铺审核被退',
    content: '新开店铺两次审核被退，提示材料与主体不一致，客服答复不清楚。',
    demand: '请懂平台规则的老师指导',
    dept: 'economy',
    ofDistrict: false,
    answer: '侨界电商导师上门指导，补齐材料后审核通过。',
  },
  {
    category: 'approval',
    weight: 8,
    helpType: 'trouble',
    title: '厂房改造消防验收排期',
    content: '二期车间改造完成，消防验收排期较长，设备已到场不能安装。',
    demand: '协调尽快验收',
    dept: 'service',
    ofDistrict: true,
    answer: '完成联合踏勘，验收通过。',
  },
  {
    category: 'trade',
    weight: 8,
    helpType: 'trouble',
    title: '海运订舱延误，求协调舱位',
    content: '旺季订不到舱位，两个货柜压在仓库，面临客户索赔。',
    demand: '协调货代和舱位信息',
    dept: 'commerce',
    ofDistrict: true,
    answer: '通过商会拼柜，货物已出运。',
  },
  {
    category: 'visa',
    weight: 6,
    helpType: 'policy',
    title: '外籍技术人员工作许可延期',
    content: '外籍工程师工作许可下月到期，项目还要半年，不清楚延期材料。',
    demand: '指导办理延期',
    dept: 'police',
    ofDistrict: true,
    answer: '许可已延期一年。',
  },
  {
    category: 'site',
    weight: 6,
    helpType: 'voice',
    title: '工业用地亩均税收评价口径',
    content: '外贸企业受汇率影响大，亩均税收评价按年度一次算，建议考虑三年平均。',
    demand: '向上反映评价口径',
    dept: 'economy',
    ofDistrict: true,
    answer: '形成专报报送，已告知企业。',
  },
  {
    category: 'safety',
    weight: 5,
    helpType: 'trouble',
    title: '厂区门前道路夜间照明',
    content: '厂区门前两百米没有路灯，夜班工人出行不便，有安全隐患。',
    demand: '安装路灯',
    dept: 'build',
    ofDistrict: false,
    answer: '已安装路灯 8 盏。',
  },
  {
    category: 'talent',
    weight: 4,
    helpType: 'voice',
    title: '侨属子女就学咨询服务',
    content: '引进的海归骨干关心子女入学，建议集中提供就学咨询。',
    demand: '扩大侨属子女就学咨询服务',
    dept: 'education',
    ofDistrict: true,
    answer: '形成社情民意报送，区教育局设专窗。',
  },
  {
    category: 'digital',
    weight: 4,
    helpType: 'policy',
    title: '数字化改造补助申报',
    content: '计划上生产管理系统，不清楚补助条件和申报时间。',
    demand: '匹配政策，辅导申报',
    dept: 'economy',
    ofDistrict: true,
    answer: '辅导申报，补助已下达。',
  },
];
