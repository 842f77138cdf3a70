/** One online request from the public door to the sender's rating: arrives by sync, is signed and answered in the office, heard and rated by the receipt. */
import { expect, test } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  district = await startDistrict();
  office = await openOffice(browser, 'inbox');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('a request sent in online is signed, answered and rated', async ({ request }) => {
  test.setTimeout(240_000);
  const { page } = office;
  const officer = district.logins.find((login) => login.roles.includes('O'));
  if (officer === undefined) throw new Error('the demonstration has an officer');
  await firstDay(office, district, officer);
  await waitUntilSynced(office);

  const title = '咨询侨属子女入学手续';
  const sent = await request.post(`${district.url}/v1/intake/request`, {
    data: {
      channel: 'eplus',
      kind: 'help',
      unit: officer.unit,
      name: '陈思哲',
      phone: '10100077777',
      title,
      content: '孩子随父母回国，九月入学，请问在哪里办理。',
      consent: true,
    },
  });
  expect(sent.status()).toBe(200);
  const receipt: unknown = await sent.json();

  await page.evaluate(() => {
    location.hash = '#/inbox';
  });
  await page.keyboard.press('F9');
  await page.getByRole('tab', { name: /待签收/ }).click();
  await page.getByRole('row', { name: new RegExp(title) }).click();
  await page.getByRole('button', { name: '签收', exact: true }).click();
  await page.getByRole('tab', { name: /全部在办/ }).click();
  await page.getByRole('row', { name: new RegExp(title) }).click();
  await page.getByRole('button', { name: '答复', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '答复' });
  const answer = '带户口簿到服务中心，当场登记。';
  await dialog.getByRole('textbox', { name: '答复' }).fill(answer);
  await dialog.getByRole('button', { name: '答复', exact: true }).click();
  await expect(dialog).toBeHidden();
  await waitUntilSynced(office);

  // The badge is told of a change ten times a second: just after the press it may still speak of what was before.
  await expect
    .poll(
      async () =>
        (await request.post(`${district.url}/v1/intake/answer`, { data: receipt })).json(),
      { timeout: 20_000, intervals: [1_000, 3_000] },
    )
    .toMatchObject({ state: 'answered', answer });
  const rated = await request.post(`${district.url}/v1/intake/rating`, {
    data: { ...(receipt as object), rating: 5 },
  });
  expect(rated.status()).toBe(200);
  await page.keyboard.press('F9');
  await page.getByRole('tab', { name: /^全部\s*\d/ }).click();
  await expect(page.getByRole('row', { name: new RegExp(title) })).toContainText('已评价');
  expect(office.complaints).toEqual([]);
});
