import type {ChildProcess} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {cutover} from '../cli/cutover.ts';
import {hasChromium, launch, openPage, type Watched} from './browser.ts';
import {find, PATIENT, total, whereFrom} from './gestures.ts';
import {serveSmall, type SmallPlace, smallPlace} from './served.ts';

const title = hasChromium ? 'the page' : 'the page (skipped: there is no /usr/bin/chromium; install it to run these)';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core says of a page. */
interface Audit {
  readonly violations: readonly {readonly id: string; readonly impact: string; readonly nodes: {html: string}[]}[];
}

describe.skipIf(!hasChromium)(title, {timeout: 120_000}, () => {
  let place: SmallPlace;
  let server: ChildProcess;
  let url: string;
  let browser: Browser;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    place = await smallPlace();
    ({server, url} = await serveSmall(place));
    browser = await launch();
    watched = await openPage(browser, url);
    page = watched.page;
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGTERM');
  });

  test('shows a ZIP under the pointer, and its options when chosen', async () => {
    await find(page, '03101');
    const chosen = page.getByRole('region', {name: 'Chosen'});
    await expect.poll(() => chosen.innerText(), PATIENT).toContain('usps_only');
    const box = (await page.locator('.map').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2); // the search put the ZIP in the middle
    expect(await page.locator('.hover-card h3').innerText()).toBe('03101 NH');
    const place = (await page.locator('.hover-card').boundingBox())!;
    expect(place.x - (box.x + box.width / 2)).toBe(14); // beside the pointer
    expect(Math.abs(place.y - (box.y + box.height / 2))).toBeLessThan(20);
    const card = await page.locator('.hover-card').innerText();
    expect(card).toMatch(/by\tfrom\tshare\teach\n(Own vans|USPS)\t\S+\t\d+%\t\$\d/); // the largest share first
    expect(card).toMatch(/P10 to P90\n[−$.\d]+ to [−$.\d]+\nOwn cheaper in\n\d+% of draws/);
    await page.getByRole('combobox', {name: 'Measure'}).selectOption('ownCheaperShare');
    await page.getByRole('region', {name: 'Legend: Own vans cheaper'}).waitFor();
    await page.getByRole('combobox', {name: 'Measure'}).selectOption('who');
  });

  test('finds a city: the ZIPs of its post offices', async () => {
    await page.getByRole('combobox', {name: /^Find/}).fill('manch');
    const first = page.getByRole('listbox', {name: 'Found'}).getByRole('option').first();
    // By GeoNames 03101 to 03105 of the small twin are Manchester's, whatever its points say.
    expect(await first.innerText()).toBe('Manchester, NH city');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url(), PATIENT).toContain('view=');
    expect(await page.getByRole('region', {name: 'Chosen'}).count()).toBe(0);
  });

  test('plans the nation anew as the price moves, and takes it back', async () => {
    const start = await total(page);
    const slider = page.getByRole('slider', {name: 'USPS price'});
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    const dearer = await total(page, start);
    expect(dearer).toBeGreaterThan(start);
    expect(await page.getByRole('combobox', {name: 'Show'}).inputValue()).toBe('preview');
    await page.getByRole('button', {name: 'Undo'}).click();
    expect(await total(page, dearer)).toBe(start);
  });

  test('closes a station and opens it again', async () => {
    const start = await total(page);
    await find(page, 'DS2');
    await page.getByRole('button', {name: 'Close it in a what-if'}).click();
    const closed = await total(page, start);
    expect(await page.locator('.totals').innerText()).toMatch(
      /ZIPs with another deliverer or station\n[1-9]\d*\nTransit, waiting in it, mean of packages\n\d+\.\d\d d [+−]?\d/,
    );
    expect(await page.locator('.totals').innerText()).toMatch(
      /Slower by a day\n(no ZIP|\d+ ZIPs, [\d.]+K? packages\/day)/,
    );
    await page.getByRole('button', {name: 'Open DS2 again'}).click();
    expect(await total(page, closed)).toBe(start);
  });

  test('opens a station at a ZIP, says what is assumed, and takes it back', async () => {
    const start = await total(page);
    await find(page, '03105');
    await page.getByRole('button', {name: 'Open a station here in a what-if'}).click();
    const opened = await total(page, start);
    const card = page.getByRole('region', {name: 'Chosen'});
    expect(await card.innerText()).toMatch(/SITE-03105\s+assumption\s+2,500 packages a day, \$900 a day/);
    expect(await page.locator('.totals').innerText()).toContain('stations assumed');
    await page.getByRole('button', {name: 'Take back the station at 03105'}).click();
    expect(await total(page, opened)).toBe(start);
  });

  test('keeps its state in the address', async () => {
    await page.getByRole('slider', {name: "Drivers' wage"}).focus();
    const start = await total(page);
    await page.keyboard.press('ArrowRight');
    const dearer = await total(page, start);
    await expect.poll(() => page.url(), PATIENT).toContain('wageFactor');
    const again = await openPage(browser, page.url());
    await expect
      .poll(async () => Number(await again.page.locator('[data-total]').getAttribute('data-total')), PATIENT)
      .toBe(dearer);
    await again.page.close();
    await page.getByRole('button', {name: 'Reset'}).click();
    await total(page, dearer);
  });

  test('compares two scenarios, to the cent, and takes the table along', async () => {
    await page.getByRole('tab', {name: 'Compare'}).click();
    await page.getByRole('combobox', {name: 'From'}).selectOption('two/keep');
    await page.getByRole('combobox', {name: 'To'}).selectOption('two/keep-80');
    const rows = page.locator('.bridge tr');
    await rows.first().waitFor();
    const texts = await rows.locator('td.number').allInnerTexts();
    const cents = texts.map((text) => Math.round(100 * Number(text.replace(/[$,+]/g, '').replace('−', '-'))));
    const steps = cents.slice(1, -1).reduce((sum, step) => sum + step, 0);
    expect(cents[0] + steps).toBe(cents[cents.length - 1]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', {name: 'Download CSV'}).first().click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^ZIP,Cost,By USPS,Days\n03\d{3},/);
  });

  test('compares scenarios as planned, marked, and runs them when asked', async () => {
    await page.getByRole('combobox', {name: 'From'}).selectOption('/keep');
    await page.getByRole('combobox', {name: 'To'}).selectOption('/keep-80');
    const sides = page.locator('.planned-sides');
    await sides.waitFor(PATIENT);
    expect(await sides.innerText()).toMatch(/preview\s+keep and keep-80: planned on expected loads/);
    const texts = await page.locator('.bridge td.number').allInnerTexts();
    const cents = texts.map((text) => Math.round(100 * Number(text.replace(/[$,+]/g, '').replace('−', '-'))));
    expect(cents[0] + cents.slice(1, -1).reduce((sum, step) => sum + step, 0)).toBe(cents[cents.length - 1]);
    await page.getByRole('button', {name: 'Days on the map'}).click();
    await page.getByRole('region', {name: 'Legend: Days gained or lost'}).waitFor(PATIENT);
    await page.getByRole('button', {name: 'Run keep', exact: true}).click();
    await page.getByText('The run of keep is finished; choose it in the lists above').waitFor({timeout: 60_000});
    await page.getByRole('combobox', {name: 'From'}).selectOption('keep/keep');
    await page.getByRole('combobox', {name: 'From'}).selectOption('two/keep');
    await page.getByRole('combobox', {name: 'To'}).selectOption('two/keep-80');
    await page
      .getByRole('button', {name: /^Postage, .*: where from/})
      .first()
      .waitFor(PATIENT);
  });

  test('moves from tab to tab by keys', async () => {
    const tab = (name: string) => page.getByRole('tab', {name});
    const isAt = async (name: string): Promise<void> => {
      expect(await tab(name).getAttribute('aria-selected')).toBe('true');
      expect(await tab(name).evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);
    };
    await tab('Compare').focus();
    for (const [key, name] of [
      ['ArrowRight', 'Stations'],
      ['End', 'About'],
      ['ArrowRight', 'What if'],
      ['ArrowLeft', 'About'],
      ['Home', 'What if'],
    ]) {
      await page.keyboard.press(key);
      await isAt(name);
    }
    expect(await tab('About').getAttribute('tabindex')).toBe('-1'); // Tab leaves for the panel
    await page.keyboard.press('Tab');
    expect(await page.getByRole('tabpanel').evaluate((each) => each === each.ownerDocument.activeElement)).toBe(true);
    await tab('Compare').click();
  });

  test('says where every number of a comparison comes from', async () => {
    const postage = await whereFrom(page, /^Postage, .*: where from/);
    expect(postage).toContain('usps.prices.0.usdPerPackage');
    expect(postage).toMatch(/synthetic\s+uncalibrated\s+assumption/);
    expect(postage).toContain('contracts.yaml');
    expect(await whereFrom(page, /^Cost, /)).toContain('summary.json, keepcostUsd.total');
    const cost = await whereFrom(page, /^Attributable cost of a package/);
    expect(cost).toMatch(/usps_attributable_usd [\d.]+ \([\d.]+ to [\d.]+\)/);
    for (const name of [/^Contribution, first year/, /P90, /, /^ZIPs slower/, /fullest week/]) {
      expect((await whereFrom(page, name)).length, String(name)).toBeGreaterThan(100);
    }
    expect(await whereFrom(page, /^Packages per stop, P10/)).toMatch(/parameters\.csv/);
    for (const name of [/^NH, Cost/, /^03\d\d\d, Days/, /^(urban|suburban|rural|remote), By USPS/, /^DS1, Overflow/]) {
      expect(await whereFrom(page, name), String(name)).toMatch(/\.parquet/);
    }
  });

  test('moves among the numbers of a table by arrows; Enter opens, Escape closes, the focus comes back', async () => {
    await page.getByRole('tab', {name: 'Stations'}).click();
    const table = page.locator('.sorted');
    await table.waitFor();
    const stops = table.locator('.num[tabindex="0"]');
    expect(await stops.count()).toBe(1);
    await stops.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
    const name = (await focused())!;
    expect(name).toMatch(/, Peak, \d+%: where from$/);
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog');
    await expect.poll(() => card.textContent(), {timeout: 60_000}).toMatch(/station_day\.parquet, DS\d/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('dialog');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe(name);
    expect(await stops.getAttribute('aria-label')).toBe(name);
  });

  test('says it of a run as a whole, and of a ZIP and a building on the map', async () => {
    await page.getByRole('combobox', {name: 'Show'}).selectOption('run');
    await page.getByRole('combobox', {name: 'Run'}).selectOption('two/keep');
    await page.getByRole('tab', {name: 'About'}).click();
    expect(await whereFrom(page, /^On time, /)).toContain('first attempt is within their promise');
    await find(page, '03101');
    const card = page.getByRole('region', {name: 'Chosen'});
    expect(await card.innerText()).toMatch(/simulated\s+synthetic\s+uncalibrated/);
    const own = await whereFrom(page, /^Own vans, each, /, card);
    expect(own).toContain('driver_wage_usd_per_hour');
    expect(own).toMatch(/zip\.parquet, 03101own_linehaul_usd/);
    for (const name of [/^P10 to P90, /, /^Transit, /, /^Share, usps_only by usps/]) await whereFrom(page, name, card);
    // By keys alone: from the card's first button to the share of an option, its cost, and where that comes from.
    await card.getByRole('button', {name: 'Let go'}).focus();
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^(Own vans|USPS), share, \d+%: where from/);
    await page.keyboard.press('Tab');
    const asked = await focused();
    expect(asked).toMatch(/^(Own vans|USPS), each, \$/);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('dialog').textContent(), PATIENT).toContain('zip.parquet, 03101');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe(asked);
    await find(page, 'DS2');
    expect(await whereFrom(page, /^Capacity, /, card)).toContain('facilities.csv, DS2capacity_packages_per_day');
    await card.getByRole('button', {name: 'Let go'}).click();
  });

  test('says it of a preview, with what was turned', async () => {
    await page.getByRole('tab', {name: 'What if'}).click();
    const start = await total(page);
    await page.getByRole('slider', {name: "Drivers' wage"}).focus();
    await page.keyboard.press('ArrowRight');
    await total(page, start);
    const said = await whereFrom(page, /^Own last mile, change/);
    expect(said).toMatch(/wageFactor 1\.01/);
    expect(said).toMatch(/driver_wage_usd_per_hour [\d.]+ .*set by the scenario/);
    for (const name of [/^Total, /, /^Error, /, /^Peak day, /, /^Beyond capacity, /]) await whereFrom(page, name);
    await page.getByRole('button', {name: 'Reset'}).click();
  });

  test('says it of a plan, its waves and a bid', async () => {
    await page.getByRole('tab', {name: 'Waves'}).click();
    expect(await whereFrom(page, /^Value of the plan, /)).toContain('switch_usd_per_zip');
    for (const name of [/^Bound, /, /^Saving, /, /^With USPS, /, /^ZIPs that change, /, /^Worth of one more/]) {
      expect(await whereFrom(page, name)).toContain('plan.json');
    }
    await page.getByRole('slider', {name: 'Week'}).focus();
    await page.keyboard.press('Home');
    expect(await whereFrom(page, /, Drivers, /)).toContain('checklist.csv');
    await page.getByRole('tab', {name: 'Bids'}).click();
    const bid = await whereFrom(page, /, Walk away, /);
    expect(bid).toContain('inputs are those of the twin shown, scenario keep-80');
    expect(bid).toMatch(/bids\.csv, [^,]+walk_away_usd/);
  });

  test('saves a scenario and runs it; the run is what the command line makes of it', async () => {
    await page.getByRole('tab', {name: 'What if'}).click();
    const start = await total(page);
    await page.getByRole('slider', {name: 'USPS price'}).focus();
    await page.keyboard.press('ArrowRight');
    await total(page, start);
    await page.getByRole('textbox', {name: 'Save as scenario'}).fill('a-hundredth-dearer');
    await page.getByRole('button', {name: 'Save'}).click();
    const scenarios = page.getByRole('combobox', {name: 'Scenario', exact: true});
    await expect.poll(() => scenarios.innerText(), PATIENT).toContain('a-hundredth-dearer');
    await page.getByRole('button', {name: 'Run it'}).click();
    await page.getByText('The run of a-hundredth-dearer is finished').waitFor({timeout: 60_000});
    expect(existsSync(join(place.twin, 'scenarios', 'a-hundredth-dearer.yaml'))).toBe(true);
    const words = ['--scenario', 'a-hundredth-dearer', '--packages', '10000000', '--out', 'again', '--json'];
    const {stdout} = await cutover(['run', place.twin, ...words], {cwd: place.folder});
    const byHand = JSON.parse(stdout) as {scenarios: {costUsd: object}[]};
    const byPage = JSON.parse(
      readFileSync(join(place.folder, 'runs', 'a-hundredth-dearer', 'summary.json'), 'utf8'),
    ) as {scenarios: {costUsd: object}[]};
    expect(byPage.scenarios[0].costUsd).toEqual(byHand.scenarios[0].costUsd);
    await page.getByRole('combobox', {name: 'Show'}).selectOption('run');
    await page.getByRole('combobox', {name: 'Run'}).selectOption('a-hundredth-dearer/a-hundredth-dearer');
  });

  test('plans the saved scenario; the plan is what the command line makes of it', async () => {
    await page.getByRole('button', {name: 'Plan its waves'}).click();
    const planPath = join(place.folder, 'runs', 'a-hundredth-dearer-plan', 'plan.json');
    await expect.poll(() => existsSync(planPath), {timeout: 60_000}).toBe(true);
    const words = ['plan', place.twin, '--scenario', 'a-hundredth-dearer', '--out', 'plan-again', '--json'];
    const byHand = JSON.parse((await cutover(words, {cwd: place.folder})).stdout) as {valueUsd: number};
    await page.getByRole('combobox', {name: 'Show'}).selectOption('plan');
    await page.getByRole('combobox', {name: 'Plan', exact: true}).selectOption('a-hundredth-dearer-plan');
    const shown = page.locator('[data-value]');
    await expect.poll(() => shown.getAttribute('data-value'), PATIENT).toBe(String(byHand.valueUsd));
    expect(JSON.parse(readFileSync(planPath, 'utf8'))).toEqual(byHand);
  });

  test('plays the waves week by week, by keys and by itself', async () => {
    await page.getByRole('combobox', {name: 'Plan', exact: true}).selectOption('plan');
    expect(await page.getByRole('combobox', {name: 'Measure'}).inputValue()).toBe('waveWeek');
    const slider = page.getByRole('slider', {name: 'Week'});
    await slider.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => slider.getAttribute('aria-valuetext'), PATIENT).toMatch(/^1 of 4/);
    const waves = page.getByRole('region', {name: 'Waves'});
    expect(await waves.innerText()).toContain('DS1'); // in checklist.csv of the first week
    await page.getByRole('button', {name: 'Play the waves'}).click();
    await expect.poll(() => slider.getAttribute('aria-valuetext'), PATIENT).toMatch(/^4 of 4/);
    await page.getByRole('button', {name: 'Play the waves'}).waitFor(); // it stopped by itself
  });

  test('filters the bid book and takes all of its columns along', async () => {
    await page.getByRole('tab', {name: 'Bids'}).click();
    const table = page.locator('.sorted tbody tr');
    await expect.poll(() => table.count(), PATIENT).toBe(4); // two open nodes, each at two tender times
    await page.getByLabel('Filter').fill('DDU2');
    await expect.poll(() => table.count(), PATIENT).toBe(2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', {name: 'Download CSV'}).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(readFileSync(place.bids, 'utf8').split('\n')[0]);
  });

  test.each(['light', 'dark'])('can be read and used by everyone in the %s theme', async (theme) => {
    await page.getByRole('combobox', {name: 'Theme'}).selectOption(theme);
    for (const tab of ['What if', 'Waves', 'Compare', 'Stations', 'Bids', 'About']) {
      await page.getByRole('tab', {name: tab}).click();
      if (tab === 'Stations') await page.locator('.sorted').waitFor();
      const number = page.getByRole('tabpanel').locator('.num').first();
      await number.click(); // the card is read and audited too
      await page.locator('.provenance details').first().waitFor({timeout: 60_000});
      await page.evaluate(axe);
      const {violations} = await page.evaluate<Audit>('axe.run()');
      const worst = violations.filter(({impact}) => impact === 'serious' || impact === 'critical');
      const serious = worst.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
      expect(serious, `${theme}, ${tab}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });

  test('said nothing to the console and nothing to anyone else', () => {
    expect(watched.errors).toEqual([]);
    expect(watched.elsewhere).toEqual([]);
  });
});
