/** `npm run picture`: the pictures of the README, both faces after a first start with its sample. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstStart } from '#local/first-start.ts';
import { startPlatform } from '#local/platform.ts';
import { newContext, newTab, openBrowser, PHONE, signIn } from './officer/opened.ts';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const folder = mkdtempSync(join(tmpdir(), 'picture-'));
const platform = await startPlatform({ folder, port: 0, inMemory: true });
const browser = await openBrowser();
try {
  await firstStart(platform.url, folder, () => {});
  // Figures become public when a run has ended.
  await platform.executions.idle();
  mkdirSync(IMAGES, { recursive: true });
  const everybody = await newTab(await newContext(browser, { viewport: { width: 1100, height: 1900 } }));
  await everybody.goto(`${platform.url}/figures/th/42.html`);
  await everybody.screenshot({ path: join(IMAGES, 'figures.png') });
  const officer = await newTab(await newContext(browser, { viewport: PHONE }));
  await signIn(officer, `${platform.url}/officer/today`, 'district-officer-4201');
  await officer.getByRole('heading', { level: 1 }).waitFor();
  await officer.locator('.waiting').waitFor({ state: 'detached' });
  await officer.screenshot({ path: join(IMAGES, 'officer.png') });
} finally {
  await browser.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
}
