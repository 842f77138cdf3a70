/** Fills the visit form the way an officer does: labels as on the screen, pickers by typing. */
import { expect, type Locator, type Page } from '@playwright/test';

export async function choose(where: Page | Locator, label: string, option: string): Promise<void> {
  const page = 'context' in where ? where : where.page();
  await boxOf(where, label).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The box itself: an open list of choices carries the same label. */
export function boxOf(where: Page | Locator, label: string): Locator {
  const page = 'context' in where ? where : where.page();
  return where.getByLabel(label, { exact: true }).and(page.locator('input, textarea'));
}

/** Types into a picker and takes the entry that carries the name. */
export async function pick(page: Page, label: string, typed: string, name: string): Promise<void> {
  const box = boxOf(page, label);
  await box.click();
  await box.pressSequentially(typed, { delay: 20 });
  // What the picker would make anew stands under what it found.
  await page.getByRole('option').filter({ hasText: name, hasNotText: '新建户' }).first().click();
}

export interface NewHousehold {
  readonly head: string;
  readonly birth: string;
  readonly addr: string;
}

/** 新建户 from inside the picker, without leaving the form. */
export async function quickHousehold(
  page: Page,
  { head, birth, addr }: NewHousehold,
): Promise<void> {
  const box = boxOf(page, '走访对象');
  await box.click();
  await box.pressSequentially(head, { delay: 20 });
  await page.getByRole('option', { name: `新建户“${head}”` }).click();
  const dialog = page.getByRole('dialog', { name: '新建户' });
  await expect(dialog.getByLabel('户主姓名')).toHaveValue(head);
  await choose(dialog, '性别', '女');
  await dialog.getByLabel('出生日期').fill(birth);
  await choose(dialog, '侨身份', '归侨');
  await boxOf(dialog, '社区').click();
  await page.getByRole('option').first().click();
  await dialog.getByLabel('地址').fill(addr);
  await dialog.getByRole('button', { name: '建户并选用' }).click();
  await expect(dialog).toBeHidden();
}

export async function addNeed(
  page: Page,
  row: number,
  text: string,
  category: string,
  route: string,
): Promise<void> {
  await page.getByRole('button', { name: '加一条诉求' }).click();
  await page.getByLabel(`诉求内容 ${row}`).fill(text);
  await choose(page, `类别 ${row}`, category);
  await choose(page, `去向 ${row}`, route);
}

export async function addCashGift(page: Page, yuan: string): Promise<void> {
  await page.getByRole('button', { name: '加一笔慰问' }).click();
  const gift = page.getByRole('group', { name: '第 1 笔' });
  await gift.getByLabel('金额（元）', { exact: true }).fill(yuan);
  await choose(gift, '资金来源', '财政');
}
