/** A computer joins: it waits, two people compare its fingerprint, it works, it is stopped; seen from both desks. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, signIn, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';

const districtUnit = '330203000';
let district: District;
let desk: Office;
let street: Office;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  desk = await openOffice(browser, 'desk');
  street = await openOffice(browser, 'street');
  await firstDay(desk, district, loginOf(district, districtUnit, 'D'));
});
test.afterAll(async () => {
  await desk.close();
  await street.close();
  await district.close();
});

test('pending, confirmed by telephone, at work, revoked', async () => {
  test.setTimeout(240_000);
  const officer = loginOf(district, wangchun, 'O');
  const { page } = street;
  await page.getByLabel('服务器地址').fill(district.url);
  await page.getByLabel('登记码').fill(await district.pendingCode(wangchun));
  await page.getByLabel('这台电脑叫什么').fill('流动服务点');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  const fingerprint = (await page.getByTestId('fingerprint').textContent()) ?? '';
  expect(fingerprint).toMatch(/^\d{4}( \d{4}){3}$/);
  await page.getByLabel('账号').fill(officer.login);
  await page.getByLabel('口令').fill(officer.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('还等着区侨联确认');

  const board = desk.page;
  await board.getByRole('link', { name: '设备' }).click();
  await expect(board.getByRole('heading', { name: '设备' })).toBeVisible();
  const line = board.getByRole('row', { name: /流动服务点/ });
  await expect(line).toContainText('待确认');
  await line.getByRole('button', { name: '核对指纹' }).click();
  await board.getByLabel(/对方念的指纹/).fill(fingerprint);
  await board.getByRole('button', { name: '一致，确认这台电脑' }).click();
  await expect(line).toContainText('正常');

  await signIn(street, officer);
  await waitUntilSynced(street);
  await board.getByRole('button', { name: '刷新' }).click();
  await expect(line).toContainText(officer.name);
  await board.setViewportSize({ width: 1366, height: 768 });
  await board.screenshot({ path: test.info().outputPath('devices-1366.png') });
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.screenshot({ path: test.info().outputPath('devices-1920.png') });

  await line.getByRole('button', { name: '停用' }).click();
  await board.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await expect(line).toContainText('停用');
  await page.goto(`${new URL(page.url()).origin}/#/sync`);
  // By the key: the page may be gone before a button can be found.
  await page.keyboard.press('F9');
  // Nothing was unsent: it erases itself, and anybody may enrol it anew.
  await expect(page.getByLabel('服务器地址')).toBeVisible({ timeout: 60_000 });
  await board.getByRole('button', { name: '刷新' }).click();
  await expect(line).toContainText('已抹除');
});
