/** The other language at run time: everything the program says changes, data and names stay, and the choice outlives a restart. */
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';

/** Headings of records are names; the rest of what these select is the program's own words. */
const ownWords = [
  'nav a > span:not(.count)',
  '.demo-tag',
  'h1',
  'h2',
  'h3',
  'legend',
  'label',
  'dt',
  'th',
  '[role="columnheader"]',
  'button',
  '[role="tab"]',
  '.tab',
  '.hint-bar .hint',
  '.chip',
  '.empty',
  '[data-testid="sync-badge"]',
].join(', ');
/** Data and names inside of those: people, places, what somebody wrote. */
const data =
  '.who, .profile, .facet b, .check-row, .grid-row, .watermark, .plain-link, .setting label, aside h2.pane-title, .token';
const places = [
  '/today',
  '/list/person',
  '/list/household',
  '/list/enterprise',
  '/list/visit',
  '/list/suggestion',
  '/drafts',
  '/sync',
  '/settings',
  '/form/visit/language-1',
  '/form/person/language-2',
  '/form/enterprise/language-3',
  '/form/suggestion/language-4',
] as const;

let district: District;
let office: Office;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  office = await openOffice(browser, 'language');
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('English everywhere at once, and it stays over a restart', async () => {
  const { page } = office;
  await switchTo(page, 'English');
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  for (const place of places) {
    await go(page, place);
    expect.soft(await chineseWords(page), place).toEqual([]);
  }
  for (const list of ['person', 'household', 'enterprise', 'visit', 'suggestion']) {
    await go(page, `/list/${list}`);
    await page.getByRole('row').nth(1).dblclick();
    await expect(page).toHaveURL(/#\/record\//);
    await page.waitForLoadState('networkidle');
    const name = await page.locator('h1').innerText();
    const found = (await chineseWords(page)).filter((words) => !name.includes(words));
    expect.soft(found, `record ${list}`).toEqual([]);
  }

  await office.kill();
  await office.restart();
  const { login, password } = loginOf(district, wangchun, 'O');
  await expect(office.page.getByRole('heading', { name: 'Unlock' })).toBeVisible();
  await expect(office.page.getByText(login, { exact: true })).toBeVisible();
  await office.page.getByLabel('Password').fill('wrong');
  await office.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(office.page.getByRole('alert')).toHaveText('Wrong password; 4 tries left.');
  await office.page.getByLabel('Password').fill(password);
  await office.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(office.page.getByRole('heading', { name: 'Today' })).toBeVisible();
  expect(await office.page.locator('html').getAttribute('lang')).toBe('en');
});

test('and back, with text half written left alone', async () => {
  const { page } = office;
  await go(page, '/form/visit/language-1');
  await page.getByLabel('Place', { exact: true }).fill('at home 家中');
  await switchTo(page, '中文');
  await expect(page.getByRole('heading', { name: '走访记录' })).toBeVisible();
  await expect(page.getByLabel('地点', { exact: true })).toHaveValue('at home 家中');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  expect(office.complaints).toEqual([]);
});

async function switchTo(page: Page, language: string): Promise<void> {
  await page.locator('button.who').click();
  await page.getByRole('menuitem', { name: language }).click();
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.ghost')).toHaveCount(0);
}

/** What the program still says in Chinese: visible words, names for screen readers, placeholders. */
function chineseWords(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ own, except }) => {
      const words: string[] = [];
      for (const element of document.querySelectorAll<HTMLElement>(own)) {
        if (element.closest(`${except}, [aria-hidden="true"]`) !== null) continue;
        const copy = element.cloneNode(true) as HTMLElement;
        for (const inner of copy.querySelectorAll(`${except}, [aria-hidden="true"]`))
          inner.remove();
        words.push(copy.textContent ?? '', element.getAttribute('aria-label') ?? '');
      }
      for (const box of document.querySelectorAll('[placeholder]'))
        words.push(box.getAttribute('placeholder') ?? '');
      return words.filter((text) => /\p{Script=Han}/u.test(text));
    },
    { own: ownWords, except: data },
  );
}
