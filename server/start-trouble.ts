/** Why the server or its command line cannot start, in one line that says what to do. */
import { say, type Bilingual } from '../shared/texts/bilingual.ts';
import { CannotStart } from './boot.ts';

const troubles: Readonly<Record<CannotStart['code'], Bilingual>> = {
  port_in_use: {
    zh: '端口 {detail} 被占用。用 --port 换一个端口，或关掉占用它的程序。',
    en: 'Port {detail} is in use. Choose another with --port or close the program that holds it.',
  },
  newer_database: {
    zh: '数据库由更新版本的服务器建立（{detail}），没有改动任何内容。请升级后再启动。',
    en: 'A newer server made this database ({detail}). Nothing was changed; upgrade and start again.',
  },
  folder_in_use: {
    zh: '数据文件夹 {detail} 正被另一个服务器进程使用。先停下它再试。',
    en: 'The data folder {detail} is used by another server process. Stop it and try again.',
  },
  database_unreachable: {
    zh: '连不上 DATABASE_URL 指定的数据库（{detail}）。核对地址、账号和数据库是否已启动。',
    en: 'The database in DATABASE_URL cannot be reached ({detail}). Check address, account and that it runs.',
  },
};

/** The line for an error; null for a wrong use of the options; other errors are told with their stack, they are bugs. */
export function startTrouble(error: unknown): string | null {
  if (error instanceof CannotStart) {
    const params = { detail: error.detail };
    const text = troubles[error.code];
    return `${say(text, 'zh', params)}\n${say(text, 'en', params)}`;
  }
  if (error instanceof TypeError) return null;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
