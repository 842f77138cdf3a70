/** Takes a step of the workflow on a record's page the way an officer does: the button in the head, what its dialog asks, the verb. */
import { expect, type Locator, type Page } from '@playwright/test';
import { waitUntilSynced, type Office } from './office.ts';

export interface Asked {
  readonly opinion?: string;
  readonly fill?: (dialog: Locator) => Promise<void>;
}

/** `null`: the step asks nothing. */
export async function takeStep(
  page: Page,
  word: string,
  asked: Asked | null = null,
): Promise<void> {
  await page
    .locator('.page-head')
    .getByRole('button', { name: new RegExp(`^${word}`) })
    .click();
  if (asked === null) return;
  const dialog = page.getByRole('dialog', { name: word });
  await asked.fill?.(dialog);
  if (asked.opinion !== undefined) await dialog.getByLabel('办理意见').fill(asked.opinion);
  await dialog.getByRole('button', { name: word, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The record's state as its head says. */
export async function expectState(page: Page, state: string): Promise<void> {
  await expect(page.locator('.page-head').getByText(state, { exact: true })).toBeVisible({
    timeout: 30_000,
  });
}

/** What one computer did reaches the other. */
export async function handOver(from: Office, to: Office): Promise<void> {
  await from.page.keyboard.press('F9');
  await waitUntilSynced(from);
  await to.page.keyboard.press('F9');
  await waitUntilSynced(to);
}

export async function openAt(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}
