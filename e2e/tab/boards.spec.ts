/** The boards of tickets, legal cases and online requests: looked at in both sizes, and one ticket taken from registration to its acceptance. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  district = await startDistrict();
  office = await openOffice(browser, 'boards');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('boards show the open cases with their lights, and a step is taken from the board', async () => {
  test.setTimeout(300_000);
  const { page } = office;
  const officer = district.logins.find((login) => login.roles.includes('O'));
  if (officer === undefined) throw new Error('the demonstration has an officer');
  await firstDay(office, district, officer);
  await waitUntilSynced(office);

  for (const [name, path, title] of [
    ['tickets', '/tickets', '侨企难题'],
    ['legal', '/legal', '法律维权'],
    ['inbox', '/inbox', '网上诉求'],
  ] as const) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#${path}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    // The small demonstration has no open legal case; the last view shows all.
    await page.getByRole('tab').last().click();
    await expect(page.getByRole('grid')).toBeVisible();
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `reports/screens/${name}-zh-${size.width}.png` });
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(tooWide, `${name} is wider than ${size.width}`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize(sizes[0]);
    const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
    const serious = violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    );
    expect.soft(serious.map(({ id, nodes }) => `${name}: ${id} ${nodes.length}`)).toEqual([]);
  }

  // The count of a view is the number of rows it opens.
  await page.evaluate(() => {
    location.hash = '#/inbox';
  });
  const toSign = page.getByRole('tab', { name: /待签收/ });
  const count = Number((await toSign.locator('.count').textContent()) ?? '0');
  expect(count).toBeGreaterThan(0);
  await toSign.click();
  await expect(page.locator('.board-row[id]')).toHaveCount(count);

  // One request is signed from the preview, and the view counts one less.
  await page.getByRole('button', { name: '签收' }).first().click();
  await expect(toSign.locator('.count')).toHaveText(String(count - 1));
  expect(office.complaints).toEqual([]);
});
