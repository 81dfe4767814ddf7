/** `npm run picture`: docs/images/page.png, the page of a first start with its sample, as the province's secretariat sees it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { firstStart } from '#local/first-start.ts';
import { startPlatform } from '#local/platform.ts';

import { openChromium } from './chromium.ts';
import { pressSignIn, signInAs } from './sign-in.ts';

const PICTURE = fileURLToPath(new URL('../../docs/images/page.png', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const platform = await startPlatform({ folder, port: 0, inMemory: true });
const page = await openChromium();
try {
  await firstStart(platform.url, folder, () => {});
  await page.resize(1280, 1000);
  await page.open(platform.url);
  await page.until("document.body.innerText.includes('/v1/statistics/agencies')");
  await page.evaluate(pressSignIn);
  await signInAs(page, 'province-secretariat-42');
  await page.until("document.querySelector('.figures')");
  await page.evaluate("document.querySelector('#choice').scrollIntoView()");
  mkdirSync(join(PICTURE, '..'), { recursive: true });
  writeFileSync(PICTURE, await page.picture());
} finally {
  await page.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
}
