/** The line goes while a photo is on its way: the page says how far it is, and with the line back it goes on from there. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { badge, firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf, choose, quickHousehold } from '../support/visit-form.ts';
import { startProxy, type Proxy } from '../sync/support/weather.ts';

let district: District;
let line: Proxy;
let office: Office;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  line = await startProxy(district.url);
  office = await openOffice(browser, 'cut-upload');
  await firstDay(office, { ...district, url: line.url }, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
});
test.afterAll(async () => {
  await office.close();
  await line.close();
  await district.close();
});

test('a cut upload shows how far it is, and goes on', async () => {
  test.setTimeout(180_000);
  const { page } = office;
  line.set('dead');
  await page.keyboard.press('F9');
  await expect(badge(office)).toContainText('离线');
  await page.getByRole('link', { name: '走访慰问' }).click();
  await page.evaluate(() => {
    location.hash = '#/list/visit';
  });
  await page.getByRole('button', { name: /新建走访/ }).click();
  await quickHousehold(page, { head: '断线甲', birth: '1948-03', addr: '演示路9弄2号' });
  await choose(page, '类别', '日常走访');
  await choose(page, '方式', '上门');
  await choose(page, '结果', '已见面');
  await boxOf(page, '地点').fill('家中');
  await boxOf(page, '基本情况').fill('精神尚可');
  await page.getByLabel('已当面告知用途，并取得照片中人的同意').check();
  // Noise does not get small: a picture of some megabytes, as a telephone makes it.
  await page.getByRole('group', { name: '照片' }).evaluate(async (box) => {
    const canvas = document.createElement('canvas');
    canvas.width = 2048;
    canvas.height = 1536;
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    const noise = pen.createImageData(2048, 1536);
    for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = (at * 2_654_435_761) >>> 24;
    pen.putImageData(noise, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.98);
    });
    if (blob === null) throw new Error('no picture');
    const data = new DataTransfer();
    data.items.add(new File([blob], '大合照.jpg', { type: 'image/jpeg' }));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(page.locator('.file-tile img')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /提交审核/ }).click();
  await expect(page).toHaveURL(/#\/record\/visit\//);

  // The line lasts for three pieces.
  let pieces = 0;
  let bytes = 0;
  line.watch((path, size) => {
    if (path !== '/v1/files/piece') return true;
    bytes += size;
    pieces += 1;
    if (pieces < 4) return true;
    line.set('dead');
    return false;
  });
  line.set('fine');
  await page.evaluate(() => {
    location.hash = '#/sync';
  });
  await page.keyboard.press('F9');
  const row = page.getByRole('row').filter({ hasText: '大合照.jpg' });
  await expect(row).toContainText(/传输中 [1-9]\d?%/, { timeout: 30_000 });
  await expect(badge(office)).not.toContainText('全部已同步');
  await page.screenshot({ path: 'reports/screens/files-cut-zh-1366.png' });

  const before = bytes;
  line.watch((path, size) => {
    if (path === '/v1/files/piece') bytes += size;
    return true;
  });
  line.set('fine');
  await page.keyboard.press('F9');
  await waitUntilSynced(office);
  await expect(row).toHaveCount(0);
  // It went on: the second half of the journey is not the whole of it.
  expect(bytes - before).toBeLessThan(bytes);
  expect(before).toBeGreaterThan(64 * 1024);
});
