/** What a roster of persons may say, and under which headings offices write it (domain.md §2.3 B, source R1). */
import type { Bilingual } from '../texts/bilingual.ts';

export interface RosterColumn {
  readonly key: string;
  readonly title: Bilingual;
  readonly aliases: readonly string[];
  /** Sensitive: what cannot be read is never copied anywhere. */
  readonly sensitive?: boolean;
}

/** Keys that are names of the person's fields stand there unchanged; the others are read in `understand-row.ts`. */
export const rosterColumns: readonly RosterColumn[] = [
  column(
    'nameCn',
    '姓名',
    'Name',
    '名字 中文姓名 人员姓名 侨眷姓名 归侨姓名 成员姓名 家庭成员 name',
  ),
  column('sex', '性别', 'Sex', '男女 sex gender'),
  column('birth', '出生日期', 'Born', '出生年月 出生年月日 生日 出生时间 出生 birth birthday'),
  {
    ...column(
      'idNo',
      '身份证号',
      'ID number',
      '身份证 身份证号码 公民身份号码 证件号码 证件号 身份证件号码 id',
    ),
    sensitive: true,
  },
  column(
    'phone',
    '电话',
    'Telephone',
    '联系电话 手机 手机号 手机号码 联系方式 本人电话 电话号码 phone tel',
  ),
  column(
    'identity',
    '侨身份',
    'Identity',
    '身份类别 侨界身份 侨情类别 类别 人员类别 身份 侨属身份 侨胞类别',
  ),
  column('nationality', '国籍', 'Nationality', '国籍地区 nationality'),
  column(
    'country',
    '所在国家（地区）',
    'Country',
    '国家 国家地区 侨居国 旅居国 居住国 居住国家 海外国家 所在国 国别 country',
  ),
  column('emigrated', '出国时间', 'Left China', '出国日期 出境时间 出国年月 旅外时间'),
  column('returned', '回国时间', 'Came back', '回国日期 归国时间 回国定居时间 回国年月'),
  column('liveState', '状态', 'State', '人员状态 现状 在册状态'),
  column('head', '户主', 'Head of household', '户主姓名 户 户名 所属户 家庭户主'),
  column('role', '与户主关系', 'Relation to head', '与户主的关系 户主关系 与户主 家庭关系 称谓'),
  column(
    'community',
    '社区',
    'Community',
    '社区村 所在社区 所属社区 村社 村社区 居委会 社区名称 村',
  ),
  column('unit', '街道', 'Street', '所属街道 镇街 乡镇街道 街道镇乡 单位 填报单位'),
  column(
    'liveAddr',
    '现住址',
    'Address',
    '住址 地址 家庭住址 居住地址 现居住地 现居住地址 通讯地址 联系地址 address',
  ),
  column('domicileAddr', '户籍地址', 'Domicile', '户籍地 户籍 户口所在地 户籍所在地'),
  column('nativePlace', '籍贯', 'Native place', '祖籍'),
  column('birthPlace', '出生地', 'Birthplace', ''),
  column('nameForeign', '外文名', 'Foreign name', '英文名 外文姓名 英文姓名'),
  column('alias', '曾用名', 'Former name', '别名'),
  column('education', '学历', 'Education', '最高学历 文化程度'),
  column('occupation', '职业', 'Occupation', ''),
  column('employer', '工作单位', 'Employer', '工作单位及职务 就业单位'),
  column('socialPosts', '社会职务', 'Public posts', '职务 社会职务及荣誉'),
  column(
    'kinName',
    '海外亲属',
    'Relative abroad',
    '海外亲属姓名 亲属姓名 国外亲属 境外亲属 侨胞姓名 海外关系人 港澳台及海外亲属',
  ),
  column('kinWord', '亲属称谓', 'What the relative is', '与本人关系 与海外亲属关系 亲属关系 关系'),
  column(
    'kinCountry',
    '亲属所在国家（地区）',
    'Relative’s country',
    '海外亲属国家 海外亲属所在国 亲属国家 亲属所在国 亲属所在国家',
  ),
  column('kinEmigrated', '亲属出国时间', 'Relative left', '海外亲属出国时间'),
  column('segment', '分类', 'Class', '分类等级 重点分类'),
  column('liaison', '联络员', 'Liaison', '联系人 包干人 社区联络员 责任人'),
  column('note', '备注', 'Note', '说明 其他 备注说明'),
];

export const rosterColumn = (key: string): RosterColumn | undefined =>
  rosterColumns.find((each) => each.key === key);

function column(key: string, zh: string, en: string, aliases: string): RosterColumn {
  return { key, title: { zh, en }, aliases: aliases === '' ? [] : aliases.split(' ') };
}
