/** A PDF of what the page would print, read back as text and as pictures. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export interface Printed {
  readonly text: string;
  readonly pages: number;
}

const folder = 'reports/prints';

/** Keeps the papers armed: the real dialog would block, and end with `afterprint`. */
export async function holdThePrinter(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.print = () => undefined;
  });
}

export async function printedAs(page: Page, name: string): Promise<Printed> {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${name}.pdf`;
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  execFileSync('pdftoppm', ['-r', '70', '-png', file, `${folder}/${name}`]);
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
  const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  return { text, pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1] ?? 0) };
}

/** Boxes whose words do not fit, and pages whose rows run into the foot; empty when nothing is cut. */
export async function cutBoxes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const paper of document.querySelectorAll<HTMLElement>('.paper-desk > .paper')) {
      const body = paper.querySelector('.paper-body')?.getBoundingClientRect();
      const foot = paper.querySelector('.paper-foot')?.getBoundingClientRect();
      if (body !== undefined && foot !== undefined && body.bottom > foot.top)
        found.push(`rows run into the foot by ${Math.round(body.bottom - foot.top)} px`);
      for (const cell of paper.querySelectorAll<HTMLElement>('.paper-cell, .paper-gutter')) {
        if (cell.scrollHeight > cell.clientHeight + 1 || cell.scrollWidth > cell.clientWidth + 1)
          found.push(`cut: ${cell.textContent?.slice(0, 20)}`);
      }
    }
    return found;
  });
}
