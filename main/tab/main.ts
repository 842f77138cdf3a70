/** The tab shell as a program: `node main/tab/main.ts [--data DIR] [--port N] [--page DIR] [--core FILE] [--no-open]`. The page must have been built. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import packageFile from '../../package.json' with { type: 'json' };
import { defaultDataFolder } from '../core/shell/data-folder.ts';
import { coreWorkerUrl, spawnCore } from '../core/shell/spawn-core.ts';
import { readArguments, type TabArguments } from './read-arguments.ts';
import { runTab } from './run-tab.ts';

const read = readArguments(process.argv.slice(2));
if (read.ok) {
  process.exitCode = await run(read.value);
} else {
  console.error(read.message);
  process.exitCode = 2;
}

async function run({ data, port, page, core: built, open }: TabArguments): Promise<number> {
  const rendererDir = page ?? fileURLToPath(new URL('../../out/renderer', import.meta.url));
  if (!existsSync(rendererDir)) {
    console.error(
      '页面还没有构建，先执行 npm run build 或直接用 npm start。 / The page is not built: npm run build first, or use npm start.',
    );
    return 2;
  }
  const dataDir = data ?? defaultDataFolder();
  const core = await spawnCore({
    workerUrl: built === null ? coreWorkerUrl : pathToFileURL(built),
    dataDir,
    shell: 'tab',
    appVersion: packageFile.version,
  });
  return runTab({ core, rendererDir, port, open, print: (line) => console.log(line) });
}
