/** Expected failures of paper, spreadsheets and rosters (errors.ts). */
import type { Bilingual } from '../texts/bilingual.ts';

export const tableFailures = {
  E_TOO_MANY: {
    zh: '一次最多 {max} 条，现在有 {count} 条。用筛选缩小范围，分几次办。',
    en: 'At most {max} at a time; there are {count}. Narrow the filter and do it in parts.',
  },
  E_UNKNOWN_SHEET: {
    zh: '这种记录没有这张表。回到记录重新选。',
    en: 'This kind of record has no such sheet. Go back and choose again.',
  },
  E_EXPORT_LIMIT: {
    zh: '您一次最多导出 {max} 条，现在有 {count} 条。用筛选缩小范围，或填写数据出口申请（超过 500 人由区侨联批准）。',
    en: 'You may export at most {max} at once; there are {count}. Narrow the filter, or ask for the export (the district decides on more than 500 people).',
  },
  E_EXPORT_SENSITIVE: {
    zh: '证件号、健康、账号等敏感信息要先申请，由另一位同志批准后导出。去掉这些列，或填写数据出口申请。',
    en: 'Sensitive values (numbers, health, accounts) leave only with another person’s approval. Leave these columns out, or ask for the export.',
  },
  E_EXPORT_FREE: {
    zh: '没有选敏感列，条数也在限额内，不用申请，直接导出。',
    en: 'No sensitive column is chosen and the number is within your limit: export it directly.',
  },
  E_EXPORT_NOT_APPROVED: {
    zh: '这件数据出口申请还没有批准，或者已经过期、已经导出过。打开申请看办理情况，需要时重新申请。',
    en: 'This export request is not approved, has lapsed, or was used already. Look at the request; ask again where needed.',
  },
  E_EXPORT_GREW: {
    zh: '批准的是 {approved} 条，现在有 {count} 条，没有导出。缩小范围，或重新申请。',
    en: 'Approved were {approved} records, now there are {count}; nothing was exported. Narrow it, or ask again.',
  },
  E_JOB_GONE: {
    zh: '这次办理的文件已经不在内存里（锁定过，或又办了几次）。重新办一次，记录没有受影响。',
    en: 'The file of this work is no longer in memory. Do it again; records are unaffected.',
  },
  E_STOPPED: { zh: '已停止，没有改动任何记录。', en: 'Stopped; no record was changed.' },
  E_TABLE_OLD: {
    zh: '这是旧格式（.xls、.et）或加了密码的表格，读不了。用 Excel 或 WPS 打开，另存为 .xlsx，不设密码，再导入。',
    en: 'An old format (.xls, .et) or a protected file. Save it as .xlsx without a password and import again.',
  },
  E_TABLE_DAMAGED: {
    zh: '表格打不开，可能没有存完整。重新存盘后再导入，记录没有改动。',
    en: 'The table cannot be opened; it may be incomplete. Save it again; no record was changed.',
  },
  E_TABLE_LARGE: {
    zh: '表格太大：最多 20 MB、5 万行、400 列。分成几份再导入。',
    en: 'The table is too large: at most 20 MB, 50,000 rows, 400 columns. Split it.',
  },
  E_TABLE_KIND: {
    zh: '这不是表格文件。选 .xlsx 或 .csv。',
    en: 'This is no table. Choose an .xlsx or .csv file.',
  },
  E_TEMPLATE_KIND: {
    zh: '只有 .xlsx 才有版式可以保留。用 Excel 或 WPS 另存为 .xlsx 再放进来。',
    en: 'Only an .xlsx workbook has a layout to keep. Save it as .xlsx and bring it again.',
  },
  E_TEMPLATE_LARGE: {
    zh: '这张表超过 4 MB，多半带着图片或历年数据。删掉后另存一份再放进来。',
    en: 'The table is larger than 4 MB, most likely for pictures or old data. Take them out and bring it again.',
  },
  E_TEMPLATE_ELSEWHERE: {
    zh: '这件申请要填的单位表格不在这台电脑上，可能登记在另一台，或已经删了。到那台电脑上导出，或重新登记表格再申请一次。',
    en: 'The table that this request is about is not on this computer: it may be on another, or was removed. Take it out there, or bring the table again and ask anew.',
  },
  E_TEMPLATE_EMPTY: {
    zh: '没有一列对上，填不了。至少对上一列。',
    en: 'No column is matched; match at least one.',
  },
  E_NOTHING_CHANGED: {
    zh: '与选的那次相比，没有改动，不用再报。要整张表就选“整张表”。',
    en: 'Nothing has changed since then. Choose the whole table if you need it.',
  },
  E_TABLE_EMPTY: { zh: '表格里没有内容。', en: 'The table is empty.' },
  E_TABLE_NO_HEADER: {
    zh: '找不到表头：前 25 行里没有认得的列名。下载模板对照，或换一张工作表。',
    en: 'No row of known headings in the first 25 rows. Compare with the template, or choose another sheet.',
  },
  E_NOTHING_CHOSEN: {
    zh: '没有可以办的记录：可能不在您的权限内，或已经不在这个状态。',
    en: 'No record to work on: outside your rights, or no longer in this state.',
  },
} as const satisfies Record<string, Bilingual>;
