/** From the list to a submitted visit without touching the mouse; composing never submits or jumps; Esc never loses text. */
import { expect, test, type CDPSession } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf } from '../support/visit-form.ts';

let district: District;
let office: Office;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  office = await openOffice(browser, 'keyboard');
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('a visit is written and submitted by keyboard only', async () => {
  const { page } = office;
  const { keyboard } = page;
  await newVisit();
  await expect(boxOf(page, '走访对象')).toBeFocused();
  await keyboard.type('演示路', { delay: 20 });
  await expect(page.getByRole('option').first()).toContainText('户');
  await keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toContainText('家庭成员');

  // What the last visit was is filled in already; another choice takes its place.
  await goTo('类别');
  await keyboard.type('困难');
  await expect(page.getByRole('option', { name: '困难走访' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(boxOf(page, '类别')).toHaveValue('困难走访');
  for (const [label, typed, value] of [
    ['方式', '上门', '上门'],
    ['结果', '已见', '已见面'],
  ] as const) {
    await goTo(label);
    if (label === '结果') {
      await keyboard.press('F4');
      await keyboard.press('ArrowDown');
    }
    await keyboard.type(typed);
    await expect(page.getByRole('option', { name: value })).toBeVisible();
    await keyboard.press('Enter');
    await expect(boxOf(page, label)).toHaveValue(value);
  }
  await goTo('地点');
  await keyboard.type('家中');
  await goTo('基本情况');
  await keyboard.type('精神很好，');
  await keyboard.press('Enter');
  await keyboard.type('种了一阳台的花。');
  await expect(boxOf(page, '基本情况')).toHaveValue('精神很好，\n种了一阳台的花。');
  await keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/#\/record\/visit\//);
  await expect(page.getByText('已提交').first()).toBeVisible();
});

test('while an input method composes, Enter, Esc and Ctrl+Enter are its own', async () => {
  const { page } = office;
  await newVisit();
  await goTo('地点');
  const form = page.url();
  const errors = await page.locator('.field-error').count();
  const ime = await page.context().newCDPSession(page);
  await ime.send('Input.imeSetComposition', {
    text: 'yang tai',
    selectionStart: 8,
    selectionEnd: 8,
  });
  for (const key of ['Enter', 'Escape', 'F8', 'Control+Enter']) await pressComposing(ime, key);
  await expect(boxOf(page, '地点')).toBeFocused();
  expect(page.url()).toBe(form);
  await expect(page.locator('.field-error')).toHaveCount(errors);
  await ime.send('Input.insertText', { text: '阳台' });
  await expect(boxOf(page, '地点')).toHaveValue('阳台');

  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/list\/visit$/);
  await page.getByRole('link', { name: '草稿 1' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /接着填/ }).focus();
  await page.keyboard.press('Enter');
  await expect(boxOf(page, '地点')).toHaveValue('阳台');
});

test('Ctrl+K finds a person by initials, and Esc leaves the box without leaving the screen', async () => {
  const { page } = office;
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '侨情档案' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type(loginOf(district, wangchun, 'O').login);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/#\/list\/person$/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('czh', { delay: 20 });
  const hit = page.getByRole('option', { selected: true });
  await expect(hit).toBeVisible();
  const name = await hit.locator('b').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  expect(office.complaints).toEqual([]);
});

async function newVisit(): Promise<void> {
  const { page } = office;
  await page.getByRole('link', { name: '走访慰问' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page).toHaveURL(/#\/form\/visit\//);
}

/** Enter by Enter until the box of that label has the focus; out of a text area Tab leads on. */
async function goTo(label: string): Promise<void> {
  const box = boxOf(office.page, label);
  for (let step = 0; step < 20; step += 1) {
    if (await box.evaluate((element) => element === document.activeElement)) return;
    await office.page.keyboard.press('Enter');
  }
  throw new Error(`Enter never came to ${label}`);
}

/** A key as the browser reports it while an input method has hold of it. */
async function pressComposing(ime: CDPSession, keys: string): Promise<void> {
  const key = keys.replace('Control+', '');
  const modifiers = key === keys ? 0 : 2;
  for (const type of ['rawKeyDown', 'keyUp'] as const)
    await ime.send('Input.dispatchKeyEvent', { type, key, modifiers, windowsVirtualKeyCode: 229 });
}
