// A browser without a window, as installed by the system; never one that a package downloads.
import {existsSync} from 'node:fs';
import {type Browser, chromium, type Page} from 'playwright-core';

const CHROMIUM = process.env.CUTOVER_CHROMIUM ?? '/usr/bin/chromium';

/** Tests that need it are skipped, and say so. */
export const hasChromium = existsSync(CHROMIUM);

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
      ...['--disable-background-networking', '--no-first-run'],
    ],
  });
}

/** What a page did that it should not. */
export interface Watched {
  readonly page: Page;
  readonly errors: string[]; // of the console, and exceptions
  readonly elsewhere: string[]; // requests to any other place than 127.0.0.1
}

export async function openPage(browser: Browser, url: string): Promise<Watched> {
  const page = await browser.newPage({viewport: {width: 1280, height: 800}});
  const watched: Watched = {page, errors: [], elsewhere: []};
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') watched.errors.push(message.text());
  });
  page.on('pageerror', (error) => watched.errors.push(error.message));
  page.on('request', (request) => {
    const {protocol, hostname} = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') watched.elsewhere.push(request.url());
  });
  await page.goto(url);
  await painted(page);
  return watched;
}

/** Waits until the map shows values. */
export async function painted(page: Page): Promise<void> {
  await page.waitForSelector('html[data-painted]', {state: 'attached', timeout: 60_000});
}
