/** 走访计划 from the generator to the finished plan: looked at, made, assigned, walked, and seen in the coverage. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf, choose } from '../support/visit-form.ts';

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  district = await startDistrict();
  office = await openOffice(browser, 'visit-plans');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('a plan is made, walked and counted, with no network in between', async () => {
  test.setTimeout(300_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  await district.kill();

  await test.step('coverage names whoever was not seen', async () => {
    await page.getByRole('link', { name: '走访慰问' }).click();
    await page.getByRole('link', { name: '走访计划', exact: true }).click();
    await page.getByRole('tab', { name: '走访覆盖' }).click();
    await expect(page.getByRole('row', { name: /困难户/ }).first()).toBeVisible();
    await page.screenshot({ path: 'reports/screens/visit-coverage-zh-1366.png' });
  });

  await test.step('the plan is looked at, made, taken back, and made again', async () => {
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog', { name: '生成计划' });
    await dialog.getByText('12 个月').click();
    await expect(dialog.getByText(/将生成 \d+ 件走访计划/)).toBeVisible();
    await page.screenshot({ path: 'reports/screens/visit-plan-preview-zh-1366.png' });
    await dialog.getByText('30 天').click();
    await dialog.getByRole('button', { name: /生成 \d+ 件/ }).click();
    await expect(page.getByText(/已生成 \d+ 件走访计划/)).toBeVisible();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.getByText(/已撤销 \d+ 件计划/)).toBeVisible();
    await page.keyboard.press('F2');
    await dialog.getByRole('button', { name: /生成 \d+ 件/ }).click();
    await expect(page.getByText(/已生成 \d+ 件走访计划/)).toBeVisible();
  });

  const first = page.locator('table.walk tbody tr:not(.group-row)').first();
  const name = await test.step('it is assigned and begun from the route', async () => {
    await page.getByRole('tab', { name: '本周路线' }).click();
    await page.getByText('全部', { exact: true }).click();
    await page.getByRole('button', { name: /派发 \d+ 件/ }).click();
    await expect(page.getByText(/已派发 \d+ 件/)).toBeVisible();
    await page.screenshot({ path: 'reports/screens/visit-week-zh-1366.png' });
    const subject = (await first.getByRole('link').first().textContent()) ?? '';
    await first.getByRole('button', { name: '开始走访' }).click();
    return subject;
  });

  await test.step('the visit knows its plan and finishes it', async () => {
    await expect(page.getByText(name).first()).toBeVisible();
    await choose(page, '结果', '已见面');
    await boxOf(page, '基本情况').fill('按计划走访，精神尚可');
    if ((await boxOf(page, '地点').inputValue()) === '') await boxOf(page, '地点').fill('家中');
    await page.getByRole('button', { name: /提交审核/ }).click();
    await expect(page).toHaveURL(/#\/record\/visit\//);
    await page.getByRole('link', { name: '走访慰问' }).click();
    await page.getByRole('link', { name: '计划清单', exact: true }).click();
    await page.getByRole('tab', { name: /已完成/ }).click();
    await expect(page.getByRole('row', { name: new RegExp(name) }).first()).toBeVisible();
    await page.screenshot({ path: 'reports/screens/visit-plan-done-zh-1366.png' });
  });

  await test.step('the district hears of it', async () => {
    await district.start();
    await page.keyboard.press('F9');
    await waitUntilSynced(office);
  });
  expect(office.complaints).toEqual([]);
});
