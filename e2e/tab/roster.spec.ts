/** An office's own roster comes in: what is wrong is corrected, doubles are decided, gauges move, the gap goes to a liaison, the list goes out again. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import readSheets from 'read-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import { demoCitizenId } from '../../shared/samples/demo-identity.ts';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
] as const;

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  office = await openOffice(browser, 'roster');
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

/** Looked through for faults of accessibility; the others are only photographed. */
const audited: ReadonlySet<string> = new Set(['errors', 'hand', 'statistics']);

async function look(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `reports/screens/roster-${name}-zh-${size.width}.png` });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(tooWide, `${name} is wider than ${size.width}`).toBeLessThanOrEqual(0);
  }
  if (!audited.has(name)) return;
  const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect.soft(serious.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

/** Titles, merged households, a destroyed number, an unknown date, and somebody twice. */
async function ugly(community: string): Promise<Buffer> {
  const rows = [
    ['望春街道侨情花名册', null, null, null, null, null, null, null, null],
    [
      '户主',
      '姓 名*',
      '与户主关系',
      '性别',
      '出生年月',
      '公民身份号码',
      '侨界身份',
      '家庭住址',
      '海外亲属',
    ],
    [
      { value: '邬阿秀', rowSpan: 2 },
      '邬阿秀',
      '户主',
      '女',
      '1952.9.15',
      demoCitizenId('1952-09-15', 902),
      '归侨',
      `演示路９９弄1号`,
      '弟邬海平（美国，1985年出国）',
    ],
    [
      null,
      '忻昌',
      '配偶',
      '男',
      '一九五〇年三月',
      330_203_195_003_010_000,
      '侨眷',
      '演示路99弄1号',
      '',
    ],
    ['', '忻一辰', '', '男', '05/09/1982', '', '海归', '演示路99弄2号', ''],
    ['', '邬 阿秀', '', '女', '1952-09-15', '', '归侨', '演示路99弄1号', ''],
  ];
  return writeXlsx(rows as never, { sheet: community.slice(0, 20) }).toBuffer();
}

test('a roster comes in and its gaps are mended', async () => {
  test.setTimeout(240_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);

  const gauge = (name: string) =>
    page.getByRole('region', { name, exact: true }).locator('.figure').textContent();
  await go(page, '/clears');
  await expect(page.getByRole('region', { name: '动态清', exact: true })).toBeVisible();
  const before = { dz: await gauge('底子清'), dt: await gauge('动态清') };

  await test.step('read: what is wrong, who is twice', async () => {
    await go(page, '/rosters');
    const community = page.getByLabel('没写社区的行归');
    await expect(community.locator('option').nth(1)).toBeAttached();
    await community.selectOption({ index: 1 });
    await look(page, 'begin');
    await page.locator('input[type=file]').setInputFiles({
      name: '花名册.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await ugly('花名册'),
    });
    await expect(page.getByText(/表头在第 2 行/)).toBeVisible();
    await expect(page.getByRole('tab', { name: /要您定/ }).locator('.count')).toHaveText('1');
    await expect(page.getByRole('tab', { name: /有问题/ }).locator('.count')).toHaveText('2');
    await look(page, 'ask');
  });

  await test.step('decided and corrected', async () => {
    await page
      .getByRole('row', { name: /邬阿秀/ })
      .getByRole('button', { name: '不导入' })
      .click();
    await page.getByRole('tab', { name: /有问题/ }).click();
    await expect(page.getByText(/补不回来/)).toBeVisible();
    await look(page, 'errors');
    await page
      .getByRole('row', { name: /忻昌/ })
      .getByRole('button', { name: /不要这些格/ })
      .click();
    const date = page.getByRole('row', { name: /忻一辰/ }).getByLabel(/出生日期/);
    await date.fill('1982-09-05');
    await date.press('Enter');
    await expect(page.getByRole('tab', { name: /有问题/ }).locator('.count')).toHaveText('0');
    await page.getByRole('tab', { name: /新增/ }).click();
    await look(page, 'new');
  });

  await test.step('written, with the list of results', async () => {
    await page.getByRole('button', { name: '导入 3 人' }).click();
    await expect(page.getByText(/导入完成：新增 3 人/)).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载逐行结果' }).click();
    const [result] = await readSheets(readFileSync(await (await download).path()));
    expect(result?.data.map((line) => line[1])).toContain('新增');
    await look(page, 'done');
  });

  await test.step('the gap is handed to a liaison', async () => {
    await go(page, '/clears');
    // Three people of whom much is missing and whom nobody has verified.
    await expect.poll(() => gauge('底子清')).not.toBe(before.dz);
    expect(await gauge('动态清')).not.toBe(before.dt);
    const gap = page
      .locator('.gap-list li')
      .filter({ hasText: /人员.*超期未核实/ })
      .first();
    await gap.getByRole('button', { name: '交办' }).click();
    await gap.getByLabel('联络员').selectOption({ index: 1 });
    await look(page, 'hand');
    await gap.getByRole('button', { name: /^交办 \d+ 条/ }).click();
    await expect(gap.getByText(/已交办 \d+ 条/)).toBeVisible();
    await expect(page.locator('.task-line').first()).toBeVisible();
    await look(page, 'handed');
  });

  await test.step('reported beside counted gives 数字清 its value', async () => {
    await go(page, '/statistics');
    const persons = page.getByLabel('人员合计 上报数');
    await persons.fill('3');
    await page.getByRole('button', { name: '保存填报' }).click();
    await expect(page.getByText(/核对 1 项，0 项一致/)).toBeVisible();
    await look(page, 'statistics');
    await go(page, '/clears');
    await expect(page.getByRole('region', { name: '数字清' }).locator('.figure')).not.toHaveText(
      '—',
    );
  });

  await test.step('and out again', async () => {
    await go(page, '/list/person');
    await page.locator('.filter-box input').fill('忻一辰');
    await expect(page.getByText('共 1 条')).toBeVisible();
    await page.getByRole('button', { name: '表格' }).click();
    await page.getByRole('menuitem', { name: '导出台账' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: '导出台账' }).click();
    const [ledger] = await readSheets(readFileSync(await (await download).path()));
    expect(JSON.stringify(ledger?.data)).toContain('1982-09-05');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
  });

  await test.step('and the whole of it back', async () => {
    await go(page, '/rosters');
    await page.getByRole('button', { name: '撤销这次导入' }).click();
    await expect(page.getByText(/已撤销 \d+ 条；0 条/)).toBeVisible();
    await go(page, '/clears');
    await expect.poll(() => gauge('底子清')).toBe(before.dz);
  });
  expect(office.complaints).toEqual([]);
});
