import { recordTexts } from '../texts.ts';

export const legalResourceTexts = recordTexts({
  name: ['律师团', 'Lawyer'],
  newOne: ['新建律师', 'New lawyer'],
  empty: ['还没有律师档案。', 'No lawyers yet.'],
  fields: {
    name: ['姓名', 'Name'],
    account: ['系统账号', 'Account'],
    firm: ['执业机构', 'Firm'],
    licenceNo: ['执业证号', 'Licence number'],
    fields: ['擅长领域', 'Fields'],
    languages: ['语言', 'Languages'],
    phone: ['电话', 'Telephone'],
    team: ['所属团队', 'Team'],
    enterprises: ['签约服务企业', 'Enterprises'],
    from: ['服务开始', 'From'],
    to: ['服务截止', 'To'],
    clients: ['已代理的当事人', 'Present clients'],
  },
  sections: {
    basic: ['基本信息', 'Basics'],
    enterprises: ['服务企业', 'Enterprises'],
    clients: ['利益冲突', 'Conflicts'],
  },
  columns: {
    name: ['姓名', 'Name'],
    firm: ['执业机构', 'Firm'],
    team: ['所属团队', 'Team'],
    enterprises_count: ['服务企业', 'Enterprises'],
    valid_from: ['服务开始', 'From'],
    valid_to: ['服务截止', 'To'],
    account_id: ['系统账号', 'Account'],
  },
  views: { all: ['全部', 'All'], ending: ['30 天内到期', 'Ending within 30 days'] },
  states: { active: ['有效', 'Active'] },
  problems: {
    'legal_resource.ends_early': ['截止日期不能早于开始日期', 'The end cannot precede the start'],
  },
  hints: { clients: ['每行一个，受理时与相对方比对', 'One a line; compared with opponents'] },
});
