// `npm start`: opens the app on this machine's own data. Its first page can open the demonstration beside it.
//   --shell=tab|desktop  --data DIR  --port N  --no-open  --demo-data DIR (default .demo)  --small (demonstration)
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
    demoArguments: [
      ...(read.flags.demoData === null ? [] : ['--data', resolve(read.flags.demoData)]),
      ...(read.flags.small ? ['--small'] : []),
    ],
  });
} else {
  console.error(read.message);
  process.exitCode = 2;
}
