/** The peer: PouchDB 9.0.0 with express-pouchdb 4.2.0, installed on demand into a folder of its own. It never enters the product. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startChild, type Child } from './children.ts';

const home = fileURLToPath(new URL('peer/', import.meta.url));

export type Kind = 'as it comes' | 'tuned';
export const kinds: readonly Kind[] = ['as it comes', 'tuned'];

/** Install scripts stay off: everything needed lies in the packages. Null when they cannot be had. */
export function installPeer(): boolean {
  if (existsSync(join(home, 'node_modules', 'pouchdb'))) return true;
  try {
    const how = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    execFileSync('npm', how, { cwd: home, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface PeerSide {
  readonly server: Child;
  device(kind: Kind, name: string): Promise<Child>;
}

export async function startPeer(folder: string, documents: number): Promise<PeerSide> {
  const server = await startChild('peer/server.mjs', [join(folder, 'peer-server')]);
  await server.ask('seed', { name: 'db', count: documents });
  const url = await server.ask<string>('url');
  return {
    server,
    device: (kind, name) => startChild('peer/client.mjs', [join(folder, name), url, kind]),
  };
}
