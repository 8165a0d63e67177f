import type {ChildProcess} from 'node:child_process';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {hasChromium, launch, openPage, painted} from './browser.ts';
import {serveSmall, smallPlace} from './served.ts';
import {spoiltTexts} from './texts.ts';

const title = hasChromium
  ? 'words on the page'
  : 'words on the page (skipped: there is no /usr/bin/chromium; install it to run these)';

const compared = 'before=two/keep&after=two/keep-80';
const moved = encodeURIComponent(JSON.stringify({uspsPriceFactor: 1.15, closedStations: ['DS2']}));

/** What the page shows, and what to wait for. */
const views: readonly (readonly [name: string, address: string, ready: string])[] = [
  ['What if, of a run and a ZIP', 'tab=what-if&zip=03101', '.chosen .options'],
  ['What if, moved, with a station', `tab=what-if&layer=preview&facility=DS2&whatIf=${moved}`, '.big .worse'],
  ['Waves', 'tab=waves&layer=plan&measure=waveWeek', '[data-value]'],
  ['Compare', `tab=compare&${compared}`, '.bridge'],
  ['Compare on the map', `tab=compare&layer=difference&measure=differenceUsd&${compared}`, '.bridge'],
  ['Stations', 'tab=stations', '.sorted'],
  ['Bids', 'tab=bids', '.sorted'],
  ['About', 'tab=about', '.sources'],
];

describe.skipIf(!hasChromium)(title, {timeout: 120_000}, () => {
  let server: ChildProcess;
  let url: string;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    ({server, url} = await serveSmall(await smallPlace()));
    browser = await launch();
    ({page} = await openPage(browser, url));
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill('SIGTERM');
  });

  async function open(address: string, ready: string): Promise<void> {
    await page.goto('about:blank'); // else only the fragment would change
    await page.goto(`${url}&${address}`);
    await painted(page);
    await page.locator(ready).first().waitFor({timeout: 60_000});
  }

  for (const theme of ['light', 'dark']) {
    test.each(views)(`neither lie on each other nor are cut: %s, ${theme}`, async (_, address, ready) => {
      await open(`theme=${theme}&${address}`, ready);
      expect(await spoiltTexts(page)).toEqual([]);
      await page.locator('.tab-panel').evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
      expect(await spoiltTexts(page)).toEqual([]);
    });
  }

  test('stay whole in the card under the pointer, low on the map too', async () => {
    await open('tab=waves&layer=plan&measure=waveWeek&zip=03101', '.chosen');
    await page.getByRole('combobox', {name: /^Find/}).fill('03101');
    await page.keyboard.press('Enter'); // puts the ZIP in the middle
    await page.getByRole('button', {name: 'Let go'}).click();
    const {x, y, width, height} = (await page.locator('.map').boundingBox())!;
    await page.locator('.map').focus();
    for (let step = 0; step <= 3; step++) {
      await page.mouse.move(x + width / 2 + 1, y + height / 2 + 80 * step); // an arrow moves the map by 80 pixels
      await page.locator('.hover-card').waitFor();
      expect((await spoiltTexts(page)).filter((said) => !said.includes('lies on'))).toEqual([]); // it covers the map
      await page.keyboard.press('ArrowUp');
    }
  });

  test('come to paper dark on white, at full length, below a map that is not stretched', async () => {
    await open(`theme=dark&tab=compare&zip=03101&${compared}`, '.bridge');
    await page.emulateMedia({media: 'print'});
    const said = await spoiltTexts(page);
    expect(said.filter((each) => !each.startsWith('outside of the window'))).toEqual([]); // it is longer than a window
    for (const hidden of ['.search', '.toggles', '.tabs', '.close']) {
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
    }
    const [map, legend, panel] = await Promise.all(
      ['.map', '.legend', '.tab-panel'].map(async (box) => (await page.locator(box).boundingBox())!),
    );
    expect(legend.y).toBeGreaterThanOrEqual(map.y + map.height);
    expect(panel.y).toBeGreaterThanOrEqual(legend.y + legend.height);
    const [scrolled, ink, fit] = await page.evaluate(() => [
      document.querySelector('.tab-panel')!.scrollHeight - document.querySelector('.tab-panel')!.clientHeight,
      getComputedStyle(document.body).color,
      getComputedStyle(document.querySelector('.map canvas')!).objectFit,
    ]);
    expect([scrolled, ink, fit]).toEqual([0, 'rgb(22, 27, 32)', 'contain']);
    await page.emulateMedia({media: null});
  });

  test('keep what ends a sentence on the line of its number, however narrow the panel', async () => {
    await open('tab=what-if', '.totals .num');
    const [ended, apart] = await page.getByRole('tabpanel').evaluate((panel: HTMLElement) => {
      const counts = [0, 0];
      for (let width = 100; width < 300; width++) {
        panel.style.width = `${width}px`;
        for (const number of panel.querySelectorAll('.num')) {
          const behind = number.nextSibling;
          if (!(behind instanceof Text) || !/^[.,:;]/.test(behind.data)) continue;
          const mark = document.createRange();
          mark.setStart(behind, 0);
          mark.setEnd(behind, 1);
          counts[0]++;
          if (mark.getBoundingClientRect().top >= number.getBoundingClientRect().bottom) counts[1]++;
        }
      }
      panel.style.width = '';
      return counts;
    });
    expect(ended).toBe(400); // two in the panel, at each of 200 widths
    expect(apart).toBe(0);
  });

  test('draws charts in the ink of the theme, as it changes', async () => {
    await open('theme=light&tab=stations&facility=DS1', '.uplot');
    const pixels = (): Promise<string> =>
      page.locator('.uplot canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const light = await pixels();
    await page.getByRole('combobox', {name: 'Theme'}).selectOption('dark');
    await expect.poll(pixels, {timeout: 30_000}).not.toBe(light);
    const dark = await pixels();
    await open('theme=dark&tab=stations&facility=DS1', '.uplot');
    await expect.poll(pixels, {timeout: 30_000}).toBe(dark); // as if it had been dark from the start
  });

  test('are found where they do', async () => {
    await open('tab=about', '.sources');
    await page.locator('.toggles').evaluate(({style}: HTMLElement) => {
      Object.assign(style, {left: '10px', width: '40px', overflow: 'hidden', whiteSpace: 'nowrap'});
    });
    const spoilt = (await spoiltTexts(page)).join('\n');
    expect(spoilt).toContain('lies on “Find a ZIP');
    expect(spoilt).toContain('cut: ');
  });
});
