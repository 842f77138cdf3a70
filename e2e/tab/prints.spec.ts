/** Paper end to end: every official sheet from the demonstration's records as a PDF, one paper checked against its record, a batch. */
import { expect, test, type Page } from '@playwright/test';
import { startDistrict, type District } from '../support/district.ts';
import { firstDay, openOffice, waitUntilSynced, type Office } from '../support/office.ts';
import { cutBoxes, holdThePrinter, printedAs } from '../support/pdf.ts';
import { loginOf, wangchun } from '../support/people.ts';

let district: District;
let office: Office;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000);
  district = await startDistrict({ whole: true });
  office = await openOffice(browser, 'prints');
});
test.afterAll(async () => {
  await office.close();
  await district.close();
});

interface Wanted {
  readonly name: string;
  readonly type: string;
  readonly sheet: string;
  /** View of the list from which a record, or all, are taken. */
  readonly view: string;
  readonly pages: number | null;
  readonly words: readonly string[];
}

const single: readonly Wanted[] = [
  {
    name: 'F1-visit',
    type: 'visit',
    sheet: '走访慰问登记表',
    view: '有慰问',
    pages: 1,
    words: ['走访对象', '慰问金', '被访人签字'],
  },
  {
    name: 'F3-application',
    type: 'hardship_case',
    sheet: '困难归侨侨眷帮扶申请审批表',
    view: '公示中',
    pages: 2,
    words: ['身份证号', '社区意见', '区侨联意见', '一式三份'],
  },
  {
    name: 'F4-acceptance',
    type: 'hardship_case',
    sheet: '受理告知单',
    view: '公示中',
    pages: 1,
    words: ['现予受理', '送　达　回　执'],
  },
  {
    name: 'F4-supplement',
    type: 'hardship_case',
    sheet: '补正材料一次性告知单',
    view: '全部',
    pages: 1,
    words: ['补正', '送　达　回　执'],
  },
  {
    name: 'F4-refusal',
    type: 'hardship_case',
    sheet: '不予帮扶告知单',
    view: '全部',
    pages: 1,
    words: ['不予帮扶', '提出复核'],
  },
  {
    name: 'F4-check',
    type: 'hardship_case',
    sheet: '困难归侨侨眷入户核查表',
    view: '公示中',
    pages: 1,
    words: ['民政核对', '核查人签字'],
  },
  {
    name: 'F4-follow-up',
    type: 'hardship_case',
    sheet: '困难帮扶回访记录',
    view: '待回访',
    pages: 1,
    words: ['应访日', '结案结论'],
  },
  {
    name: 'F5-order',
    type: 'ticket',
    sheet: '侨企诉求交办单',
    view: '全部',
    pages: 1,
    words: ['海侨交', '主办单位', '沿此线裁下'],
  },
  {
    name: 'F6-feedback',
    type: 'ticket',
    sheet: '侨企诉求办理反馈单',
    view: '全部',
    pages: 1,
    words: ['部门反馈', '承办单位'],
  },
  {
    name: 'F6-extension',
    type: 'ticket',
    sheet: '延期办理申请单',
    view: '全部',
    pages: 1,
    words: ['延期理由', '审批意见'],
  },
  {
    name: 'F6-callback',
    type: 'ticket',
    sheet: '侨企诉求回访评价表',
    view: '全部',
    pages: 1,
    words: ['满意度', '回访人签字'],
  },
  {
    name: 'F6-closing',
    type: 'ticket',
    sheet: '侨企诉求办结报告',
    view: '全部',
    pages: 1,
    words: ['办理结果', '办结意见'],
  },
  {
    name: 'F9-person',
    type: 'person',
    sheet: '侨情登记卡（人）',
    view: '全部',
    pages: 1,
    words: ['姓名'],
  },
  {
    name: 'F17-notice',
    type: 'person',
    sheet: '个人信息处理告知书与同意书',
    view: '全部',
    pages: 2,
    words: ['个人信息保护法', '本人签字'],
  },
];
const lists: readonly Wanted[] = [
  {
    name: 'F1-roster',
    type: 'visit',
    sheet: '走访慰问花名册',
    view: '有慰问',
    pages: null,
    words: ['序号', '本页小计'],
  },
  {
    name: 'F2-receipts',
    type: 'visit',
    sheet: '慰问金（品）签领单',
    view: '有慰问',
    pages: null,
    words: ['领取人签字', '本页小计', '大　写'],
  },
  {
    name: 'F4-publicity',
    type: 'hardship_case',
    sheet: '困难归侨侨眷帮扶公示',
    view: '公示中',
    pages: 1,
    words: ['公示期', '受理单位'],
  },
  {
    name: 'F4-payments',
    type: 'hardship_case',
    sheet: '帮扶资金发放明细表（一卡通）',
    view: '全部',
    pages: null,
    words: ['账号', '大　写'],
  },
  {
    name: 'F6-register',
    type: 'ticket',
    sheet: '侨企“三帮”服务台账',
    view: '全部',
    pages: null,
    words: ['件　数', '缓急'],
  },
];

