/** A ledger out to a spreadsheet and back: untouched it changes nothing, edited it comes back row by row, and all of it is undone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import readSheets from 'read-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  office = await openOffice(browser, 'excel');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page.locator('h1')).toBeVisible();
}

async function look(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `reports/screens/excel-${name}-zh-${size.width}.png` });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(tooWide, `${name} is wider than ${size.width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(sizes[0]);
  const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect.soft(serious.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

async function exportHere(page: Page, name: string): Promise<Buffer> {
  await page.getByRole('button', { name: '表格' }).click();
  await page.getByRole('menuitem', { name: '导出台账' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/当前列表的/)).toBeVisible();
  await look(page, `${name}-dialog`);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '导出台账' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/台账_望春街道_\d{4}-\d{2}-\d{2}\.xlsx$/);
  await expect(dialog.getByText(/已导出/)).toBeVisible();
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await expect(dialog).toBeHidden();
  return readFileSync(await file.path());
}

async function importFile(page: Page, type: string, buffer: Buffer): Promise<void> {
  await go(page, `/import/${type}`);
  const another = page.getByRole('button', { name: '导入另一份' });
  if (await another.isVisible()) await another.click();
  await page.locator('input[type=file]').setInputFiles({
    name: '台账.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  });
  await expect(page.getByText(/表头在第 3 行/)).toBeVisible();
}

test('a ledger goes out and comes back', async () => {
  test.setTimeout(300_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);

  const bytes = await test.step('out, from the list, with who and what for', async () => {
    await go(page, '/list/enterprise');
    return exportHere(page, 'export');
  });
  const [ledger] = await readSheets(bytes);
  const rows = (ledger?.data ?? []).map((row) =>
    row.map((cell) => (cell === null ? '' : String(cell))),
  );
  expect(rows[0]?.[0]).toBe('侨企台账');
  expect(rows.length).toBeGreaterThan(3);

  await test.step('back untouched: nothing to import', async () => {
    await importFile(page, 'enterprise', bytes);
    await expect(page.getByText('表里的内容和本机一样，没有要导入的。').first()).toBeVisible();
    const same = page.getByRole('tab', { name: /没有变化/ });
    await expect(same.locator('.count')).toHaveText(String(rows.length - 3));
    await expect(page.getByRole('tab', { name: /新增/ }).locator('.count')).toHaveText('0');
    await look(page, 'same');
  });

  await test.step('back edited: a change, a new row, a row with a problem', async () => {
    const heads = rows[2] ?? [];
    const at = (title: string) => heads.indexOf(title);
    const edited = rows.map((row) => [...row]);
    const [first = []] = edited.slice(3);
    first[at('主营')] = '数控车床';
    const added = [...first];
    for (const title of ['编号', '系统编号', '系统校验', '统一社会信用代码'])
      if (at(title) >= 0) added[at(title)] = '';
    added[at('企业名称')] = '演示新到企业有限公司';
    const wrong = [...added];
    wrong[at('企业名称')] = '演示写错有限公司';
    wrong[at('行业')] = '没有这一类';
    const file = await writeXlsx([...edited, added, wrong] as never).toBuffer();
    await importFile(page, 'enterprise', file);
    await expect(page.getByText('字典里没有的“没有这一类”')).toBeVisible();
    await look(page, 'preview');
    await page.getByRole('button', { name: '导入 2 条' }).click();
    await expect(page.getByText('导入完成：新增 1 条，修改 1 条')).toBeVisible();
    await expect(page.getByRole('button', { name: '撤销这次导入' })).toBeVisible();
    await look(page, 'done');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载逐行结果' }).click();
    const [result] = await readSheets(readFileSync(await (await download).path()));
    const words = (result?.data ?? []).map((row) => row[1]);
    expect(words.filter((word) => word === '新增')).toHaveLength(1);
    expect(words.filter((word) => word === '没有导入')).toHaveLength(1);

    await importFile(page, 'enterprise', file);
    await expect(page.getByRole('tab', { name: /新增/ }).locator('.count')).toHaveText('0');
    await expect(page.getByRole('tab', { name: /修改/ }).locator('.count')).toHaveText('0');
  });

  await test.step('and is taken back', async () => {
    await go(page, '/today');
    await go(page, '/import/enterprise');
    await page.getByRole('button', { name: '撤销这次导入' }).click();
    await expect(page.getByText(/已撤销 2 条/)).toBeVisible();
  });

  await test.step('the books go out from their own page', async () => {
    await go(page, '/ledger');
    await page.getByRole('button', { name: '2025' }).click();
    await expect(page.getByText('分录').first()).toBeVisible();
    const books = page.getByRole('button', { name: '表格' });
    await expect(books).toBeVisible();
  });
  expect(office.complaints).toEqual([]);
});
