/** One hardship case from the first keystroke to its archive: written offline, decided on two computers, read at the district's desk. */
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { expectState, handOver, openAt, takeStep } from '../support/steps.ts';
import { boxOf, choose, pick } from '../support/visit-form.ts';

const districtUnit = '330203000';
let district: District;
let office: Office;
let chair: Office;
let desk: Office;
let address = '';
let head = '';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  // Nobody waits five working days in a test.
  await district.setParameter('hardship_publicity', 0);
  office = await openOffice(browser, 'hardship');
  chair = await openOffice(browser, 'hardship-chair');
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await firstDay(chair, district, loginOf(district, wangchun, 'H'));
  await waitUntilSynced(office);
  await waitUntilSynced(chair);
});
test.afterAll(async () => {
  for (const each of [office, chair, desk]) await each?.close();
  await district.close();
});

test('a hardship case goes from application to archive on two computers, offline in the middle', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const { page } = office;
  const officer = loginOf(district, wangchun, 'O');
  const liaison = loginOf(district, wangchun, 'L');
  await district.kill();

  await test.step('the application is written and reported without a network', async () => {
    await openAt(page, '#/list/hardship_case');
    await page.getByRole('button', { name: /新建困难帮扶/ }).click();
    await pick(page, '涉侨户', '演示路', '户');
    const family = await page.getByLabel('涉侨户', { exact: true }).innerText();
    head = family.replace(/户.*$/s, '').trim();
    // Who applies is known with the household.
    await expect(page.getByLabel('申请人', { exact: true })).toHaveText(head);
    await choose(page, '申请方式', '社区代申');
    await choose(page, '低收入类别', '非低收入（侨联关爱）');
    await chooseSome(page, '致困原因', ['因病']);
    await chooseSome(page, '帮扶类型', ['大病帮扶']);
    await boxOf(page, '申请金额（元）').fill('1000');
    await boxOf(page, '申请理由').fill('配偶大病，自付药费多。');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('还没有收到申请书')).toBeVisible();
    await chooseSome(page, '已收材料', ['申请书', '侨身份依据']);
    await chooseSome(page, '已签同意', ['个人信息处理同意', '敏感信息单独同意', '公示同意']);
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/#\/record\/hardship_case\//);
    await expectState(page, '社区已报');
    address = new URL(page.url()).hash;
  });

  await test.step('it is accepted and checked by two, still without a network', async () => {
    await takeStep(page, '受理');
    await takeStep(page, '开始核查', {
      fill: async () => {
        await pick(page, '核查人', officer.name, officer.name);
        await pick(page, '核查人', liaison.name, liaison.name);
      },
    });
    await page.keyboard.press('Control+e');
    // Who lives there is known with the household; what they earn is asked at the door.
    await expect(page.getByLabel('姓名 1')).toHaveValue(head);
    await page.getByLabel('月收入（元） 1').fill('2860');
    await boxOf(page, '医疗自付（元/月）').fill('1500');
    await choose(page, '民政核对', '不可得');
    await page.getByLabel('核查人均已签字').check();
    await boxOf(page, '核查日期').fill('今天');
    await boxOf(page, '家庭情况').fill('两口人，住自有旧房。');
    await boxOf(page, '建议金额（元）').fill('1000');
    await choose(page, '资金来源', '财政');
    await choose(page, '资金层级', '街道资金');
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/#\/record\/hardship_case\//);
    await takeStep(page, '提交核查');
    await expectState(page, '街道初审');
  });

  await test.step('the network returns; the chair reviews, the notice stands, the chair approves', async () => {
    await district.start();
    await handOver(office, chair);
    await openAt(chair.page, address);
    await takeStep(chair.page, '初审同意', { opinion: '情况属实，同意公示' });
    await handOver(chair, office);
    await expectState(page, '公示中');
    await takeStep(page, '公示无异议', {
      fill: (dialog) => dialog.getByLabel('公示栏已拍照').check(),
    });
    await handOver(office, chair);
    await takeStep(chair.page, '街道审批', {
      opinion: '同意帮扶',
      fill: (dialog) => dialog.getByLabel('批准金额（元）').fill('1000'),
    });
    await handOver(chair, office);
    await expectState(page, '已批准');
  });

  await test.step('the money goes out by two', async () => {
    await page.keyboard.press('Control+e');
    // Payee, way, amount and source are known; the day and the voucher come when it is paid.
    await page.getByRole('button', { name: '加一笔发放' }).click();
    await expect(page.getByText('应发 1,000.00，已排齐')).toBeVisible();
    await page.getByLabel('账号已核对').check();
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/#\/record\/hardship_case\//);
    await takeStep(page, '制单');
    await handOver(office, chair);
    await takeStep(chair.page, '发放', {
      fill: async (dialog) => {
        await boxOf(dialog, '发放日期').fill('今天');
        await boxOf(dialog, '凭证号').fill('PZ-0001');
      },
    });
    await expectState(chair.page, '跟踪中');
    await handOver(chair, office);
  });

  await test.step('it is followed up and closed, and the district reads it in the archive', async () => {
    await takeStep(page, '登记回访', {
      fill: async (dialog) => {
        await boxOf(dialog, '回访日期').fill('今天');
        await choose(dialog, '帮扶成效', '明显改善');
      },
    });
    await takeStep(page, '结案', {
      fill: (dialog) => choose(dialog, '结案结论', '已脱困'),
    });
    await expectState(page, '结案');
    await page.keyboard.press('F9');
    await waitUntilSynced(office);
    desk = await openOffice(browser, 'hardship-desk');
    await firstDay(desk, district, loginOf(district, districtUnit, 'D'));
    await waitUntilSynced(desk);
    await openAt(desk.page, address);
    await expectState(desk.page, '结案');
  });
  for (const each of [office, chair, desk]) expect(each.complaints).toEqual([]);
});

/** Ticks entries of a box that takes several. */
async function chooseSome(page: Page, label: string, options: readonly string[]): Promise<void> {
  await boxOf(page, label).click();
  for (const option of options)
    await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}
