/** Photographs end to end: pasted into a visit with no network, seen at the district, nowhere in clear on the office's disk. */
import { expect, test, type Page } from '@playwright/test';
import { filesHolding } from '../support/data-files.ts';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf, choose, quickHousehold } from '../support/visit-form.ts';

const districtUnit = '330203000';
let district: District;
const offices: Office[] = [];

test.beforeAll(async () => {
  district = await startDistrict();
});
test.afterAll(async () => {
  for (const office of offices) await office.close();
  await district.close();
});

/** Pastes a drawn picture of 3000 × 2000 pixels, as from a telephone, at the field of pictures. */
async function pastePhoto(page: Page, name: string): Promise<void> {
  await page.getByRole('group', { name: '照片' }).evaluate(async (box, fileName) => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000;
    canvas.height = 2000;
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.fillStyle = '#1b6485';
    pen.fillRect(0, 0, 3000, 2000);
    pen.fillStyle = '#f0c36b';
    pen.fillRect(400, 300, 900, 1200);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', 0.95);
    });
    if (blob === null) throw new Error('no picture');
    const data = new DataTransfer();
    data.items.add(new File([blob, '忻藏照片的尾巴'], fileName, { type: 'image/jpeg' }));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, name);
}

test('a photo pasted offline is seen at the district', async ({ browser }) => {
  test.setTimeout(300_000);
  const office = await openOffice(browser, 'photos');
  offices.push(office);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  await district.kill();

  await test.step('consent comes first, then the picture is taken, made small and kept', async () => {
    await page.getByRole('link', { name: '走访慰问' }).click();
    await page.getByRole('button', { name: /新建走访/ }).click();
    await quickHousehold(page, { head: '忻藏宝', birth: '1948-03', addr: '演示路9弄2号' });
    await choose(page, '类别', '日常走访');
    await choose(page, '方式', '上门');
    await choose(page, '结果', '已见面');
    await boxOf(page, '地点').fill('家中');
    await boxOf(page, '基本情况').fill('精神尚可');
    await pastePhoto(page, '忻藏合照.jpg');
    await expect(page.getByTestId('file-tile')).toHaveCount(0);
    await page.getByLabel('已当面告知用途，并取得照片中人的同意').check();
    await pastePhoto(page, '忻藏合照.jpg');
    await expect(page.getByTestId('file-tile').getByRole('img')).toHaveCount(0);
    await expect(page.locator('.file-tile img')).toBeVisible();
    await page.getByRole('button', { name: '去掉忻藏合照.jpg' }).click();
    await expect(page.getByTestId('file-tile')).toHaveCount(0);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.locator('.file-tile img')).toBeVisible();
    await page.getByRole('group', { name: '照片' }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: 'reports/screens/photos-form-zh-1366.png' });
  });

  await test.step('a program under the name of a picture is refused in words', async () => {
    await page.getByTestId('pick-photos').setInputFiles({
      name: '合照2.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('MZ\u0090\u0000 not a picture'),
    });
    await expect(page.getByText('这个文件里有程序，不收')).toBeVisible();
  });

  await test.step('it is submitted, and the page says that the file waits', async () => {
    await page.getByRole('button', { name: /提交审核/ }).click();
    await expect(page).toHaveURL(/#\/record\/visit\//);
    await expect(page.locator('.file-tile img')).toBeVisible();
    await page.getByRole('button', { name: '看忻藏合照.jpg' }).click();
    const picture = page.getByTestId('file-viewer').getByAltText('忻藏合照.jpg');
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2048);
    await page.screenshot({ path: 'reports/screens/photos-viewer-zh-1366.png' });
    await page.keyboard.press('Escape');
    await page.screenshot({ path: 'reports/screens/photos-record-zh-1366.png' });
    expect(filesHolding(office.dataDir, ['忻藏'])).toEqual([]);
  });

  await test.step('the network returns: the district sees it', async () => {
    await district.start();
    await page.keyboard.press('F9');
    await waitUntilSynced(office);
    const desk = await openOffice(browser, 'photos-desk');
    offices.push(desk);
    await firstDay(desk, district, loginOf(district, districtUnit, 'D'));
    await waitUntilSynced(desk);
    const address = new URL(page.url()).hash;
    await desk.page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await expect(desk.page.locator('.file-tile img')).toBeVisible({ timeout: 60_000 });
    await desk.page.getByRole('button', { name: '看忻藏合照.jpg' }).click();
    await expect(desk.page.getByTestId('file-viewer').getByAltText('忻藏合照.jpg')).toBeVisible({
      timeout: 60_000,
    });
    expect(desk.complaints).toEqual([]);
  });
  expect(office.complaints.filter((line) => !line.includes('ERR_CONNECTION'))).toEqual([]);
});
