import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';

/** What people do with their hands on a page: choose, photograph, answer a question, take an act. */

/** Chooses in a select by what is written there. */
export async function pick(page: Page, field: string | RegExp, option: string | RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: field });
  await box.click();
  // Its own list: the one of the field before may still be closing.
  const list = await box.getAttribute('aria-controls');
  await page
    .locator(`.ant-select-dropdown:has([id="${list}"])`)
    .getByText(option, { exact: typeof option === 'string' })
    .click();
}

/** A photo as a phone takes it; drawn, and different for every text. */
export async function photograph(page: Page, button: string | RegExp, text: string): Promise<void> {
  const bytes = (await page.evaluate(`(async () => {
    const canvas = new OffscreenCanvas(320, 240);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#786';
    pen.fillRect(0, 0, 320, 240);
    pen.fillStyle = '#fff';
    pen.fillText(${JSON.stringify(text)}, 20, 40);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  })()`)) as number[];
  await page
    .getByLabel(button)
    .and(page.locator('input'))
    .setInputFiles({ name: `${text}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) });
}

/** An act of a case: its button, the question, the answer that it was written down. */
export async function actOnCase(
  page: Page,
  name: string,
  fill: (dialog: Locator) => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole('complementary').getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await page.getByText(`已记入案件：${name}`).waitFor();
}

/** What a link downloads, as text. */
export async function downloaded(page: Page, link: string | RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8').replace('\uFEFF', '');
}

/** The value beside a term. */
export const factOf = (page: Page, term: string): Promise<string> =>
  page.locator(`div:has(> dt:text-is("${term}")) > dd`).innerText();

export const csv = (name: string, rows: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${rows.join('\r\n')}\r\n`),
});

/** Nothing was thrown and no error printed on any of the pages. */
export const expectNoFaults = (...pages: readonly { readonly faults: readonly string[] }[]): void =>
  expect(pages.flatMap(({ faults }) => faults)).toEqual([]);
