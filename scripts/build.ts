// Builds what Electron packs: main process and core worker, preload, page. One after the other: two cores.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PARTS = [
  { config: 'vite.main.config.ts', mode: 'main', entry: 'main/core/shell/core-worker.ts' },
  { config: 'vite.main.config.ts', mode: 'preload', entry: 'main/desktop/preload.ts' },
  { config: 'vite.renderer.config.ts', mode: 'production', entry: 'renderer/index.html' },
];

for (const { config, mode, entry } of PARTS) {
  if (!existsSync(join(ROOT, entry))) {
    process.stderr.write(
      `缺少入口文件 ${entry}，无法构建。 / Cannot build: the entry ${entry} is missing.\n`,
    );
    process.exit(1);
  }
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--config', config, '--mode', mode, '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
