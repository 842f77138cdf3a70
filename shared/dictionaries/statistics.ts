/** Dictionaries of statistics, census and change (domain.md §2.3 N: E71, E73, E74). */
import { table } from './table.ts';

export const statisticsDictionaries = {
  stat_template: table({ qiaoqing: ['侨情统计表', 'Statistics of the register'] }),
  clear_gauge: table({
    dz: ['底子清', 'Complete'],
    sz: ['数字清', 'Agreed'],
    gx: ['关系清', 'Related'],
    dt: ['动态清', 'Fresh'],
  }),
  denominator_metric: table({
    above_scale: ['规上企业总数', 'Enterprises above scale'],
    enterprises: ['企业总数', 'Enterprises'],
    population: ['常住人口', 'Residents'],
    households: ['总户数', 'Households'],
    communities: ['社区（村）数', 'Communities'],
    schools: ['学校数', 'Schools'],
  }),
  change_kind: table({
    added: ['新增', 'New'],
    moved_in: ['迁入', 'Moved in'],
    moved_out: ['迁出', 'Moved away'],
    abroad: ['出国', 'Went abroad'],
    back: ['回国', 'Came back'],
    dead: ['去世', 'Died'],
    identity: ['身份变更', 'Change of identity'],
    firm: ['企业变更', 'Change of an enterprise'],
    // What a visit found (domain.md E18).
    family: ['家庭变化', 'Change in the family'],
    health: ['健康变化', 'Change in health'],
    overseas: ['海外变化', 'Change overseas'],
  }),
  census_method: table({
    visit: ['入户', 'Door to door'],
    phone: ['电话', 'Telephone'],
    data: ['数据比对', 'Data match'],
    mixed: ['多种方式', 'Several ways'],
  }),
} as const;
