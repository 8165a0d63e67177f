import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {hasChromium, painted} from './browser.ts';
import {find, PATIENT, smallPage, type SmallPage, total} from './gestures.ts';

const title = hasChromium ? 'moves' : 'moves (skipped: there is no /usr/bin/chromium; install it to run these)';

describe.skipIf(!hasChromium)(title, {timeout: 120_000}, () => {
  let opened: SmallPage;
  let page: Page;

  beforeAll(async () => {
    opened = await smallPage();
    ({page} = opened);
  });

  afterAll(() => opened?.close());

  test('undo takes back what was closed on the map, from any tab, and reset has nothing to do then', async () => {
    const start = await total(page);
    await find(page, 'DS2');
    await page.getByRole('button', {name: 'Close it in a what-if'}).click();
    const closed = await total(page, start);
    await page.getByRole('tab', {name: 'Stations'}).click();
    await page.getByRole('tab', {name: 'What if'}).click();
    await page.getByRole('button', {name: 'Undo'}).click();
    expect(await total(page, closed)).toBe(start);
    const isDisabled = (name: string) => page.getByRole('button', {name, exact: true}).isDisabled();
    await expect.poll(() => isDisabled('Undo'), PATIENT).toBe(true);
    expect(await isDisabled('Reset')).toBe(true);
    const slider = page.getByRole('slider', {name: 'USPS price'});
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft'); // back where it was: nothing to reset or to save
    await expect.poll(() => slider.getAttribute('aria-valuetext'), PATIENT).toBe('× 1.00');
    expect(await isDisabled('Reset')).toBe(true);
    expect(await isDisabled('Save')).toBe(true);
    expect(await isDisabled('Undo')).toBe(false);
  });

  test('ends at the last of several moves, however slowly the first gets through', async () => {
    await page.reload(); // answers to moves of the test before may still be on their way
    await painted(page);
    const slider = page.getByRole('slider', {name: 'USPS price'});
    await slider.focus();
    const start = await total(page);
    await page.keyboard.press('ArrowRight');
    const once = await total(page, start);
    await page.keyboard.press('ArrowRight');
    const twice = await total(page, once);
    await page.getByRole('button', {name: 'Reset'}).click();
    expect(await total(page, twice)).toBe(start);
    let isFirst = true;
    await page.route('**/api/what-ifs', async (route) => {
      const isSlow = isFirst;
      isFirst = false;
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(100); // a move of its own, while the first is on its way
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(2000); // either could come last
    expect(await total(page)).toBe(twice);
    await page.unroute('**/api/what-ifs');
    await page.getByRole('button', {name: 'Reset'}).click();
    expect(await total(page, twice)).toBe(start);
  });
});
