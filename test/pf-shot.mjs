// usage: node pf-shot.mjs URL OUT addr...
import {chromium} from 'playwright-core';
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});
const [url, out, ...views] = process.argv.slice(2);
for (const v of views) {
  const [name, addr, wait] = v.split('|');
  const p = await b.newPage({viewport: {width: 1280, height: 800}});
  await p.goto(`${url}&${addr}`);
  await p.waitForSelector('html[data-painted]', {state: 'attached', timeout: 200000});
  if (wait) await p.locator(wait).first().waitFor({timeout: 300000});
  await p.waitForTimeout(700);
  await p.screenshot({path: `${out}/${name}.png`});
  await p.close();
}
await b.close();
