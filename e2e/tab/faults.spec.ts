/** What can go wrong at the door: each fault has its one clear message, and nothing is lost by it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bytesOf, keysOfLaterFormat } from '../support/data-files.ts';
import { startDistrict, type District, type Login } from '../support/district.ts';
import { firstDay, openOffice, signIn, unlock, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { tempFolder } from '../support/places.ts';
import { startTab } from '../support/tab-program.ts';
import { startProxy, type Proxy } from '../sync/support/weather.ts';

let district: District;
let line: Proxy;
let office: Office;
let officer: Login;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  line = await startProxy(district.url);
  office = await openOffice(browser, 'faults');
  officer = loginOf(district, wangchun, 'O');
});
test.afterAll(async () => {
  await office.close();
  await line.close();
  await district.close();
});

const said = (text: string | RegExp) => expect(office.page.getByRole('alert')).toHaveText(text);

async function enrolAt(server: string, code: string): Promise<void> {
  const { page } = office;
  await page.getByLabel('服务器地址').fill(server);
  await page.getByLabel('登记码').fill(code);
  await page.getByLabel('这台电脑叫什么').fill('故障测试');
  await page.getByRole('button', { name: '登记', exact: true }).click();
}

test('a wrong address, a dead, a foreign and a broken server are told apart', async () => {
  await enrolAt('http://office.example', 'AAAA-BBBB-CCCC');
  await said('服务器地址要写成 https://… 或本机的 http://127.0.0.1:端口。');
  line.set('dead');
  await enrolAt(line.url, 'AAAA-BBBB-CCCC');
  await said(`连不上区级服务器 ${line.url}，这台电脑还没有登记。核对地址和网络，再按登记。`);
  line.set('garbage');
  await enrolAt(line.url, 'AAAA-BBBB-CCCC');
  await said(`区级服务器 ${line.url} 答复看不懂，可能地址填错了。核对地址；本机记录都在。`);
  line.set('broken');
  await enrolAt(line.url, 'AAAA-BBBB-CCCC');
  await said('区级服务器出了问题（500）。本机记录都已存好，稍后会自动再试。');
  line.set('fine');
});

test('wrong, expired and used enrolment codes are told apart', async ({ browser }) => {
  await enrolAt(line.url, 'AAAA-BBBB-CCCC');
  await said('登记码不对。向区侨联核对，注意字母和数字。');
  await enrolAt(line.url, await district.code(wangchun, -1));
  await said('登记码已过期。请区侨联重新发一个。');

  const code = await district.code(wangchun);
  const first = await openOffice(browser, 'faults-first');
  await firstDay(first, { ...district, code: () => Promise.resolve(code) }, officer);
  await first.close();
  await enrolAt(line.url, code);
  await said('登记码已经用过，一个码只登记一台电脑。请区侨联重新发一个。');
});

test('a wrong password is refused online, and counted offline', async () => {
  const { page } = office;
  await enrolAt(line.url, await district.code(wangchun));
  await page.getByLabel('账号').fill(officer.login);
  await page.getByLabel('口令').fill('not-my-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await said('账号或口令不对。');
  await signIn(office, officer);

  line.set('dead');
  await page.locator('button.who').click();
  await page.getByRole('menuitem', { name: '锁定' }).click();
  for (const left of [4, 3]) {
    await page.getByLabel('口令').fill('not-my-password');
    await page.getByRole('button', { name: '解锁', exact: true }).click();
    await said(`口令不对，还可以试 ${left} 次。`);
  }
  await unlock(office, officer);
});

test('an address works once, and a busy port is named', async ({ browser }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  await page.goto(office.address);
  await expect(page.getByRole('heading', { name: '这个地址已经用过' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveText(
    '这个打开地址只能用一次，已经失效。回到命令窗口复制新地址，或重新启动。',
  );
  await stranger.close();

  const { port } = new URL(office.address);
  const folder = await tempFolder('busy-port');
  const ownData = ['--data', folder.path];
  const second = startTab('--port', port, ...ownData);
  expect(await second.ended()).toBe(2);
  expect(second.output().trim()).toBe(
    `端口 ${port} 被占用。换一个端口，或关掉占用它的程序。 / Port ${port} is in use. Choose another or close the program that holds it.`,
  );
  await folder.remove();
});

test('newer data and unreadable keys are named, and not a byte changes', async () => {
  const [profile = ''] = readdirSync(join(office.dataDir, 'profiles'));
  const folder = join(office.dataDir, 'profiles', profile);
  const whole = readFileSync(join(folder, 'keys.json'), 'utf8');
  const faults = [
    [
      keysOfLaterFormat(whole),
      '这份数据由更新版本的侨帮办写成，本机版本打不开。数据没有改动；装上新版本后再打开。',
    ],
    ['{"half a fi', '钥匙文件读不出来，数据原样保留、没有改动。找区侨联管理员用恢复钥匙打开。'],
  ] as const;
  for (const [content, words] of faults) {
    await office.kill();
    for (const copy of ['keys.json', 'keys.json.copy']) writeFileSync(join(folder, copy), content);
    const before = bytesOf(folder);
    await office.restart();
    await said(words);
    await expect(office.page.getByLabel('口令')).toHaveCount(0);
    expect(bytesOf(folder)).toEqual(before);
  }
  await office.kill();
  for (const copy of ['keys.json', 'keys.json.copy']) writeFileSync(join(folder, copy), whole);
  await office.restart();
  await unlock(office, officer);
});
