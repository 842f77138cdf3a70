/** The page cannot be made to run or fetch foreign things, and nothing personal lies in the browser or readable on the disk. */
import { expect, test, type Page } from '@playwright/test';
import { everythingKept } from '../support/browser-stores.ts';
import { filesHolding } from '../support/data-files.ts';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { loginOf, wangchun } from '../support/people.ts';
import { boxOf, quickHousehold } from '../support/visit-form.ts';

const head = '忻植入';
const address = '演示路77弄植入号';
const situation = '植入的走访情况';
let district: District;
let office: Office;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  district = await startDistrict();
  office = await openOffice(browser, 'security');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

test('a normal journey breaks no rule of the page', async () => {
  const { page } = office;
  await watchViolations(page);
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  await page.getByRole('link', { name: '走访慰问' }).click();
  await page.getByRole('button', { name: /新建走访/ }).click();
  await quickHousehold(page, { head, birth: '1948', addr: address });
  await boxOf(page, '基本情况').fill(situation);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已自动保存')).toBeVisible();
  await page.getByRole('link', { name: '侨情档案' }).click();
  await page.getByLabel('在列表里找').fill(head);
  await expect(page.getByRole('row').filter({ hasText: head })).toHaveCount(1);
  await page.getByRole('button', { name: '显示列' }).click();
  await page.getByRole('menuitem', { name: '电话' }).click();
  await page.keyboard.press('Escape');
  for (const place of ['意见建议', '同步中心', '设置', '今日待办'])
    await page.getByRole('link', { name: place }).click();
  await waitUntilSynced(office);
  expect(await violations(page)).toEqual([]);
  expect(office.complaints).toEqual([]);
});

test('injected script, handler, eval, image, frame and request are blocked', async () => {
  const { page } = office;
  const ran = await page.evaluate(async () => {
    const add = (html: string) => document.body.insertAdjacentHTML('beforeend', html);
    const script = document.createElement('script');
    script.textContent = 'window.injected = "script"';
    document.body.append(script);
    add('<button id="inline" onclick="window.injected = \'handler\'">x</button>');
    document.getElementById('inline')?.click();
    add('<img alt="" src="http://127.0.0.1:9/pixel.png">');
    add('<iframe title="x" src="http://127.0.0.1:9/"></iframe>');
    const blocked = async (run: () => unknown) => {
      try {
        await run();
        return false;
      } catch {
        // Refusing is what the test asks for.
        return true;
      }
    };
    const fetchBlocked = await blocked(() => fetch('http://127.0.0.1:9/'));
    // Later, in a turn of the page's own: the test's own turn may evaluate what it likes.
    const evalBlocked = await new Promise(
      (resolve) =>
        void setTimeout(
          () => void blocked(() => Reflect.construct(Function, ['return 1'])).then(resolve),
          300,
        ),
    );
    return { injected: Reflect.has(window, 'injected'), evalBlocked, fetchBlocked };
  });
  expect(ran).toEqual({ injected: false, evalBlocked: true, fetchBlocked: true });
  const directives = (await violations(page)).map((each) => each.split(' ')[0]);
  expect(new Set(directives)).toEqual(
    new Set([
      'script-src-elem',
      'script-src-attr',
      'script-src',
      'img-src',
      'frame-src',
      'connect-src',
    ]),
  );
  await page.evaluate(() => {
    for (const added of document.querySelectorAll('body > img, body > iframe, #inline'))
      added.remove();
  });
});

test('the browser keeps no cookie and nothing personal', async () => {
  const { page } = office;
  expect(await page.context().cookies()).toEqual([]);
  const { stores, caches, workers } = await everythingKept(page);
  // The choice of columns is kept, so this looks into something.
  expect(stores).toContain('person');
  for (const word of [head, address, situation, loginOf(district, wangchun, 'O').name])
    expect(stores).not.toContain(word);
  expect({ caches, workers }).toEqual({ caches: 0, workers: 0 });
});

test('nothing is readable in the data folder, logs included, running or stopped', async () => {
  const officer = loginOf(district, wangchun, 'O');
  const secrets = [head, address, situation, officer.password];
  expect(filesHolding(office.dataDir, secrets)).toEqual([]);
  await office.page.locator('button.who').click();
  await office.page.getByRole('menuitem', { name: '锁定' }).click();
  await expect(office.page.getByRole('heading', { name: '解锁' })).toBeVisible();
  await expect(office.page.getByText(head)).toHaveCount(0);
  await office.kill();
  expect(filesHolding(office.dataDir, secrets)).toEqual([]);
  await office.restart();
});

async function watchViolations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(window, 'violations', seen);
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
}

function violations(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(window, 'violations') as string[]);
}
