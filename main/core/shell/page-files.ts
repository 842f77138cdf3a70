/**
 * The built page as an allow-list: every file is found once at the start, and a request is answered only when its path is
 * literally on the list. There is no path arithmetic on requests, so there is nothing to climb out of.
 */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
}

export interface PageFiles {
  /** Request paths that have an answer. */
  readonly paths: readonly string[];
  /** The file behind a raw request path (no decoding), or null. */
  read(path: string): Promise<PageFile | null>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Lists the servable files under a folder. Rejects when the folder or its index.html is missing. */
export async function listPageFiles(folder: string): Promise<PageFiles> {
  const root = await realpath(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    // Links are left out: they may point anywhere, now or later.
    if (!entry.isFile() || types[extname(file)] === undefined) continue;
    files.set(`/${relative(root, file).split(sep).join('/')}`, file);
  }
  const index = files.get('/index.html');
  if (index === undefined) throw new Error('the page has no index.html; run the build first');
  files.set('/', index);
  return {
    paths: [...files.keys()],
    read: async (path) => {
      const file = files.get(path);
      if (file === undefined || (await realpath(file).catch(() => '')) !== file) return null;
      return {
        type: types[extname(file)] ?? 'application/octet-stream',
        body: await readFile(file),
      };
    },
  };
}
