/** The tab shell as a program: `node main/tab/main.ts [--data DIR] [--port N] [--no-open]`. The page must have been built. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import packageFile from '../../package.json' with { type: 'json' };
import { defaultDataFolder } from '../core/shell/data-folder.ts';
import { coreWorkerUrl, spawnCore } from '../core/shell/spawn-core.ts';
import { readPort } from './read-port.ts';
import { runTab } from './run-tab.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
  },
});
const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url));
const port = readPort(values.port);

if (port === null) {
  console.error('--port 要写 0 到 65535 的数字。 / --port wants a number from 0 to 65535.');
  process.exitCode = 2;
} else if (!existsSync(rendererDir)) {
  console.error(
    '页面还没有构建，先执行 npm run build 或直接用 npm start。 / The page is not built: npm run build first, or use npm start.',
  );
  process.exitCode = 2;
} else {
  const core = await spawnCore({
    workerUrl: coreWorkerUrl,
    dataDir: values.data ?? defaultDataFolder(),
    shell: 'tab',
    appVersion: packageFile.version,
  });
  process.exitCode = await runTab({
    core,
    rendererDir,
    port,
    open: !values['no-open'],
    print: (line) => console.log(line),
  });
}
