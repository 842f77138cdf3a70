/** The register by hand: a hint while typing, two entries merged and parted again, a relation from the picture, a caseload handed over and taken back. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  // The small demonstration has no deliberate duplicates.
  district = await startDistrict({ whole: true });
  office = await openOffice(browser, 'register');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

const go = (path: string) =>
  office.page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);

/** In both sizes, for the eye (reports/screens). */
async function photograph(name: string): Promise<void> {
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1366, height: 768 },
  ]) {
    await office.page.setViewportSize(size);
    await office.page.screenshot({ path: `reports/screens/${name}-zh-${size.width}.png` });
  }
}

test('the register is kept clean', async () => {
  test.setTimeout(240_000);
  const { page } = office;
  const officer = district.logins.find((login) => login.roles.includes('O'));
  if (officer === undefined) throw new Error('the demonstration has an officer');
  await firstDay(office, district, officer);
  await waitUntilSynced(office);

  await test.step('two entries become one, and two again', async () => {
    await go('/duplicates');
    const rows = page.locator('.pair-table tbody tr');
    await expect(rows.first()).toBeVisible();
    const before = await rows.count();
    await photograph('duplicates-found');
    await page.getByRole('link', { name: '比对' }).first().click();
    await expect(page.locator('.compare-table')).toBeVisible();
    await photograph('compare');
    await page.getByRole('button', { name: '合并', exact: true }).click();
    await expect(page).toHaveURL(/#\/record\//);
    const kept = page.url();
    await go('/duplicates');
    await expect(rows).toHaveCount(before - 1);
    const decision = page.locator('.relation-list li').first();
    await decision.getByRole('link').click();
    await expect(page).toHaveURL(kept);
    await go('/duplicates');
    await decision.getByRole('button', { name: '撤销' }).click();
    await expect(decision).toContainText('已撤销');
    await expect(rows).toHaveCount(before);
  });

  await test.step('whoever is there already is named while somebody is typed in', async () => {
    await go('/list/person');
    await page.getByRole('row').nth(1).dblclick();
    await expect(page).toHaveURL(/#\/record\//);
    await page.getByRole('button', { name: /修改/ }).click();
    const fields = page.getByRole('textbox');
    await expect(fields.first()).toBeVisible();
    const name = await page.getByLabel('姓名', { exact: false }).first().inputValue();
    const phone = await page.getByLabel('电话', { exact: false }).first().inputValue();
    await go('/form/person/register-typed');
    await page.getByLabel('姓名', { exact: false }).first().fill(name);
    await page.getByLabel('电话', { exact: false }).first().fill(phone);
    await expect(page.getByText('可能已经有了')).toBeVisible();
    await expect(page.locator('.hint-list')).toContainText('名称和电话相同');
    await photograph('duplicate-hint');
  });

  await test.step('the picture can be read by keyboard and starts a relation', async () => {
    await go('/list/relation');
    await page.getByRole('row').nth(1).dblclick();
    await expect(page).toHaveURL(/#\/record\/relation/);
    await page.locator('.field-read a').first().click();
    await expect(page).toHaveURL(/#\/record\/person/);
    await expect(page.getByRole('tab', { name: '关系', exact: true })).toBeVisible();
    await page.keyboard.press('Control+2');
    await expect(page.locator('.relation-box.centre')).toBeVisible();
    await expect(page.locator('.react-flow__edge').first()).toBeAttached();
    await photograph('person-relations-whole');
    const line = page.locator('.relation-line').first();
    await line.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.relation-box.on')).toHaveCount(1);
    await page.getByRole('button', { name: '登记关系' }).click();
    await expect(page).toHaveURL(/#\/form\/relation/);
  });

  await test.step('a caseload goes over and comes back', async () => {
    await go('/caseload');
    await page.locator('.caseload-table tbody button').first().click();
    await expect(page.getByText(/要交接 \d+ 户/)).toBeVisible();
    await photograph('caseload-chosen');
    await page.getByLabel('交给').click();
    await page.getByRole('option').first().click();
    await page.getByLabel('原因').fill('联络员届满');
    await page.getByRole('button', { name: '交接', exact: true }).click();
    await expect(page.getByText(/已交接 \d+ 条/)).toBeVisible();
    await page.getByRole('button', { name: '撤销' }).first().click();
    await expect(page.getByText(/回到原联络员/)).toBeVisible();
  });
  expect(office.complaints).toEqual([]);
});
