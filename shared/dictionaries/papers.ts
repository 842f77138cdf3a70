/** What papers and exported files are for: it stands in the record's history (domain.md §2.6). */
import { table } from './table.ts';

export const paperDictionaries = {
  print_purpose: table({
    sign: ['签字盖章', 'To be signed'],
    file: ['存档', 'For the file'],
    send: ['送达、交办', 'To be handed over'],
    post: ['公示张贴', 'To be posted'],
    report: ['上报', 'To be reported'],
    voucher: ['财务凭证', 'As a voucher'],
    other: ['其他', 'Other'],
  }),
  export_purpose: table({
    report: ['上报汇总', 'Reporting'],
    check: ['核对', 'Checking'],
    meeting: ['会议材料', 'For a meeting'],
    audit: ['审计、检查', 'Audit'],
    edit: ['批量修改后再导入', 'To be edited and imported again'],
    other: ['其他', 'Other'],
  }),
} as const;
