/** Two computers of one street change the same person while one has no network: both values are kept, and a person chooses. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { badge, firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf } from '../support/visit-form.ts';
import { startProxy, type Proxy } from '../sync/support/weather.ts';

const hers = '13900000021';
const his = '13900000022';
let district: District;
let line: Proxy;
/** The officer's computer stays online, the lead's one loses the network. */
let online: Office;
let offline: Office;
let person = '';

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  line = await startProxy(district.url);
  online = await openOffice(browser, 'online');
  offline = await openOffice(browser, 'offline');
  await firstDay(online, district, loginOf(district, wangchun, 'O'));
  await firstDay(offline, { ...district, url: line.url }, loginOf(district, wangchun, 'H'));
  await waitUntilSynced(online);
  await waitUntilSynced(offline);
  await online.page.getByRole('link', { name: '侨情档案' }).click();
  // Whoever lives here has all fields; a thin record of somebody abroad has few.
  await online.page.getByRole('tab', { name: /超期未核实/ }).click();
  await online.page.getByRole('row').nth(1).dblclick();
  await expect(online.page).toHaveURL(/#\/record\/person\//);
  person = online.page.url().split('#/record/person/')[1] ?? '';
});
test.afterAll(async () => {
  await online.close();
  await offline.close();
  await line.close();
  await district.close();
});

test('different fields changed on both sides merge without asking', async () => {
  await goOffline();
  await change(online, '单位与职务', '演示学校');
  await change(offline, '籍贯', '浙江宁波');
  await comeBack();
  await waitUntilSynced(offline);
  await waitUntilSynced(online);
  for (const office of [online, offline]) {
    await expect(fact(office, '演示学校')).toBeVisible();
    await expect(fact(office, '浙江宁波')).toBeVisible();
  }
  await go(offline, '/sync');
  await expect(offline.page.getByText('没有要处理的事。')).toBeVisible();
});

test('the same field makes a card with both values and authors, and the choice reaches everybody', async () => {
  await goOffline();
  await change(online, '电话', hers);
  await change(offline, '电话', his);
  await comeBack();
  await expect(badge(offline)).toContainText('1 件要处理', { timeout: 30_000 });
  await go(offline, '/sync');
  const card = offline.page.getByRole('article', { name: /两边都改了/ });
  await expect(card).toHaveCount(1);
  const mine = card.locator('label').filter({ hasText: '本机改为' });
  const theirs = card.locator('label').filter({ hasText: '区级改为' });
  await expect(mine).toContainText(his);
  await expect(mine).toContainText(loginOf(district, wangchun, 'H').name);
  await expect(theirs).toContainText(hers);
  await expect(theirs).toContainText(loginOf(district, wangchun, 'O').name);

  const decided = offline.page.getByRole('region', { name: '处理过的' });
  await test.step('one press decides, Ctrl+Z takes it back', async () => {
    await card.getByRole('button', { name: '用本机的' }).click();
    await expect(decided).toContainText('已用本机的');
    await expect(card).toHaveCount(0);
    await offline.page.keyboard.press('Control+z');
    await expect(card).toHaveCount(1);
    await expect(decided).toHaveCount(0);
    await offline.page.keyboard.press('1');
    await expect(decided).toContainText('已用本机的');
    await everywhere(his);
  });

  await test.step('later the choice is undone from the list of decided cards', async () => {
    await go(offline, '/sync');
    await decided.getByRole('button', { name: '撤销' }).click();
    await expect(card).toHaveCount(1);
    await card.getByRole('button', { name: '用区级的' }).click();
    await expect(decided).toContainText('已用区级的');
    await everywhere(hers);
  });

  await test.step('everything is synced and both values stay in the history', async () => {
    await waitUntilSynced(offline);
    for (const office of [online, offline]) {
      await go(office, `/record/person/${person}`);
      const clash = office.page.getByRole('listitem').filter({ hasText: '两边都改了' });
      await expect(clash).toContainText(hers);
      await expect(clash).toContainText(his);
      expect(office.complaints).toEqual([]);
    }
  });
});

async function goOffline(): Promise<void> {
  line.set('dead');
  await offline.page.keyboard.press('F9');
  await expect(badge(offline)).toContainText('离线');
}

async function comeBack(): Promise<void> {
  await waitUntilSynced(online);
  line.set('fine');
  await offline.page.keyboard.press('F9');
}

async function go({ page }: Office, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page).toHaveURL(new RegExp(`#${path}$`));
}

/** Opens the person's form, changes one field and saves. */
async function change(office: Office, label: string, value: string): Promise<void> {
  const { page } = office;
  await go(office, `/edit/person/${person}`);
  await boxOf(page, label).fill(value);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/record\/person\//);
  await expect(fact(office, value)).toBeVisible();
}

function fact({ page }: Office, value: string) {
  return page.locator('.form-body').getByText(value, { exact: true });
}

/** The value has reached the district and both computers. */
async function everywhere(value: string): Promise<void> {
  for (const office of [offline, online]) {
    await go(office, `/record/person/${person}`);
    await expect(fact(office, value)).toBeVisible({ timeout: 30_000 });
  }
}
