/** What the desktop shell itself says to people; the page has its own texts. */
import type { Bilingual } from '../../shared/texts/bilingual.ts';

export const productName = { zh: '侨帮办', en: 'Qiaobang' } satisfies Bilingual;

export const menuTexts = {
  file: { zh: '文件', en: 'File' },
  lock: { zh: '锁定', en: 'Lock' },
  quit: { zh: '退出', en: 'Quit' },
  edit: { zh: '编辑', en: 'Edit' },
  undo: { zh: '撤销', en: 'Undo' },
  redo: { zh: '重做', en: 'Redo' },
  cut: { zh: '剪切', en: 'Cut' },
  copy: { zh: '复制', en: 'Copy' },
  paste: { zh: '粘贴', en: 'Paste' },
  selectAll: { zh: '全选', en: 'Select all' },
  view: { zh: '显示', en: 'View' },
  actualSize: { zh: '实际大小', en: 'Actual size' },
  larger: { zh: '放大', en: 'Larger' },
  smaller: { zh: '缩小', en: 'Smaller' },
  fullScreen: { zh: '全屏', en: 'Full screen' },
  reload: { zh: '重新载入', en: 'Reload' },
  devTools: { zh: '开发者工具', en: 'Developer tools' },
  help: { zh: '帮助', en: 'Help' },
  about: { zh: '关于侨帮办', en: 'About Qiaobang' },
} satisfies Record<string, Bilingual>;

export const dialogTexts = {
  savePdf: { zh: '存成 PDF', en: 'Save as PDF' },
  pdfName: { zh: '打印件', en: 'Paper' },
  aboutDetail: { zh: '版本 {version}', en: 'Version {version}' },
  openTitle: { zh: '用浏览器打开？', en: 'Open in the browser?' },
  openDetail: {
    zh: '将离开侨帮办，在浏览器中打开：{address}',
    en: 'You leave Qiaobang and open in your browser: {address}',
  },
  open: { zh: '打开', en: 'Open' },
  cancel: { zh: '取消', en: 'Cancel' },
  refusedSwitch: {
    zh: '侨帮办没有启动：参数 {refused} 会削弱保护。请从桌面图标或开始菜单启动。',
    en: 'Qiaobang did not start: the argument {refused} would weaken its protection. Start it from its icon.',
  },
  startFailed: {
    zh: '侨帮办没有启动。已保存的资料没有改动。请重新启动电脑后再试；仍不行时请联系区侨联，并告知这段文字：{reason}',
    en: 'Qiaobang did not start. Saved records are unchanged. Restart the computer and try again; if it still fails, tell the district office: {reason}',
  },
  coreEnded: {
    zh: '侨帮办的数据服务意外停止（代码 {code}），程序将关闭。显示过“已保存”的内容都在。请重新打开侨帮办。',
    en: 'The data service of Qiaobang stopped unexpectedly (code {code}); the program closes. Whatever was shown as saved is safe. Open Qiaobang again.',
  },
  pageFailed: {
    zh: '窗口连续出错，程序将关闭。显示过“已保存”的内容都在。请重新打开侨帮办。',
    en: 'The window failed twice in a row; the program closes. Whatever was shown as saved is safe. Open Qiaobang again.',
  },
} satisfies Record<string, Bilingual>;