async function openList(page: Page, type: string, view: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/list/${type}`);
  await page.getByRole('tab', { name: new RegExp(`^${view}(\\s*[\\d,]+)?$`) }).click();
  await expect(page.getByRole('grid')).toBeVisible();
}

async function chooseSheet(page: Page, sheet: string): Promise<void> {
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await page.getByRole('menuitem', { name: sheet, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: sheet })).toBeVisible();
  await expect(page.locator('.paper-desk > .paper').first()).toBeVisible();
}

/** The first record of the list that can be printed so; the sheet may want another state. */
async function openRecordWith(page: Page, { type, view, sheet }: Wanted): Promise<void> {
  for (let row = 1; row < 40; row += 1) {
    await openList(page, type, view);
    await page.getByRole('row').nth(row).dblclick();
    await expect(page).toHaveURL(/#\/record\//);
    await page.getByRole('button', { name: '打印', exact: true }).click();
    const item = page.getByRole('menuitem', { name: sheet, exact: true });
    const isThere = await item.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    await page.keyboard.press('Escape');
    if (isThere) return;
  }
  throw new Error(`no record for ${sheet}`);
}

async function printAndLook(page: Page, wanted: Wanted): Promise<void> {
  expect.soft(await cutBoxes(page), wanted.name).toEqual([]);
  await page.screenshot({ path: `reports/screens/print-${wanted.name}-zh-1366.png` });
  await holdThePrinter(page);
  await page.getByRole('button', { name: /^打印/ }).click();
  await expect(page.getByText(/已登记 \d+ 条打印记录/)).toBeVisible();
  await expect(page.locator('body > .paper-stack')).toBeAttached();
  const { text, pages } = await printedAs(page, wanted.name);
  expect
    .soft(pages, wanted.name)
    .toBe(wanted.pages ?? (await page.locator('.paper-desk > .paper').count()));
  expect.soft(text, wanted.name).toContain('核对码');
  for (const word of wanted.words)
    expect.soft(squeezed(text), wanted.name).toContain(squeezed(word));
  expect.soft(squeezed(text), wanted.name).toContain(`第1页共`);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('body > .paper-stack')).toHaveCount(0);
}

const squeezed = (text: string) => text.replaceAll(/\s/g, '');

test('every official sheet can be printed @long', async () => {
  test.setTimeout(900_000);
  const { page } = office;
  await firstDay(office, district, loginOf(district, wangchun, 'O'));
  await waitUntilSynced(office);
  for (const wanted of single) {
    await openRecordWith(page, wanted);
    await chooseSheet(page, wanted.sheet);
    await printAndLook(page, wanted);
  }
  for (const wanted of lists) {
    await openList(page, wanted.type, wanted.view);
    await chooseSheet(page, wanted.sheet);
    await printAndLook(page, wanted);
  }
  expect(office.complaints).toEqual([]);
});
