import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {hasChromium} from './browser.ts';
import {smallPage, type SmallPage, whereFrom} from './gestures.ts';

const title = hasChromium
  ? 'the map and the sliders'
  : 'the map and the sliders (skipped: there is no /usr/bin/chromium; install it to run these)';

describe.skipIf(!hasChromium)(title, {timeout: 120_000}, () => {
  let opened: SmallPage;
  let page: Page;

  beforeAll(async () => {
    opened = await smallPage();
    ({page} = opened);
  });

  afterAll(() => opened?.close());

  test('say where the numbers of the legend come from, in every layer', async () => {
    const legend = page.locator('.legend');
    for (const [layer, source] of [
      ['run', 'zip.parquet, of 12 ZIPs have one'],
      ['preview', 'Inputs of the plan'],
      ['plan', 'Inputs of the plan'],
    ]) {
      await page.getByRole('combobox', {name: 'Show'}).selectOption(layer);
      expect(await whereFrom(page, /^ZIPs, /, legend)).toContain(source);
      expect(await whereFrom(page, /^Largest mark of a station, /, legend)).toContain('Size of a mark');
    }
    await page.getByRole('combobox', {name: 'Show'}).selectOption('run');
  });

  test('say of each slider what it turns, with its source', async () => {
    await page.getByRole('tab', {name: 'What if'}).click();
    await page.locator('[data-total]').waitFor({timeout: 60_000});
    for (const [label, source] of [
      ['USPS price', 'usps.prices.0.usdPerPackage'],
      ['Share kept with USPS', 'target.uspsKept'],
      ['Truck fuel', 'fuel_index'],
      ["Drivers' wage", 'driver_wage_usd_per_hour'],
      ['Packages per stop', 'packages_per_stop'],
      ['Growth a year', 'growth_per_year'],
      ['Station capacity', 'capacity_packages_per_day'],
    ]) {
      expect(await whereFrom(page, new RegExp(`^${label}, .*: where from`)), label).toContain(source);
    }
  });
});
