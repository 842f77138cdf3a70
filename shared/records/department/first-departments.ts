/**
 * The directory a new district begins with. Names follow what district governments usually have; nobody in Haishu has confirmed them,
 * so every entry is marked 待确认 until the district does (domain.md D3).
 */
import { districtUnit } from '../../access/actor.ts';
import type { DepartmentData } from './schema.ts';
import { departmentId } from './department-id.ts';

type Row = readonly [key: string, zh: string, en: string, duty: string];

const ofTheDistrict: readonly Row[] = [
  ['hr', '区人社局', 'Human resources bureau', '用工、社保、人才'],
  ['tax', '区税务局', 'Tax bureau', '税费、退税'],
  ['finance', '区金融办', 'Finance office', '融资、贷款'],
  ['economy', '区经信局', 'Economy and information bureau', '政策兑现、数字化、技改'],
  ['commerce', '区商务局', 'Commerce bureau', '外贸、物流、电商'],
  ['market', '区市场监管局', 'Market regulation bureau', '审批办证、知识产权'],
  ['land', '区资源规划分局', 'Land and planning', '用地用房'],
  ['housing', '区住建局', 'Housing and construction bureau', '厂房、消防、物业'],
  ['ecology', '区生态环境分局', 'Ecology bureau', '环保'],
  ['emergency', '区应急管理局', 'Emergency bureau', '安全生产'],
  ['education', '区教育局', 'Education bureau', '侨属子女就学'],
  ['police', '区公安分局', 'Public security', '出入境、签证、户籍'],
  ['science', '区科技局', 'Science bureau', '高新认定、3315 计划'],
  ['justice', '区司法局', 'Justice bureau', '法律援助、调解'],
  ['service', '区政务服务办', 'Government service office', '审批协调'],
];

const ofEachUnit: readonly Row[] = [
  ['economy', '经济发展办', 'Economic development office', '企业服务、政策申报'],
  ['build', '城建办', 'Construction office', '厂房、道路、用地'],
  ['safety', '应急消防管理站', 'Safety station', '安全、环保'],
  ['social', '社会事务办', 'Social affairs office', '就学、就业、生活服务'],
  ['finance', '财政所', 'Finance office', '奖补资金'],
];

export interface FirstDepartment {
  readonly id: string;
  /** The unit that receives it; the district's own go to everybody. */
  readonly unit: string;
  readonly data: DepartmentData;
}

export function districtDepartments(): FirstDepartment[] {
  return ofTheDistrict.map((row) => departmentOf(districtUnit, 'district', row));
}

/** The usual offices of one street or town. */
export function unitDepartments(unit: string): FirstDepartment[] {
  return ofEachUnit.map((row) => departmentOf(unit, 'street', row));
}

function departmentOf(
  unit: string,
  level: 'district' | 'street',
  [key, name, nameEn, duty]: Row,
): FirstDepartment {
  return {
    id: departmentId(unit, key),
    unit,
    data: { name, nameEn, level, duty, standing: 'active' },
  };
}
