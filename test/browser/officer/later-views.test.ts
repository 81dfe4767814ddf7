/** Views that load later: not before the first view, kept by the worker after it, and opened without signal. */
import { describe, expect, it } from 'vitest';
import { newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

const KEPT = `caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((kept) => kept.flat().filter(({ url }) => url.includes('/uploads-page-')).length)`;

describe('a view that loads later', () => {
  it('is kept without having been opened, and opens without signal', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await page.goto(`${opened.district.url}/officer/today`);
    await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    await signIn(page, `${opened.district.url}/officer/today`, 'district-officer-4201');
    await expect.poll(async () => await page.evaluate(KEPT), { timeout: 20_000 }).toBe(1);
    await context.setOffline(true);
    await page.getByRole('link', { name: 'ไฟล์' }).tap();
    await page.getByRole('heading', { name: 'ไฟล์ที่ส่ง' }).waitFor();
    await page.getByText('ไม่มีสัญญาณ', { exact: true }).waitFor();
    await context.close();
  });

  it('says that there is no signal when it did not come, and opens when asked for again', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    // Without a worker nothing is kept.
    await context.addInitScript('delete Object.getPrototypeOf(navigator).serviceWorker');
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/today`, 'district-officer-4201');
    await context.route('**/uploads-page-*', async (route) => await route.abort());
    await page.getByRole('link', { name: 'ไฟล์' }).tap();
    await page.getByText('ไม่มีสัญญาณ', { exact: true }).waitFor();
    await context.unroute('**/uploads-page-*');
    await page.getByRole('button', { name: 'ลองใหม่' }).tap();
    await page.getByRole('heading', { name: 'ไฟล์ที่ส่ง' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/officer/uploads');
    await context.close();
  });
});
