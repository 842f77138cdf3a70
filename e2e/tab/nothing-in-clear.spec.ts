/**
 * Planted words go into every form, are searched for, printed and backed up; the app and the browser crash. Afterwards no file below
 * the data folder or the browser's profile holds one of them: database, log, temporary files, logs, backups, IndexedDB, caches, dumps.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { can } from '../../shared/access/can.ts';
import type { Actor } from '../../shared/access/actor.ts';
import { recordTypes } from '../../shared/records/registry.ts';
import { filesBelow, filesHolding } from '../support/data-files.ts';
import { startDistrict, type District } from '../support/district.ts';
import { openOwnBrowser, type OwnBrowser } from '../support/own-browser.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { tempFolder } from '../support/places.ts';
import type { Program } from '../support/program.ts';
import { startTab } from '../support/tab-program.ts';

const unit = wangchun;
const officerHere: Actor = { userId: 'o', name: '一', unit, community: '', roles: ['O'] };
/** Whatever a street officer may begin: a new type is in here by itself. */
const types = recordTypes
  .filter(
    (type) =>
      type.collection === 'records' &&
      can(officerHere, 'create', type, { unit, community: `${unit}001` }).allow,
  )
  .map(({ name }) => name);
/** Rare enough to be nowhere by chance, and good as a name, an address or a number's neighbour. */
const planted = (type: string, place: number) => `忻藏${type}${'甲乙丙丁戊己庚辛壬癸'[place % 10]}`;
const words = [...types.map((type) => `忻藏${type}`), '忻藏宝', '忻藏附件', '演示路藏号'];

let district: District;
let data: Awaited<ReturnType<typeof tempFolder>>;
let profile: Awaited<ReturnType<typeof tempFolder>>;
let app: Program;
let browser: OwnBrowser;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  district = await startDistrict();
  data = await tempFolder('clear-data');
  profile = await tempFolder('clear-browser');
});
test.afterAll(async () => {
  await app.stop();
  browser.kill();
  await district.close();
  await data.remove();
  await profile.remove();
});

async function openPage(): Promise<Page> {
  app = startTab('--data', data.path);
  const address = (await app.waitFor(/address: (\S+)/))[1] ?? '';
  browser = await openOwnBrowser(profile.path);
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(address);
  return page;
}

test('what is typed, found, printed and backed up lies nowhere in clear', async () => {
  test.setTimeout(240_000);
  const officer = loginOf(district, wangchun, 'O');
  const page = await openPage();
  await page.getByLabel('服务器地址').fill(district.url);
  await page.getByLabel('登记码').fill(await district.code(officer.unit));
  await page.getByLabel('这台电脑叫什么').fill('端到端测试');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByLabel('账号').fill(officer.login);
  await page.getByLabel('口令').fill(officer.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();

  for (const type of types) await test.step(`every box of ${type}`, () => fillForm(page, type));

  await test.step('attach a file that holds such a word', async () => {
    await go(page, '/form/suggestion/clear-suggestion');
    await page.getByTestId('pick-attachments').setInputFiles({
      name: '忻藏附件.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('忻藏附件：演示路藏号'.repeat(200)),
    });
    await expect(page.getByText('忻藏附件.txt')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('草稿已自动保存')).toBeVisible();
    expect(filesBelow(data.path).filter((path) => path.includes('files')).length).toBeGreaterThan(
      0,
    );
  });
  await test.step('search for it', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('忻藏');
    await expect(page.getByText(/没有找到|忻藏/).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
  await test.step('print it', async () => {
    expect((await page.pdf()).length).toBeGreaterThan(1_000);
  });
  await test.step('back it up', async () => {
    await go(page, '/keeping');
    await page.getByRole('button', { name: '立即备份' }).click();
    await expect.poll(() => filesBelow(join(data.path, 'profiles')).join('\n')).toMatch(/backups/);
  });
  await test.step('the page, the app and the browser crash', async () => {
    await page.goto('chrome://crash').catch(() => undefined);
    await app.kill();
    browser.kill();
  });

  expect(filesBelow(data.path).length).toBeGreaterThan(5);
  expect(filesBelow(profile.path).length).toBeGreaterThan(20);
  expect(filesHolding(data.path, words)).toEqual([]);
  expect(filesHolding(profile.path, words)).toEqual([]);
  // The search would have found something.
  const control = join(profile.path, 'control.txt');
  writeFileSync(control, `……${planted('visit', 3)}……`);
  expect(filesHolding(profile.path, words)).toEqual([control]);
});

test('and all of it is still there for its owner', async () => {
  const officer = loginOf(district, wangchun, 'O');
  const page = await openPage();
  await page.getByLabel('口令').fill(officer.password);
  await page.getByRole('button', { name: '解锁', exact: true }).click();
  await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  for (const type of types) {
    await go(page, `/form/${type}/clear-${type}`);
    await expect
      .poll(() =>
        page
          .locator('main input, main textarea')
          .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value).join(' ')),
      )
      .toContain(`忻藏${type}`);
  }
});

/** Every box that takes a text gets one; dates, choices and pickers are left, they hold no words of their own. */
async function fillForm(page: Page, type: string): Promise<void> {
  await go(page, `/form/${type}/clear-${type}`);
  const boxes = page.locator(
    'main textarea:visible, main input[type=text]:visible:not([role=combobox]):not([aria-haspopup]):not([inputmode]):not([readonly])',
  );
  const count = await boxes.count();
  expect(count, `${type} has boxes to write into`).toBeGreaterThan(0);
  for (let place = 0; place < count; place += 1) {
    const box = boxes.nth(place);
    if (await box.isEditable()) await box.fill(planted(type, place));
  }
  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已自动保存')).toBeVisible();
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page.locator('h1')).toBeVisible();
  await page.waitForLoadState('networkidle');
}
