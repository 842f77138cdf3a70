/** The district refuses one row: exactly one card says why, everything else travels, and correcting it is enough. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { badge, firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf, quickHousehold } from '../support/visit-form.ts';
import { startProxy, type Proxy } from '../sync/support/weather.ts';

const poison = '单阿毒';
const healthy = '单阿好';
let district: District;
let line: Proxy;
let office: Office;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  line = await startProxy(district.url);
  office = await openOffice(browser, 'rejected');
  await firstDay(office, { ...district, url: line.url }, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
});
test.afterAll(async () => {
  await office.close();
  await line.close();
  await district.close();
});

test('a row spoilt on its way becomes one card, the rest travels, and saving again heals it', async () => {
  const { page } = office;
  line.tamper((path, body) => (path === '/v1/push' ? withoutAddress(body) : body));
  await newHousehold(poison);
  await newHousehold(healthy);
  await expect(badge(office)).toContainText('1 件要处理', { timeout: 30_000 });
  await go('/sync');
  const card = page.getByRole('article', { name: /区级退回/ });
  await expect(card).toHaveCount(1);
  await expect(card).toContainText(poison);
  await expect(card).toContainText('地址要填');
  await expect(page.getByText('没有待上报的记录。')).toBeVisible();

  line.tamper(null);
  await card.getByRole('button', { name: '去修改' }).click();
  await expect(page.getByRole('heading', { name: '修改涉侨户' })).toBeVisible();
  await expect(page.getByText('区级退回').first()).toBeVisible();
  await expect(boxOf(page, '地址')).toHaveValue('演示路9弄2号');
  await expect(boxOf(page, '地址')).toBeFocused();
  await boxOf(page, '备注').fill('核对过地址');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/record\/household\//);
  await waitUntilSynced(office);
  await go('/sync');
  await expect(page.getByText('没有要处理的事。')).toBeVisible();
});

test('somebody who lost the role is told so, and loses nothing', async () => {
  const { page } = office;
  const { login } = loginOf(district, wangchun, 'O');
  line.set('dead');
  await page.keyboard.press('F9');
  await expect(badge(office)).toContainText('离线');
  await go('/list/household');
  await openRow(healthy);
  await edit('离线时补充');
  // From now on this account only reads.
  await district.setRoles(login, ['X']);
  line.set('fine');
  await page.keyboard.press('F9');
  await expect(badge(office)).toContainText('1 件要处理', { timeout: 30_000 });
  await go('/sync');
  // Its history travels on a line of its own and may have come back first; the record must have been asked about as well.
  await expect(page.getByText('没有待上报的记录。')).toBeVisible();
  const card = page.getByRole('article', { name: /区级退回/ });
  await expect(card).toHaveCount(1);
  await expect(card).toContainText('您的岗位没有这项权限，区级没有收下。');
  await card.getByRole('link', { name: '打开档案' }).click();
  await expect(page.locator('.form-body').getByText('离线时补充')).toBeVisible();

  await district.setRoles(login, ['O']);
  await page.keyboard.press('F9');
  await go('/sync');
  await card.getByRole('button', { name: '去修改' }).click();
  await boxOf(page, '备注').fill('岗位恢复后再报');
  await page.keyboard.press('Control+Enter');
  await waitUntilSynced(office);
});

/** What a broken go-between would do to this one record. */
function withoutAddress(body: unknown): unknown {
  const request = structuredClone(body) as {
    rows?: { row: { type?: string; data?: Record<string, unknown> } }[];
  };
  for (const { row } of request.rows ?? [])
    if (row.type === 'household' && row.data?.['name'] === `${poison}户`) delete row.data['addr'];
  return request;
}

async function newHousehold(head: string): Promise<void> {
  await go('/list/visit');
  await office.page.getByRole('button', { name: /新建走访/ }).click();
  await quickHousehold(office.page, { head, birth: '1950', addr: '演示路9弄2号' });
}

async function openRow(name: string): Promise<void> {
  await office.page.getByLabel('在列表里找').fill(name);
  await office.page.getByRole('row').filter({ hasText: name }).dblclick();
  await expect(office.page).toHaveURL(/#\/record\/household\//);
}

async function edit(note: string): Promise<void> {
  const { page } = office;
  await page.keyboard.press('Control+e');
  await boxOf(page, '备注').fill(note);
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.form-body').getByText(note)).toBeVisible();
}

async function go(path: string): Promise<void> {
  await office.page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(office.page).toHaveURL(new RegExp(`#${path}$`));
}
