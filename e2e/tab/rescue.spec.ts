/** A computer is revoked while its work has not been sent: the work arrives in a box, the computer is erased, the district releases it, others see it. */
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { badge, firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf, choose, quickHousehold } from '../support/visit-form.ts';
import { startProxy, type Proxy } from '../sync/support/weather.ts';

const districtUnit = '330203000';
const phone = '13900000031';
let district: District;
let line: Proxy;
let desk: Office;
let street: Office;
let witness: Office;
const others: Office[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  line = await startProxy(district.url);
  desk = await openOffice(browser, 'rescue-desk');
  street = await openOffice(browser, 'rescue-street');
  witness = await openOffice(browser, 'rescue-witness');
  await firstDay(desk, district, loginOf(district, districtUnit, 'D'));
  await firstDay(street, { ...district, url: line.url }, loginOf(district, wangchun, 'O'));
  await firstDay(witness, district, loginOf(district, wangchun, 'H'));
  await waitUntilSynced(street);
});
test.afterAll(async () => {
  for (const office of [desk, street, witness, ...others]) await office.close();
  await line.close();
  await district.close();
});

test('nothing is lost when a computer is revoked', async ({ browser }) => {
  test.setTimeout(420_000);
  const officer = loginOf(district, wangchun, 'O');
  const { page } = street;
  let person = '';
  let visit = '';

  await test.step('offline, a person is edited and a visit with a photo is written', async () => {
    await page.getByRole('link', { name: '侨情档案' }).click();
    await page.getByRole('row').nth(1).dblclick();
    await expect(page).toHaveURL(/#\/record\/person\//);
    person = page.url().split('#/record/person/')[1] ?? '';
    line.set('dead');
    await page.keyboard.press('F9');
    await expect(badge(street)).toContainText('离线');
    await go(page, `/edit/person/${person}`);
    await boxOf(page, '电话').fill(phone);
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/#\/record\/person\//);
    await go(page, '/list/visit');
    await page.getByRole('button', { name: /新建走访/ }).click();
    await quickHousehold(page, { head: '抢救甲', birth: '1948-03', addr: '演示路9弄2号' });
    await choose(page, '类别', '日常走访');
    await choose(page, '方式', '上门');
    await choose(page, '结果', '已见面');
    await boxOf(page, '地点').fill('家中');
    await boxOf(page, '基本情况').fill('离线写成的走访');
    await page.getByLabel('已当面告知用途，并取得照片中人的同意').check();
    await pastePhoto(page);
    await expect(page.locator('.file-tile img')).toBeVisible();
    await page.getByRole('button', { name: /提交审核/ }).click();
    await expect(page).toHaveURL(/#\/record\/visit\//);
    visit = page.url().split('#/record/visit/')[1] ?? '';
  });

  await test.step('the district revokes it; with the network it hands over and erases itself', async () => {
    await go(desk.page, '/devices');
    const row = desk.page.getByRole('row').filter({ hasText: officer.name });
    await row.getByRole('button', { name: '停用' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await expect(row).toHaveCount(0);
    line.set('fine');
    await page.keyboard.press('F9');
    await expect(page.getByLabel('服务器地址')).toBeVisible({ timeout: 90_000 });
  });

  await test.step('the box is on the desk, with values beside the present ones', async () => {
    const board = desk.page;
    await board.getByRole('button', { name: '抢救箱' }).click();
    await expect(board.getByRole('heading', { name: '抢救箱' })).toBeVisible();
    const row = board.getByRole('row').filter({ hasText: officer.name });
    await expect(row).toContainText('电脑停用');
    await photograph(board, 'rescue');
    await row.getByRole('button', { name: '打开' }).click();
    const edited = board.getByRole('article').filter({ hasText: phone });
    await expect(edited).toContainText('修改');
    await expect(board.getByRole('article').filter({ hasText: '离线写成的走访' })).toContainText(
      '新记录',
    );
    await board.getByRole('checkbox', { name: '全选' }).check();
    await photograph(board, 'rescue-box');
    await board.getByRole('button', { name: '放行', exact: true }).click();
    await expect(board.getByText(/将以原记录人、原时间写入区级/)).toBeVisible();
    await board.getByRole('button', { name: '确认放行' }).click();
    await expect(board.getByText('已处理完')).toBeVisible({ timeout: 60_000 });
    await photograph(board, 'rescue-decided');
    expect(desk.complaints).toEqual([]);
  });

  await test.step('a colleague’s computer sees it, the photo too', async () => {
    await witness.page.keyboard.press('F9');
    await waitUntilSynced(witness);
    await go(witness.page, `/record/person/${person}`);
    await expect(witness.page.locator('.form-body').getByText(phone)).toBeVisible({
      timeout: 30_000,
    });
    await go(witness.page, `/record/visit/${visit}`);
    await expect(witness.page.locator('.file-tile img')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('on a new computer its author reads what became of it', async () => {
    const fresh = await openOffice(browser, 'rescue-fresh');
    others.push(fresh);
    await firstDay(fresh, district, officer);
    await waitUntilSynced(fresh);
    await go(fresh.page, '/sync');
    const mine = fresh.page.getByRole('region', { name: '抢救箱里的我的内容' });
    await expect(mine).toContainText('已放行');
    await mine.scrollIntoViewIfNeeded();
    await photograph(fresh.page, 'rescue-mine');
  });
});

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page.locator('h1').first()).toBeVisible();
}

async function photograph(page: Page, name: string): Promise<void> {
  for (const size of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: `reports/screens/${name}-zh-${size.width}.png` });
  }
}

/** A drawn picture, as from a telephone, at the field of pictures. */
async function pastePhoto(page: Page): Promise<void> {
  await page.getByRole('group', { name: '照片' }).evaluate(async (box) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1200;
    canvas.height = 800;
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.fillStyle = '#1b6485';
    pen.fillRect(0, 0, 1200, 800);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.95);
    });
    if (blob === null) throw new Error('no picture');
    const data = new DataTransfer();
    data.items.add(new File([blob], '合照.jpg', { type: 'image/jpeg' }));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
}
