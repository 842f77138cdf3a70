/** The main job, end to end: a visit written with no network reaches the district, a second device, and nobody else. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District, type Login } from '../support/district.ts';
import {
  badge,
  firstDay,
  openOffice,
  unlock,
  waitUntilSynced,
  type Office,
} from '../support/office.ts';
import {
  addCashGift,
  addNeed,
  boxOf,
  choose,
  pick,
  quickHousehold,
} from '../support/visit-form.ts';

const wangchun = '330203008';
const gulin = '330203103';
const districtUnit = '330203000';
const head = '忻秀宝';

let district: District;
const offices: Office[] = [];

const loginOf = (unit: string, role: string): Login => {
  const found = district.logins.find((login) => login.unit === unit && login.roles.includes(role));
  if (found === undefined) throw new Error(`no ${role} of ${unit}`);
  return found;
};

test.beforeAll(async () => {
  district = await startDistrict();
});
test.afterAll(async () => {
  for (const office of offices) await office.close();
  await district.close();
});

test('a visit written offline reaches the district, the second device and nobody else', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const officer = loginOf(wangchun, 'O');
  const office = await openOffice(browser, 'wangchun');
  offices.push(office);
  await firstDay(office, district, officer);
  await waitUntilSynced(office);

  await test.step('the network goes, the work goes on: an unknown household is made in the form', async () => {
    await district.kill();
    await office.page.getByRole('link', { name: '走访慰问' }).click();
    await office.page.getByRole('button', { name: /新建走访/ }).click();
    await quickHousehold(office.page, { head, birth: '1948-03', addr: '演示路9弄2号' });
    await expect(office.page.getByLabel('走访对象', { exact: true })).toContainText(`${head}户`);
  });

  await test.step('half a form survives a pulled plug', async () => {
    await boxOf(office.page, '基本情况').fill('老人独居，精神尚可。');
    await expect(office.page.getByText('草稿已自动保存')).toBeVisible();
    await office.kill();
    await office.restart();
    await unlock(office, officer);
    await office.page
      .getByRole('option')
      .filter({ hasText: `${head}户` })
      .click();
    await office.page.getByRole('button', { name: /^接着填/ }).click();
    await expect(boxOf(office.page, '基本情况')).toHaveValue('老人独居，精神尚可。');
  });

  await test.step('the household is found by initials, and mistakes are named at their fields', async () => {
    const { page } = office;
    await page.getByRole('button', { name: '清空走访对象' }).click();
    await pick(page, '走访对象', 'xxb', `${head}户`);
    await choose(page, '类别', '困难走访');
    await choose(page, '方式', '上门');
    await choose(page, '结果', '已见面');
    await boxOf(page, '地点').fill('家中');
    await addCashGift(page, '800');
    await addNeed(page, 1, '药费负担重，望给予救助', '医疗', '转困难');
    await addNeed(page, 2, '希望社区多办日间照料', '照护', '转意见建议');
    await choose(page, '领取人签收', '签字');
    await page.getByRole('button', { name: /提交审核/ }).click();
    await expect(page.getByText('发现金要两名走访人，现在只有 1 名')).toBeVisible();
  });

  await test.step('the visit is submitted; the badge tells the truth', async () => {
    const { page } = office;
    const second = loginOf(wangchun, 'H');
    await pick(page, '走访人', second.name, second.name);
    await page.getByRole('button', { name: /提交审核/ }).click();
    await expect(page.getByText('已提交').first()).toBeVisible();
    await expect(badge(office)).not.toContainText('全部已同步');
    await expect(badge(office)).toContainText(/待上报/);
  });

  await test.step('the district returns, and only then everything is synced', async () => {
    await district.start();
    await office.page.keyboard.press('F9');
    await waitUntilSynced(office);
  });

  await test.step('the district desk and a second device of the street show it, the other street does not', async () => {
    const desk = await openOffice(browser, 'district');
    const sister = await openOffice(browser, 'sister');
    const other = await openOffice(browser, 'gulin');
    offices.push(desk, sister, other);
    await firstDay(desk, district, loginOf(districtUnit, 'D'));
    await firstDay(sister, district, loginOf(wangchun, 'H'));
    await firstDay(other, district, loginOf(gulin, 'O'));
    for (const each of [desk, sister]) {
      await waitUntilSynced(each);
      await findVisit(each);
      await expect(each.page.getByRole('row').filter({ hasText: `${head}户` })).toHaveCount(1);
    }
    await waitUntilSynced(other);
    await findVisit(other);
    await expect(other.page.getByText('没有符合条件的记录。')).toBeVisible();
    for (const each of offices) expect(each.complaints).toEqual([]);
  });

  await test.step('the lead checks it on the second device, and the recorder sees it', async () => {
    const sister = offices[2];
    if (sister === undefined) throw new Error('the second device is open');
    await sister.page
      .getByRole('row')
      .filter({ hasText: `${head}户` })
      .dblclick();
    // The lead went along, so the two-person rule sends the check to somebody else.
    await expect(sister.page.getByText('办理人不能审核自己的事，请另一位同志办')).toBeVisible();
    await sister.page.getByRole('button', { name: /^退回/ }).click();
    await sister.page.getByLabel('办理意见').fill('收据号补上');
    await sister.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
    await waitUntilSynced(sister);
    await expect(office.page.getByText('退回').first()).toBeVisible({ timeout: 30_000 });
  });
});

async function findVisit({ page }: Office): Promise<void> {
  await page.getByRole('link', { name: '走访慰问' }).click();
  await page.getByLabel('在列表里找').fill('xxb');
}
