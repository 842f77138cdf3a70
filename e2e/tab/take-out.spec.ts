/** Sensitive columns leave by a request: asked on one computer, approved on another, taken out once as a sealed file. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { expectState, handOver, openAt, takeStep } from '../support/steps.ts';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

let district: District;
let office: Office;
let chair: Office;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  office = await openOffice(browser, 'take-out');
  chair = await openOffice(browser, 'take-out-chair');
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await firstDay(chair, district, loginOf(district, wangchun, 'H'));
  await waitUntilSynced(office);
  await waitUntilSynced(chair);
});
test.afterAll(async () => {
  for (const each of [office, chair]) await each?.close();
  await district.close();
});

async function look(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `reports/screens/take-out-${name}-zh-${size.width}.png` });
  }
  await page.setViewportSize(sizes[0]);
  const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect.soft(serious.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

test('a sensitive column is asked for, approved by another, and taken out once @long', async () => {
  test.setTimeout(240_000);
  const { page } = office;
  let address = '';
  await test.step('the officer asks', async () => {
    await openAt(page, '#/list/hardship_case');
    await page.getByRole('button', { name: '表格' }).click();
    await page.getByRole('menuitem', { name: '导出台账' }).click();
    const dialog = page.getByRole('dialog');
    await look(page, '1-free');
    await dialog.getByLabel(/^申请理由/).check();
    await dialog.getByLabel('理由', { exact: true }).fill('区侨联核对大病户');
    await dialog.getByLabel('交给谁').fill('区侨联 励宁');
    await look(page, '2-request');
    await dialog.getByRole('button', { name: '提交申请' }).click();
    await expect(dialog.getByText(/CK\d/)).toBeVisible();
    await look(page, '3-asked');
    await dialog.getByRole('link', { name: '打开申请' }).click();
    await expectState(page, '已申请');
    await look(page, '4-record');
    address = new URL(page.url()).hash;
  });
  await test.step('the chair approves on another computer', async () => {
    await handOver(office, chair);
    await openAt(chair.page, address);
    await look(chair.page, '5-to-approve');
    await takeStep(chair.page, '批准', { opinion: '同意' });
    await expectState(chair.page, '已批准');
    await handOver(chair, office);
  });
  await test.step('the officer takes the file out, once', async () => {
    await expectState(page, '已批准');
    await look(page, '6-approved');
    await page.getByRole('button', { name: '导出文件' }).click();
    const dialog = page.getByRole('dialog', { name: '导出文件' });
    await look(page, '7-before');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: '导出文件' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.zip$/);
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await expect(dialog.getByTestId('file-password')).toHaveText(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/);
    await look(page, '8-password');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await expectState(page, '已导出');
    await expect(page.getByRole('button', { name: '导出文件' })).toBeHidden();
    await look(page, '9-after');
  });
  for (const each of [office, chair]) expect(each.complaints).toEqual([]);
});
