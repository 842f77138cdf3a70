/** 数据看板: every figure opens exactly the records that it counts. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  district = await startDistrict();
  office = await openOffice(browser, 'figures');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('a figure opens the records behind it', async () => {
  test.setTimeout(240_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  await page.getByRole('link', { name: '数据看板' }).click();
  await page.getByText('近 12 个月').click();
  const tile = page.getByRole('button', { name: /^见面率/ });
  await expect(tile).toBeVisible();
  await expect(page.getByRole('figure', { name: '每月件数' }).first()).toBeVisible();
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `reports/screens/figures-board-zh-${width}.png` });
  }
  const count = Number(/(\d+) ／/.exec((await tile.textContent()) ?? '')?.[1]);
  expect(count).toBeGreaterThan(0);
  await tile.click();
  await expect(page.getByText('来自看板：见面率')).toBeVisible();
  await expect(page.getByText(`共 ${count} 条`)).toBeVisible();
  await page.screenshot({ path: 'reports/screens/figures-list-zh-1366.png' });
  await page.getByRole('button', { name: '不再限定' }).click();
  await expect(page.getByText('来自看板：见面率')).toBeHidden();
  expect(office.complaints).toEqual([]);
});
