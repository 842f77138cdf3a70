/** Dictionaries of organisations (domain.md §2.2, E14–E16, S02, S08). */
import { table } from './table.ts';

export const organisationDictionaries = {
  org_kind: table({
    street: ['街道（镇乡）侨联', 'Street federation'],
    community: ['社区（村）侨联', 'Community federation'],
    social: ['社会组织', 'Social organisation'],
    school: ['学校', 'School'],
    building: ['楼宇', 'Office building'],
    park: ['园区', 'Park'],
    overseas: ['海外', 'Overseas'],
    enterprise: ['侨企', 'Enterprise'],
  }),
  org_form: table({
    committee: ['侨联（委员会）', 'Federation (committee)'],
    contact_group: ['联络组', 'Contact group'],
    group: ['小组', 'Group'],
    association: ['联谊会', 'Association'],
    branch: ['分会', 'Branch'],
    station: ['工作站', 'Work station'],
  }),
  org_tier: table({
    '1': ['街道', 'Street'],
    '2': ['社区', 'Community'],
    '3': ['社会组织', 'Social organisation'],
    x: ['拓展', 'Extended'],
  }),
  org_state: table({
    preparing: ['筹备', 'Preparing'],
    normal: ['正常', 'Normal'],
    overdue: ['届满未换', 'Term over'],
    stalled: ['停滞', 'Stalled'],
    dissolved: ['撤销', 'Dissolved'],
  }),
  five_have: table({
    organisation: ['有组织', 'Organisation'],
    team: ['有队伍', 'Team'],
    funds: ['有经费', 'Funds'],
    place: ['有阵地', 'Place'],
    activity: ['有活动', 'Activities'],
  }),
  five_good: table({
    leaders: ['领导班子好', 'Good leaders'],
    cadres: ['干部队伍好', 'Good cadres'],
    support: ['工作保障好', 'Good support'],
    effect: ['活动成效好', 'Good results'],
    people: ['群众反映好', 'Well spoken of'],
  }),
  demo_level: table({
    none: ['无', 'None'],
    district: ['区级', 'District'],
    city: ['市级', 'City'],
    province: ['省级', 'Province'],
    nation: ['国家级', 'National'],
  }),
  org_post: table({
    chair: ['主席', 'Chair'],
    vice_chair: ['副主席', 'Vice chair'],
    secretary_general: ['秘书长', 'Secretary general'],
    vice_secretary: ['副秘书长', 'Deputy secretary general'],
    standing: ['常委', 'Standing committee member'],
    committee: ['委员', 'Committee member'],
    honorary: ['名誉主席', 'Honorary chair'],
    adviser: ['顾问', 'Adviser'],
    overseas: ['海外委员', 'Overseas committee member'],
    officer: ['干事', 'Officer'],
    liaison: ['联络员', 'Liaison'],
  }),
  /** The six brands of the method (S08). */
  brand: table({
    tech: ['高新', 'High and new'],
    harmony: ['和合', 'Harmony'],
    clean: ['亲清', 'Close and clean'],
    beauty: ['和美', 'Beauty'],
    culture: ['文化', 'Culture'],
    startup: ['双创', 'Enterprise and innovation'],
  }),
  unit_brand_state: table({
    planned: ['筹划', 'Planned'],
    active: ['实施中', 'Active'],
    ended: ['已结束', 'Ended'],
  }),
} as const;
