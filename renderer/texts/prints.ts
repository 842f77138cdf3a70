import type { TextRows } from './text-rows.ts';

export const printTexts = {
  print: ['打印', 'Print'],
  printList: ['打印', 'Print'],
  sheets: ['打印成什么表', 'Which sheet'],
  sheet: ['表样', 'Sheet'],
  purpose: ['用途', 'Purpose'],
  preview: ['打印预览', 'Print preview'],
  facts: ['{papers} 份，{pages} 页', '{papers} papers, {pages} pages'],
  factsList: ['{lines} 行，{pages} 页', '{lines} lines, {pages} pages'],
  savePdf: ['存成 PDF', 'Save as PDF'],
  pdfHint: [
    '要存成 PDF，在打印窗口里选“另存为 PDF”。',
    'For a PDF choose “Save as PDF” in the print dialog.',
  ],
  full: ['打印完整信息', 'Print whole values'],
  fullTitle: ['打印完整的敏感信息', 'Print whole sensitive values'],
  fullReason: ['为什么要打印完整信息', 'Why whole values are needed'],
  fullHint: [
    '原因和您的名字会记在每条记录的经过里',
    'The reason and your name stay at each record',
  ],
  fullNeeded: ['写明原因', 'Say why'],
  fullVerb: ['显示完整信息', 'Show whole values'],
  isFull: ['现在是完整信息，打印件要妥善保管。', 'Whole values are shown; keep the paper safe.'],
  masked: [
    '证件号、电话、账号和健康等敏感信息已遮盖。',
    'Numbers, telephones, accounts and health are masked.',
  ],
  publicSheet: [
    '这是公示用表：只有姓氏、社区、类别和金额，谁打印都一样。',
    'For posting: surname, community, kind and amount only, whoever prints it.',
  ],
  left: [
    '另有 {count} 条没有打印：不在您的权限内，或现在的状态没有这张表。',
    '{count} more are not printed: outside your rights, or without such a sheet in their state.',
  ],
  printed: ['已登记 {count} 条打印记录。', '{count} prints are noted.'],
  pdfSaved: ['PDF 已存好。', 'The PDF is saved.'],
  pdfCancelled: ['没有存 PDF。', 'No PDF was saved.'],
  pdfFailed: [
    'PDF 没有存成，记录没有受影响。换一个文件夹，或关掉打开着的同名文件再试。',
    'The PDF was not saved; records are unaffected. Choose another folder or close the open file.',
  ],
  unnoted: [
    '用页面上的〔打印〕按钮打印：打印前要登记用途。',
    'To print, press the page’s own Print button: the purpose is noted first.',
  ],
  lost: [
    '这次选的记录已经不在（页面重新打开过）。回到列表重新选。',
    'What was chosen is gone (the page was opened anew). Go back to the list and choose again.',
  ],
  back: ['返回', 'Back'],
  check: ['核对纸面', 'Check a paper'],
  checkSecond: [
    '扫描纸上的二维码，或输入编号和 8 位核对码，看纸面和记录是不是一致。',
    'Scan the QR code on the paper, or enter number and check code, to see whether paper and record agree.',
  ],
  checkLabel: ['二维码内容，或编号加核对码', 'QR text, or number and check code'],
  checkExample: ['如：ZF2026008-A0012 7K3M-9QXZ', 'For example: ZF2026008-A0012 7K3M-9QXZ'],
  checkVerb: ['核对', 'Check'],
  checkNeeded: ['扫描或输入核对码', 'Scan or enter the code'],
  verdict_same: ['一致：打印以后记录没有改过。', 'The same: the record has not changed since.'],
  verdict_older: [
    '纸面是 {time} 的内容，之后记录又办过 {count} 次。',
    'The paper shows the record as of {time}; {count} things happened since.',
  ],
  verdict_older_list: [
    '这张清单是 {time} 打印的，共 {lines} 行，其中 {changed} 条后来改过。',
    'This list was printed {time}: {lines} lines, {changed} changed since.',
  ],
  verdict_same_list: [
    '一致：清单上的 {lines} 条都没有改过。',
    'The same: none of its {lines} lines has changed.',
  ],
  verdict_unknown: [
    '核对不上：这个核对码不是本机这条记录出过的。看清编号和核对码再试；还不对，这张纸不能作准。',
    'No match: this record never had that code here. Check number and code; if they are right, do not rely on the paper.',
  ],
  verdict_absent: [
    '本机没有这条记录：可能不在您的范围，编号或核对码输错，或清单是在别的电脑上打印的。',
    'No such record here: outside your scope, mistyped, or a list printed on another computer.',
  ],
  open: ['打开记录', 'Open the record'],
  since: ['之后办过的事', 'What happened since'],
} as const satisfies TextRows;
