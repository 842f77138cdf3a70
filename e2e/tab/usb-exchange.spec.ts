/** A street without network reports by a bundle and gets its answer by another; the badge tells the truth at each step. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { badge, firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { tempFolder } from '../support/places.ts';
import { boxOf } from '../support/visit-form.ts';
import { startProxy, type Proxy } from '../sync/support/weather.ts';

const phone = '13900000031';
let district: District;
let line: Proxy;
let street: Office;
let desk: Office;
let stick: Awaited<ReturnType<typeof tempFolder>>;
let person = '';
let up = '';
let reply = '';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(400_000);
  stick = await tempFolder('stick');
  district = await startDistrict();
  line = await startProxy(district.url);
  street = await openOffice(browser, 'street');
  desk = await openOffice(browser, 'desk');
  await firstDay(street, { ...district, url: line.url }, loginOf(district, wangchun, 'O'));
  await firstDay(desk, district, loginOf(district, '330203000', 'D'));
  await waitUntilSynced(street);
});
test.afterAll(async () => {
  await street.close();
  await desk.close();
  await line.close();
  await district.close();
  await stick.remove();
});

test('the street has no network and takes its work out', async () => {
  const { page } = street;
  await page.getByRole('link', { name: '侨情档案' }).click();
  await page.getByRole('row').nth(1).dblclick();
  await expect(page).toHaveURL(/#\/record\/person\//);
  person = page.url().split('#/record/person/')[1] ?? '';
  line.set('dead');
  await go(page, `/edit/person/${person}`);
  await boxOf(page, '电话').fill(phone);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/record\/person\//);
  await page.keyboard.press('F9');
  await go(page, '/sync');
  await page.getByRole('button', { name: '立即同步' }).click();
  await expect(badge(street)).toContainText('离线');
  await expect(badge(street)).toContainText('待上报');

  await page.getByRole('link', { name: '带出到U盘' }).click();
  await expect(page.getByRole('heading', { name: 'U盘交换', exact: true })).toBeVisible();
  await page.screenshot({ path: 'reports/screens/exchange-offline-zh-1366.png' });
  await page.getByRole('button', { name: '做包并存成文件' }).click();
  await expect(page.getByText('填介质编号')).toBeVisible();
  await page.getByLabel('介质编号').fill('U-07');
  await page.getByLabel('U盘已查毒').check();
  up = await saved(page, () => page.getByRole('button', { name: '做包并存成文件' }).click());
  expect(up).toMatch(/QB-330203008-[A-Z]-0001\.qbx$/);
  const file = await readFile(up, 'utf8');
  expect(file.startsWith('QBX1\n')).toBe(true);
  expect(file).not.toContain(phone);
  await expect(page.getByText(/已做好/)).toBeVisible();
  await expect(register(page)).toContainText('等应答');
  // Carrying something away is not having it there.
  await expect(badge(street)).toContainText('待上报');
});

test('the district looks into the bundle, takes it and sees the record', async () => {
  const { page } = desk;
  await go(page, '/exchange');
  await page.getByLabel('选文件').setInputFiles(up);
  const preview = page.getByRole('group', { name: '包里有什么' });
  await expect(preview).toContainText('望春街道');
  await expect(preview).toContainText('U-07');
  await expect(preview).toContainText('人员 1');
  await page.screenshot({ path: 'reports/screens/exchange-desk-zh-1366.png' });
  reply = await saved(page, () => page.getByRole('button', { name: '收下并做应答包' }).click());
  expect(reply).toMatch(/QB-330203008-[A-Z]-D0001\.qbx$/);
  await expect(page.getByText(/已收下/)).toBeVisible();
  await go(page, '/sync');
  await page.getByRole('button', { name: '立即同步' }).click();
  await go(page, `/record/person/${person}`);
  await expect(page.locator('.form-body').getByText(phone, { exact: true })).toBeVisible({
    timeout: 30_000,
  });
});

test('a file of somebody else, or a changed one, is refused in words and changes nothing', async () => {
  const { page } = street;
  await go(page, '/exchange');
  const chooser = page.getByLabel('选文件');
  await chooser.setInputFiles(up);
  await expect(page.getByRole('alert')).toContainText('要交到区侨联导入');
  const text = await readFile(reply, 'utf8');
  const cut = { name: 'QB-x.qbx', mimeType: 'text/plain', buffer: Buffer.from(text.slice(0, -40)) };
  await chooser.setInputFiles(cut);
  await expect(page.getByRole('alert')).toContainText('不完整或已损坏');
  await expect(badge(street)).toContainText('待上报');
});

test('the street takes the reply: nothing is pending, and both sides are proved equal', async () => {
  const { page } = street;
  await page.getByLabel('选文件').setInputFiles(reply);
  const preview = page.getByRole('group', { name: '包里有什么' });
  await expect(preview).toContainText('应答第 1 包');
  await page.screenshot({ path: 'reports/screens/exchange-reply-zh-1366.png' });
  await page.getByRole('button', { name: '收下', exact: true }).click();
  await expect(page.getByText('与区级核对一致。')).toBeVisible();
  await expect(register(page)).toContainText('回执已收');
  await expect(badge(street)).not.toContainText('待上报');
  // The district is still out of reach: the badge does not say 全部已同步.
  await expect(badge(street)).toContainText('离线');
  await page.getByLabel('选文件').setInputFiles(reply);
  await expect(preview).toContainText('已经收过');

  line.set('fine');
  await go(page, '/sync');
  await page.getByRole('button', { name: '立即同步' }).click();
  await waitUntilSynced(street);
  expect(street.complaints.filter((each) => !each.includes('ERR_'))).toEqual([]);
});

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page).toHaveURL(new RegExp(`#${path}$`));
}

/** On the screen; the same words wait for the printer. */
function register(page: Page) {
  return page.locator('.exchange-register');
}

/** Where the file lies that the page saves when `click` is done. */
async function saved(page: Page, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const path = join(stick.path, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}
