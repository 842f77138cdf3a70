/** Many sheets in one go, a paper compared with its record before and after the record went on, and what the record remembers of it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { holdThePrinter, printedAs } from '../support/pdf.ts';
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
  office = await openOffice(browser, 'print-batch');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

async function look(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `reports/screens/${name}-zh-${size.width}.png` });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(tooWide, `${name} is wider than ${size.width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(sizes[0]);
  const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect.soft(serious.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([]);
}

test('a batch is one document with a sheet for each visit, and a paper can be checked', async () => {
  test.setTimeout(300_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  await page.evaluate(() => {
    location.hash = '#/list/visit';
  });
  await expect(page.getByRole('grid')).toBeVisible();
  const total = Number(/\d+/.exec((await page.getByText(/^共 \d+ 条$/).textContent()) ?? '')?.[0]);
  expect(total).toBeGreaterThan(1);
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await page.getByRole('menuitem', { name: '走访慰问登记表', exact: true }).click();
  await expect(page.locator('.paper-desk > .paper')).toHaveCount(total);
  await expect(page.getByText(`${total} 份，${total} 页`)).toBeVisible();
  await look(page, 'print-batch');

  const [code, number] = await test.step('printed: one document, numbers per paper', async () => {
    await holdThePrinter(page);
    await page.keyboard.press('Control+p');
    await expect(page.getByText(`已登记 ${total} 条打印记录。`)).toBeVisible();
    const { text, pages } = await printedAs(page, 'batch-visits');
    expect(pages).toBe(total);
    const squeezed = text.replaceAll(/\s/g, '');
    expect(squeezed.split('第1页共1页')).toHaveLength(total + 1);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    return [
      /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(squeezed.slice(squeezed.indexOf('核对码')))?.[0] ?? '',
      /ZF\d{7}-[A-Z]\d{4}/.exec(squeezed)?.[0] ?? '',
    ];
  });

  await test.step('past the button nothing is printed but a line that says so', async () => {
    const { text, pages } = await printedAs(page, 'unnoted');
    expect(pages).toBe(1);
    expect(text.replaceAll(/\s/g, '')).toContain('打印前要登记用途');
    expect(text).not.toContain('ZF2026');
  });

  await test.step('the paper is the same as its record, and a wrong letter is none of ours', async () => {
    await page.evaluate(() => {
      location.hash = '#/paper';
    });
    const box = page.getByLabel('二维码内容，或编号加核对码');
    await box.fill(`${number} ${code.toLowerCase()}`);
    await box.press('Enter');
    await expect(page.getByText('一致：打印以后记录没有改过。')).toBeVisible();
    await look(page, 'paper-check');
    await box.fill(`${number} ${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`);
    await box.press('Enter');
    await expect(page.getByText(/核对不上/)).toBeVisible();
    await page.getByRole('link', { name: '打开记录' }).click();
    await expect(page.getByText(/《走访慰问登记表》/).first()).toBeVisible();
  });
  expect(office.complaints).toEqual([]);
});
