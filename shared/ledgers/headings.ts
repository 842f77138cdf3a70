/** Other headings under which offices write the columns of a ledger, by type and key; what rosters of people know is taken from there. */
import { rosterColumns } from '../rosters/columns.ts';

/** Columns of a roster of people by the key of the ledger's column that says the same. */
const personKeys: Readonly<Record<string, string>> = {
  idNo: 'idNo',
  identity: 'identityWords',
  country: 'identityCountry',
  emigrated: 'emigratedOn',
  returned: 'returnedOn',
  head: 'household',
  role: 'householdRole',
  unit: '$unit',
  kinName: '$kinName',
  kinWord: '$kinWord',
  kinCountry: '$kinCountry',
};

const person: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    rosterColumns.map(({ key, title, aliases }) => [
      personKeys[key] ?? key,
      [title.zh, ...aliases],
    ]),
  ),
  $age: ['年龄', '周岁'],
  generation: ['老侨新侨', '新老侨', '侨别'],
  verifiedOn: ['核实日期', '核实时间'],
};

const byType: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  person,
  household: {
    name: ['户名'],
    head: ['户主', '户主姓名'],
    kind: ['户类别', '家庭类别', '类别'],
    addr: ['地址', '住址', '家庭住址', '居住地址'],
    community: ['社区（村）', '所在社区', '所属社区', '村社'],
    fileNo: ['户档号', '档号', '一户一档号'],
    liaison: ['联络员', '包干人', '责任人'],
    verifiedOn: ['核实日期'],
    $members: ['家庭成员', '成员', '成员姓名'],
    $memberCount: ['人数', '家庭人数', '人口数'],
  },
  enterprise: {
    name: ['企业名称', '单位名称', '公司名称', '侨企名称', '名称'],
    uscc: ['统一信用代码', '社会信用代码', '信用代码', '营业执照号'],
    kind: ['企业类型', '侨企类型', '类型', '类别'],
    sharePct: ['侨资占比', '侨资比例', '占比'],
    country: ['来源地', '投资来源地', '国家', '国别', '来源国家（地区）'],
    legalRep: ['法人', '法人代表', '法定代表人姓名'],
    regAddr: ['注册地', '注册地址'],
    bizAddr: ['地址', '经营地址', '企业地址', '详细地址'],
    community: ['社区（村）', '所在社区', '所属社区'],
    founded: ['成立时间', '成立日期', '注册时间'],
    industry: ['所属行业', '行业类别', '行业'],
    mainProduct: ['主营业务', '主要产品', '经营范围', '主营'],
    aboveScale: ['规上', '是否规上', '规上企业'],
    highTech: ['高企', '是否高企', '高新技术企业'],
    employees: ['人数', '员工人数', '职工人数'],
    contact: ['联系人', '联络人', '企业联系人'],
    contactPost: ['职务', '联系人职务'],
    contactPhone: ['电话', '联系电话', '手机', '联系方式'],
    officer: ['服务专员', '联络员', '责任人'],
    note: ['备注', '说明'],
  },
  org: {
    name: ['组织名称', '侨联名称', '名称'],
    founded: ['成立时间', '成立日期'],
    chair: ['主席', '会长', '负责人'],
    secretary: ['秘书长'],
    membersCount: ['会员数', '成员数', '人数'],
    qiaoCount: ['归侨侨眷数', '归侨侨眷人数'],
    address: ['地址', '活动场所'],
    note: ['备注', '说明'],
  },
};

export function headingsOf(type: string, key: string): readonly string[] {
  return byType[type]?.[key] ?? [];
}
