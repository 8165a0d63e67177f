// Makes the picture of the README: `pnpm screenshots`, or `pnpm screenshots RUN` for another run than runs/demo.
import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {serveDashboard} from '@cutover/dashboard';
import {launch} from './browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'packages', 'dashboard', 'docs');
const demo = join(root, 'runs', 'demo');
const runs = process.argv[2] ?? (existsSync(demo) ? demo : undefined);
const served = await serveDashboard({paths: [join(root, 'data', 'us'), ...(runs === undefined ? [] : [runs])]});
const browser = await launch();
try {
  await served.ready;
  const page = await browser.newPage({viewport: {width: 1280, height: 800}});
  const whatIf = encodeURIComponent(JSON.stringify({uspsPriceFactor: 1.15}));
  await page.goto(`${served.url}&layer=preview&measure=savingUsd&stations=off&theme=light&whatIf=${whatIf}`);
  await page.locator('.big .worse').waitFor({timeout: 300_000}); // the price is up, so the total is
  await page.waitForTimeout(500);
  mkdirSync(folder, {recursive: true});
  await page.screenshot({path: join(folder, 'page.png')});
} finally {
  await browser.close();
  await served.close();
}
