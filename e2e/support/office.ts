/** One office computer: the app behind a browser tab with its own data folder, and its page. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { District, Login } from './district.ts';
import { tempFolder } from './places.ts';
import type { Program } from './program.ts';
import { startTab } from './tab-program.ts';

export interface Office {
  readonly page: Page;
  readonly dataDir: string;
  /** What the app printed for opening; good once. */
  readonly address: string;
  /** What the browser complained about so far; a healthy journey leaves this empty. */
  readonly complaints: readonly string[];
  /** Pulls the plug of the app (not of the browser). */
  kill(): Promise<void>;
  /** Starts the app again on the same data and opens its page. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(browser: Browser, name: string): Promise<Office> {
  const folder = await tempFolder(name);
  const complaints: string[] = [];
  let program: Program;
  let context: BrowserContext;
  let page: Page;
  let address = '';
  let pulled = false;

  const open = async () => {
    program = startTab('--data', folder.path);
    address = (await program.waitFor(/address: (\S+)/))[1] ?? '';
    context = await browser.newContext();
    page = await context.newPage();
    pulled = false;
    page.on('console', (message) => {
      // While the app is dead its page rightly fails to reconnect.
      if (message.type() === 'error' && !pulled) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(address);
  };
  await open();

  return {
    get page() {
      return page;
    },
    get address() {
      return address;
    },
    dataDir: folder.path,
    complaints,
    kill: async () => {
      pulled = true;
      await program.kill();
      await context.close();
    },
    restart: open,
    close: async () => {
      await context.close();
      await program.stop();
      await folder.remove();
    },
  };
}

/** Enrols the computer for the login's unit and signs in, as an officer does on the first day. */
export async function firstDay(office: Office, district: District, login: Login): Promise<void> {
  const { page } = office;
  await page.getByLabel('服务器地址').fill(district.url);
  await page.getByLabel('登记码').fill(await district.code(login.unit));
  await page.getByLabel('这台电脑叫什么').fill('端到端测试');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await signIn(office, login);
}

export async function signIn({ page }: Office, login: Login): Promise<void> {
  await page.getByLabel('账号').fill(login.login);
  await page.getByLabel('口令').fill(login.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();
}

export async function unlock({ page }: Office, login: Login): Promise<void> {
  await page.getByLabel('口令').fill(login.password);
  await page.getByRole('button', { name: '解锁', exact: true }).click();
  await expect(page.getByRole('heading', { name: '今日待办' })).toBeVisible();
}

export function badge({ page }: Office) {
  return page.getByTestId('sync-badge');
}

/** The proof that both sides hold the same, not a flag. */
export async function waitUntilSynced(office: Office): Promise<void> {
  await expect(badge(office)).toContainText('全部已同步', { timeout: 60_000 });
}
