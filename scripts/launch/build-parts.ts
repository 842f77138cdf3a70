// Builds what a shell needs, and only when it is missing or older than its sources.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isOutdated } from './newest.ts';
import { root } from './root.ts';

/** Folder of the built page. */
export const pageFolder = join(root, 'out/renderer');

const pageSources = ['renderer', 'shared', 'vite.renderer.config.ts', 'package-lock.json'];
const desktopSources = [...pageSources, 'main/desktop', 'main/core', 'vite.main.config.ts'];

/** Builds the page when needed. False when the build failed; its own output says why. */
export function buildPage(print: (line: string) => void): boolean {
  if (!isOutdated(join(pageFolder, 'index.html'), at(pageSources))) return true;
  print('正在构建页面，约十几秒…… / Building the page…');
  return run(join(root, 'node_modules/vite/bin/vite.js'), [
    'build',
    '--config',
    'vite.renderer.config.ts',
    '--logLevel',
    'error',
  ]);
}

/** Builds main process, preload and page when needed. */
export function buildDesktop(print: (line: string) => void): boolean {
  const parts = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'].map(
    (part) => join(root, part),
  );
  if (parts.every((part) => existsSync(part) && !isOutdated(part, at(desktopSources)))) return true;
  print('正在构建桌面程序…… / Building the desktop program…');
  return run(join(root, 'scripts/build.ts'), []);
}

function at(paths: readonly string[]): string[] {
  return paths.map((path) => join(root, path));
}

function run(script: string, args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}
