/** One enterprise problem from its registration to its close: the district assigns it and notes the answer at its own desk, another person calls back. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { expectState, handOver, openAt, takeStep } from '../support/steps.ts';
import { boxOf, choose, pick } from '../support/visit-form.ts';

const districtUnit = '330203000';
const title = '外籍股东签证续签';
let district: District;
let office: Office;
let chair: Office;
let desk: Office;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  district = await startDistrict();
  office = await openOffice(browser, 'ticket');
  desk = await openOffice(browser, 'ticket-desk');
  chair = await openOffice(browser, 'ticket-chair');
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await firstDay(desk, district, loginOf(district, districtUnit, 'D'));
  await firstDay(chair, district, loginOf(district, wangchun, 'H'));
  for (const each of [office, desk, chair]) await waitUntilSynced(each);
});
test.afterAll(async () => {
  for (const each of [office, desk, chair]) await each?.close();
  await district.close();
});

test('a ticket is registered offline, assigned and answered at the district, called back and closed', async () => {
  test.setTimeout(240_000);
  const { page } = office;
  let address = '';

  await test.step('registered and graded without a network', async () => {
    await district.kill();
    await openAt(page, '#/tickets');
    await page.getByRole('button', { name: /登记工单/ }).click();
    await boxOf(page, '企业').click();
    await boxOf(page, '企业').pressSequentially('演示', { delay: 20 });
    await page.getByRole('option').first().click();
    await boxOf(page, '反映人').fill('竺思哲');
    await boxOf(page, '电话').fill('10100012345');
    await choose(page, '类别', '出入境签证');
    await boxOf(page, '事项').fill(title);
    await boxOf(page, '反映情况').fill('股东签证月底到期，材料反复退回。');
    await boxOf(page, '具体诉求').fill('希望协调一次办好。');
    await page.keyboard.press('Control+Enter');
    await expect(page).toHaveURL(/#\/record\/ticket\//);
    address = new URL(page.url()).hash;
    await takeStep(page, '受理分级', {
      fill: async (dialog) => {
        await choose(dialog, '难度', 'B 一般');
        await dialog.getByLabel('需区级部门办理').check();
      },
    });
    await expectState(page, '已受理');
  });

  await test.step('the district assigns it from its own desk', async () => {
    await district.start();
    await handOver(office, desk);
    await openAt(desk.page, address);
    await takeStep(desk.page, '交办', {
      fill: async () => {
        await pick(desk.page, '主办部门', '公安', '公安');
      },
    });
    await handOver(desk, office);
    await expectState(page, '已交办');
    await takeStep(page, '签收');
    await expectState(page, '办理中');
  });

  await test.step('the department answers at the district, and the street reports the result', async () => {
    await handOver(office, desk);
    await expectState(desk.page, '办理中');
    await desk.page.getByRole('button', { name: '更多' }).click();
    await desk.page.getByRole('menuitem', { name: '登记部门反馈' }).click();
    const dialog = desk.page.getByRole('dialog', { name: '登记部门反馈' });
    await dialog.getByLabel('反馈 1').fill('已约窗口，周五一次办结。');
    await boxOf(dialog, '反馈日期 1').fill('今天');
    await dialog.getByRole('button', { name: '登记部门反馈', exact: true }).click();
    await expect(dialog).toBeHidden();
    await handOver(desk, office);
    await expect(page.getByText('已约窗口，周五一次办结。').first()).toBeVisible();
    await takeStep(page, '反馈结果', {
      fill: async (asked) => {
        await choose(asked, '办理结果', '已解决');
        await boxOf(asked, '办理情况').fill('公安窗口一次办结，企业已拿到签证。');
      },
    });
    await expectState(page, '回访中');
  });

  await test.step('another person calls back and closes it; everybody sees it closed', async () => {
    await handOver(office, chair);
    await openAt(chair.page, address);
    await takeStep(chair.page, '办结', {
      fill: async (dialog) => {
        await dialog.getByLabel('5 分').check({ force: true });
        await dialog.getByLabel('企业已确认办理结果').check();
      },
    });
    await handOver(chair, desk);
    await expectState(desk.page, '办结');
    await page.keyboard.press('F9');
    await waitUntilSynced(office);
    await expectState(page, '办结');
    for (const each of [office, chair, desk]) expect(each.complaints).toEqual([]);
  });
});
