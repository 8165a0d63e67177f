// What a user does on the page, and reads there.
import type {Locator, Page} from 'playwright-core';
import {expect} from 'vitest';
import {launch, openPage} from './browser.ts';
import {serveSmall, smallPlace} from './served.ts';

export const PATIENT = {timeout: 30_000}; // the machine may be busy with others

/** The page over the small twin, painted. */
export interface SmallPage {
  readonly page: Page;
  close(): Promise<void>;
}

export async function smallPage(): Promise<SmallPage> {
  const {server, url} = await serveSmall(await smallPlace());
  const browser = await launch();
  const close = async (): Promise<void> => {
    await browser.close();
    server.kill('SIGTERM');
  };
  const {page} = await openPage(browser, url);
  return {page, close};
}

/** Finds a ZIP, city or building by the search. */
export async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', {name: /^Find/}).fill(text);
  await page.keyboard.press('Enter');
}

/** Total of the preview, USD; waits for another one than `before`. */
export async function total(page: Page, before?: number): Promise<number> {
  const read = async (): Promise<number> =>
    Number(await page.locator('[data-total]').getAttribute('data-total', {timeout: 60_000}));
  if (before !== undefined) await expect.poll(read, PATIENT).not.toBe(before);
  return read();
}

/** Clicks a number and reads what its card says once it has inputs. */
export async function whereFrom(
  page: Page,
  name: RegExp,
  within: Locator = page.getByRole('tabpanel'),
): Promise<string> {
  await within.getByRole('button', {name}).first().click();
  const card = page.getByRole('dialog');
  await expect.poll(() => card.textContent(), {timeout: 60_000}).toMatch(/(Inputs, read|Inputs of|In files).*\d/);
  const said = (await card.textContent())!;
  expect(await card.locator('.problem').count(), said).toBe(0);
  await page.keyboard.press('Escape');
  expect(await card.count()).toBe(0);
  return said;
}
