/** The first page of a fresh start opens the demonstration, and leaves this computer's own data folder alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { tempFolder } from '../support/places.ts';
import { startProgram, type Program } from '../support/program.ts';

const script = join(import.meta.dirname, '../../scripts/start.ts');
let folder: Awaited<ReturnType<typeof tempFolder>>;
let program: Program;

test.beforeAll(async () => {
  folder = await tempFolder('try-demo');
  program = startProgram(script, [
    '--shell=tab',
    '--no-open',
    '--small',
    `--data=${join(folder.path, 'own')}`,
    `--demo-data=${join(folder.path, 'demo')}`,
  ]);
});
test.afterAll(async () => {
  await program.stop();
  await folder.remove();
});

test('a fresh start shows the demonstration at the press of a button', async ({ page }) => {
  // Its data are made here and now, beside other journeys.
  test.setTimeout(240_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  const [, own = ''] = await program.waitFor(/address: (\S+)/);
  await page.goto(own);
  await page.getByRole('button', { name: '打开演示' }).click();
  await expect(page.getByText(/正在准备演示数据/)).toBeVisible();

  await expect(page.getByText(/^演示账号 wangchun/)).toBeVisible({ timeout: 150_000 });
  expect(new URL(page.url()).origin).not.toBe(new URL(own).origin);
  await page.getByLabel('账号').fill('wangchun');
  await page.getByLabel('口令').fill('Qiaobang-2026');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();

  await test.step('going back and pressing again opens the running one', async () => {
    await page.goBack();
    await page.goto(new URL(own).origin);
    await page.getByRole('button', { name: '打开演示' }).click();
    await expect(page.getByRole('button', { name: '打开演示' })).toBeHidden();
    await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();
  });
  expect(complaints).toEqual([]);

  await test.step('the demonstration ends with the app, and the own folder holds no demonstration', async () => {
    const { origin } = new URL(page.url());
    expect(await program.stop()).toBe(0);
    await expect(fetch(origin)).rejects.toThrow();
    expect(existsSync(join(folder.path, 'own/device.json'))).toBe(false);
    expect(existsSync(join(folder.path, 'demo/desk-wangchun/device.json'))).toBe(true);
  });
});
