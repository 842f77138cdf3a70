/** 四清看板: a gap opens exactly its list, and mending it moves the gauge. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  district = await startDistrict();
  office = await openOffice(browser, 'clears');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('a gap opens the list that lowers the gauge', async () => {
  test.setTimeout(240_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  await page.getByRole('link', { name: '四清看板' }).click();
  await expect(page.getByRole('region', { name: '四清指数' })).toBeVisible();
  for (const [width, height] of [
    [1920, 1080],
    [1366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `reports/screens/clears-board-zh-${width}.png` });
  }
  const cell = page.getByRole('button', { name: /超期 \d+|缺项 \d+|缺关系 \d+/ }).first();
  const count = Number(/\d+/.exec((await cell.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(0);
  await cell.click();
  await page.screenshot({ path: 'reports/screens/clears-chosen-zh-1366.png' });
  const line = page.locator('.gap-line').first();
  const rows = Number(/(\d+)\s*$/.exec((await line.locator('b').textContent()) ?? '')?.[1]);
  await line.click();
  await expect(page).toHaveURL(/#\/list\//);
  await expect(page.getByText(`共 ${rows} 条`)).toBeVisible();
  expect(office.complaints).toEqual([]);
});
