// `npm run dev`: the page from Vite with hot reload, the core behind it in the tab shell, restarted when its sources change.
// The page's socket goes through Vite, so that both look like one origin to the browser and to the shell's guards.
//   --data DIR (default .demo/dev)
import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';
import { socketPath } from '../shared/bridge/wire.ts';
import { buildPage } from './launch/build-parts.ts';
import { readFlags } from './launch/flags.ts';
import { root } from './launch/root.ts';

const shellPort = 4179;
const pagePort = 5179;

const read = readFlags(process.argv.slice(2));
if (!read.ok) {
  console.error(read.message);
  process.exit(2);
}
const dataDir = resolve(read.flags.data ?? join(root, '.demo/dev'));
// The tab shell wants a built page at its start, even though Vite serves the one that is looked at.
if (!buildPage((line) => console.log(line))) process.exit(1);

const page = await createServer({
  root: join(root, 'renderer'),
  configFile: join(root, 'vite.renderer.config.ts'),
  server: {
    host: '127.0.0.1',
    port: pagePort,
    strictPort: true,
    proxy: {
      // Exactly this path: the page's own modules live under /bridge/ as well.
      [`^${socketPath}$`]: {
        target: `http://127.0.0.1:${shellPort}`,
        ws: true,
        changeOrigin: true,
        rewriteWsOrigin: true,
      },
    },
  },
});
await page.listen();

let shell = startShell();
let restart: NodeJS.Timeout | null = null;
for (const folder of ['main', 'shared']) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (name === null || !/\.tsx?$/.test(name) || /\.test\.tsx?$/.test(name)) return;
    if (restart !== null) clearTimeout(restart);
    restart = setTimeout(restartShell, 300);
  });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

function startShell(): ChildProcess {
  const args = ['main/tab/main.ts', '--no-open', '--port', String(shellPort), '--data', dataDir];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk.toString('utf8').replace(`:${shellPort}/`, `:${pagePort}/`));
  });
  return child;
}

function restartShell(): void {
  const old = shell;
  const next = () => (shell = startShell());
  // The database has one holder: the next core starts when the last one has let go, or at once when it is dead already.
  if (old.exitCode !== null || old.signalCode !== null) next();
  else old.once('exit', next).kill('SIGTERM');
}

async function stop(): Promise<void> {
  const ended = new Promise((done) => shell.once('exit', done));
  shell.kill('SIGTERM');
  await ended;
  await page.close();
  process.exit(0);
}
