// `npm start`: opens the app on this machine's own data.
//   --shell=tab|desktop  --data DIR  --port N  --no-open
import { resolve } from 'node:path';
import { defaultDataFolder } from '../main/core/shell/data-folder.ts';
import { readFlags } from './launch/flags.ts';
import { openApp } from './launch/open-app.ts';

const read = readFlags(process.argv.slice(2));
if (read.ok) {
  const dataDir = resolve(read.flags.data ?? defaultDataFolder());
  process.exitCode = await openApp({
    flags: read.flags,
    dataDir,
    print: (line) => console.log(line),
  });
} else {
  console.error(read.message);
  process.exitCode = 2;
}
