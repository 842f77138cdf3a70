// `npm run demo`: a district server full of invented people, this machine enrolled as one of its desks, and the app.
//   --desk wangchun|gulin|qu  --shell=tab|desktop  --data DIR (default .demo)  --port N  --no-open  --small
// The first start fills the district; later starts find yesterday's data.
import { join, resolve } from 'node:path';
import { failures } from '../shared/bridge/errors.ts';
import { say } from '../shared/texts/bilingual.ts';
import { CannotStart } from '../server/boot.ts';
import { startTrouble } from '../server/start-trouble.ts';
import { demoLogins, demoStreets } from './launch/seed-district.ts';
import { desks, isDeskName, loginTable, type DeskName } from './launch/demo-logins.ts';
import { enterDemoPlace, type DemoPlace } from './launch/demo-place.ts';
import { endWithLauncher } from './launch/end-with-launcher.ts';
import { enrolDesk } from './launch/enrol-desk.ts';
import { readFlags, type LaunchFlags } from './launch/flags.ts';
import { isPortFree } from './launch/free-port.ts';
import { openApp } from './launch/open-app.ts';
import { root } from './launch/root.ts';

const print = (line: string) => console.log(line);
endWithLauncher();

const read = readFlags(process.argv.slice(2));
const desk = read.ok ? (read.flags.desk ?? 'wangchun') : '';
if (!read.ok) {
  console.error(read.message);
  process.exitCode = 2;
} else if (!isDeskName(desk)) {
  console.error(
    `没有这台演示电脑：${desk}。可选 ${Object.keys(desks).join('、')}。 / No such desk.`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = await demo(read.flags, desk);
}

async function demo(flags: LaunchFlags, desk: DeskName): Promise<number> {
  // Known before minutes of work, not after.
  if (flags.port !== 0 && !(await isPortFree(flags.port))) {
    console.error(say(failures.E_PORT_IN_USE, 'zh', { port: flags.port }));
    return 2;
  }
  const folder = resolve(flags.data ?? join(root, '.demo'));
  const place = await enter(folder, flags.small);
  if (place === null) return 2;
  try {
    print(
      place.own === null
        ? `演示区级服务器已在运行：${place.url}`
        : `演示区级服务器已启动：${place.url}`,
    );
    const dataDir = join(folder, `desk-${desk}`);
    const obstacle = await enrolDesk({
      dataDir,
      deviceName: `演示电脑（${desks[desk].name}）`,
      server: place.url,
      code: () => place.code(desk),
    });
    if (obstacle !== null) {
      console.error(obstacle);
      return 1;
    }
    return await openApp({
      flags,
      dataDir,
      print,
      afterAddress: loginTable(demoLogins(demoStreets(flags.small)), desk),
    });
  } finally {
    await place.own?.close();
  }
}

async function enter(folder: string, small: boolean): Promise<DemoPlace | null> {
  try {
    return await enterDemoPlace({ folder, print, small });
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(
      error.code === 'port_in_use'
        ? `演示区级服务器的端口 ${error.detail} 被别的程序占用。关掉那个程序再试；或删除 ${folder} 从头开始。`
        : startTrouble(error),
    );
    return null;
  }
}
