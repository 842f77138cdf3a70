/** Every screen in both sizes, and in English where there is time for it: a picture to look at, no serious accessibility fault, nothing wider than the window, no complaint of the browser. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const places = [
  ['today', '/today'],
  ['persons', '/list/person'],
  ['households', '/list/household'],
  ['enterprises', '/list/enterprise'],
  ['visits', '/list/visit'],
  ['figures', '/figures'],
  ['clears', '/clears'],
  ['visit-plans', '/visits'],
  ['visit-plan-list', '/list/visit_plan'],
  ['campaigns', '/list/campaign'],
  ['suggestions', '/list/suggestion'],
  ['hardship-cases', '/list/hardship_case'],
  ['desks', '/desks'],
  ['unaided', '/unaided'],
  ['escalations', '/escalations'],
  ['legal-coverage', '/legal-coverage'],
  ['ledger', '/ledger'],
  ['drafts', '/drafts'],
  ['sync', '/sync'],
  ['exchange', '/exchange'],
  ['settings', '/settings'],
  ['keeping', '/keeping'],
  ['visit-form', '/form/visit/screens-draft'],
  ['person-form', '/form/person/screens-draft-2'],
  ['relations', '/list/relation'],
  ['relation-form', '/form/relation/screens-draft-3'],
  ['organisations', '/list/org'],
  ['posts', '/list/membership'],
  ['privacy-requests', '/list/privacy_request'],
  ['duplicates', '/duplicates'],
  ['caseload', '/caseload'],
  ['rosters', '/rosters'],
  ['templates', '/templates/person'],
  ['tiers', '/tiers'],
  ['zones', '/zones'],
  ['statistics', '/statistics'],
  ['census', '/form/census_batch/screens-draft-4'],
] as const;

type Language = 'zh' | 'en';
/** All checks in one go look for faults; pictures are for a person who runs this by itself. */
const takesPictures = process.env['QIAOBANG_NO_PICTURES'] === undefined;

let district: District;
let office: Office;

// Each part has its own district and computer: together they would be the longest wait of a run.
test.describe.configure({ mode: 'parallel' });
test.beforeAll(async ({ browser }) => {
  district = await startDistrict();
  office = await openOffice(browser, 'screens');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

const half = Math.ceil(places.length / 2);
const parts = [
  ['the first half', (language: Language) => lookAt(places.slice(0, half), language)],
  ['the second half', (language: Language) => lookAt(places.slice(half), language)],
  ['the records', lookIntoRecords],
] as const;

for (const [name, lookAround] of parts) {
  test(`every screen can be looked at: ${name}`, async () => {
    test.setTimeout(600_000);
    if (lookAround === parts[0][1]) {
      await expect(office.page.getByLabel('服务器地址')).toBeVisible();
      await look(office.page, 'enrol', 'zh');
    }
    await beAtWork();
    await lookAround('zh');
    expect(office.complaints).toEqual([]);
  });

  test(`every screen can be looked at in English: ${name} @long`, async () => {
    test.setTimeout(600_000);
    await beAtWork();
    await speakEnglish(office.page);
    await lookAround('en');
    expect(office.complaints).toEqual([]);
  });
}

async function beAtWork(): Promise<void> {
  const { page } = office;
  const officer = district.logins.find((login) => login.roles.includes('O'));
  if (officer === undefined) throw new Error('the demonstration has an officer');
  const stranger = page.getByLabel('服务器地址');
  await expect(stranger.or(page.getByTestId('sync-badge'))).toBeVisible();
  if (!(await stranger.isVisible())) return;
  await firstDay(office, district, officer);
  await waitUntilSynced(office);
}

async function speakEnglish(page: Page): Promise<void> {
  await go(page, '/settings');
  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}

async function lookAt(
  some: readonly (readonly [string, string])[],
  language: Language,
): Promise<void> {
  for (const [name, path] of some) {
    await go(office.page, path);
    await look(office.page, name, language);
  }
}

async function lookIntoRecords(language: Language): Promise<void> {
  const { page } = office;
  await openFirst(page, '/list/visit');
  await look(page, 'visit', language);
  await openFirst(page, '/list/hardship_case');
  await look(page, 'hardship-case', language);
  for (const [name, zh, en] of [
    ['hardship-opinions', '审批意见', 'Opinions'],
    ['household-file', '一户一档', 'Household file'],
  ] as const) {
    await page.getByRole('tab', { name: language === 'zh' ? zh : en }).click();
    await look(page, name, language);
  }
  await openFirst(page, '/list/person');
  await look(page, 'person', language);
  await page.getByRole('tab', { name: language === 'zh' ? '关系' : 'Relations' }).click();
  await expect(page.locator('.relation-box').first()).toBeVisible();
  await look(page, 'person-relations', language);
  await openFirst(page, '/list/enterprise');
  await page.getByRole('tab', { name: language === 'zh' ? '企业全景' : 'Overview' }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await look(page, 'enterprise-panorama', language);
  await openFirst(page, '/list/org');
  await look(page, 'organisation', language);
}

/** For roles A and D of the district's own desk. */
const deskPlaces = [
  ['devices', '/devices'],
  ['rescue', '/rescue'],
] as const;

test('the desk’s own screens can be looked at', ({ browser }) => lookAtDesk(browser, 'zh'));
test('the desk’s own screens can be looked at in English @long', ({ browser }) =>
  lookAtDesk(browser, 'en'));

async function lookAtDesk(browser: Browser, language: Language): Promise<void> {
  test.setTimeout(180_000);
  const desk = await openOffice(browser, 'screens-desk');
  const login = district.logins.find(
    ({ unit, roles }) => unit === '330203000' && roles.includes('D'),
  );
  if (login === undefined) throw new Error('the demonstration has a district officer');
  await firstDay(desk, district, login);
  if (language === 'en') await speakEnglish(desk.page);
  for (const [name, path] of deskPlaces) {
    await go(desk.page, path);
    await look(desk.page, name, language);
  }
  expect(desk.complaints).toEqual([]);
  await desk.close();
}

async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
  await expect(page.locator('h1')).toBeVisible();
  await page.waitForLoadState('networkidle');
}

async function openFirst(page: Page, list: string): Promise<void> {
  await go(page, list);
  await page.getByRole('row').nth(1).dblclick();
  await expect(page).toHaveURL(/#\/record\//);
}

async function look(page: Page, name: string, language: Language): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    if (takesPictures)
      await page.screenshot({ path: `reports/screens/${name}-${language}-${size.width}.png` });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect.soft(tooWide, `${name} is wider than ${size.width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(sizes[0]);
  // The watermark is decoration and faint on purpose (ui.md: 4 %).
  const { violations } = await new AxeBuilder({ page }).exclude('.watermark').analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect
    .soft(
      serious.map(
        ({ id, nodes }) =>
          `${name} ${language}: ${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      ),
    )
    .toEqual([]);
}
