/** Dictionaries that several record types share (domain.md §2.0, §2.3 A). */
import { table } from './table.ts';

export const commonDictionaries = {
  yes_no: table({ yes: ['是', 'Yes'], no: ['否', 'No'] }),
  sex: table({ '1': ['男', 'Male'], '2': ['女', 'Female'], '9': ['未说明', 'Not stated'] }),
  role: table({
    L: ['社区联络员', 'Community liaison'],
    O: ['街道侨务干事', 'Street officer'],
    H: ['街道侨联主席/分管领导', 'Street lead'],
    D: ['区侨联干部', 'District officer'],
    B: ['区侨联领导', 'District lead'],
    P: ['承办部门', 'Handling department'],
    W: ['律师/专家', 'Lawyer or expert'],
    A: ['区级管理员', 'District administrator'],
    X: ['审计只读', 'Auditor, read only'],
  }),
  unit_kind: table({
    district: ['区', 'District'],
    street: ['街道', 'Street'],
    town: ['镇', 'Town'],
    township: ['乡', 'Township'],
    park: ['园区', 'Park'],
    community: ['社区', 'Community'],
    village: ['村', 'Village'],
  }),
  /** 东商西绿中提升 (S25): what the method says a zone is for; the words may be changed by the district. */
  zone_slogan: table({
    east: ['东商', 'East: trade'],
    middle: ['中提升', 'Middle: upgrading'],
    west: ['西绿', 'West: green'],
  }),
  zone: table({ east: ['海东', 'East'], middle: ['海中', 'Middle'], west: ['海西', 'West'] }),
  user_state: table({ active: ['在用', 'Active'], disabled: ['停用', 'Disabled'] }),
  segment: table({ A: ['A 重点', 'A key'], B: ['B 关注', 'B watch'], C: ['C 一般', 'C ordinary'] }),
  fund_source: table({
    gov: ['财政', 'Budget'],
    project: ['项目', 'Project'],
    donation: ['社会捐助', 'Donation'],
  }),
  /** Record class; state secrets must never be entered (D17). */
  record_class: table({
    public: ['公开', 'Public'],
    internal: ['内部', 'Internal'],
    work_secret: ['工作秘密', 'Work secret'],
  }),
} as const;
