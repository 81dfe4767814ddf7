/** My households on a phone: kept sealed without having been opened, shown for days without signal with their age, and gone with the account. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DESKTOP, look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';
import { beginVault, unlock } from './without-signal.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Everything in the databases of the page, as text: what is sealed does not read. */
const ALL_THAT_IS_KEPT = `(async () => {
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const opened = await new Promise((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of opened.objectStoreNames) {
      const rows = await new Promise((resolve) => {
        const request = opened.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
      texts.push(JSON.stringify(rows, (_, value) =>
        value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value));
    }
    opened.close();
  }
  return texts.join(' ');
})()`;

let browser: Browser;
let district: SmallDistrict;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  district = await startSmallDistrict();
  browser = await openBrowser();
  context = await newContext(browser, { viewport: PHONE });
  page = await newTab(context);
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});

it('keeps what the account may work on, sealed, and asks for it once an hour', async () => {
  let packs = 0;
  await context.route('**/v1/me/pack', async (route) => {
    packs += 1;
    await route.continue();
  });
  await signIn(page, `${district.url}/officer/outbox`, 'district-officer-4201');
  await page.evaluate('navigator.serviceWorker.ready');
  await beginVault(page);
  await page.reload();
  await unlock(page);
  await page.getByText('แฟ้มที่เปิดได้เมื่อไม่มีสัญญาณ 3 หลัง').waitFor();
  expect(packs).toBe(1);
  const kept = String(await page.evaluate(ALL_THAT_IS_KEPT));
  expect(kept).not.toMatch(/สมหญิง|หลังคา|ใจดี/);
  expect(kept).not.toContain(district.households[0]);
});

it('shows after three days without signal which households they are, how old that is, and the file of one that was never opened', async () => {
  await context.setOffline(true);
  await context.clock.setSystemTime(Date.now() + 3 * DAY_MS);
  await page.goto(`${district.url}/officer/today`);
  await unlock(page);
  await page.getByText('(3 วันก่อน)').waitFor();
  await page.getByText('ครัวเรือนในเครื่องนี้ 3 หลัง').waitFor();
  expect(await page.locator('.rows a.main').allTextContents()).toEqual(['สมหญิง ใจดี', 'ทองใบ ใจดี', 'บุญมี ใจดี']);
  await look(page, 'today-without-signal');
  await page.setViewportSize(DESKTOP);
  await look(page, 'today-without-signal');
  await page.setViewportSize(PHONE);
  await page.getByRole('link', { name: 'ทองใบ ใจดี' }).tap();
  await page.getByRole('heading', { name: 'แฟ้มบ้าน ทองใบ ใจดี' }).waitFor();
  await page.getByText('(3 วันก่อน)').waitFor();
  await page.getByText('ในเครื่องนี้มีการเยี่ยมสามครั้งล่าสุด').waitFor();
  await page.locator('.timeline').getByText('การเยี่ยมบ้าน').waitFor();
  await look(page, 'household-without-signal');
  await page.getByRole('link', { name: 'แผนของครัวเรือน' }).tap();
  await page.getByText('(3 วันก่อน)').waitFor();
  await look(page, 'plan-without-signal');
});

it('shows what the platform says again when there is signal and sign-in, and keeps that', async () => {
  await context.clock.setSystemTime(Date.now());
  await context.setOffline(false);
  // After three days no sign-in is left.
  await page.evaluate('sessionStorage.clear()');
  await page.goto(`${district.url}/officer/today`);
  await unlock(page);
  await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).tap();
  await page.locator('[name=username]').selectOption('district-officer-4201');
  await page.locator('[name=password]').fill('demo');
  await page.locator('form button').first().click();
  await unlock(page);
  await page.getByRole('heading', { name: 'งานของฉันวันนี้' }).waitFor();
  await page.getByText('ครบกำหนด').or(page.getByText('เกินกำหนด')).first().waitFor();
  expect(await page.getByText('ข้อมูลที่เก็บในเครื่องนี้').count()).toBe(0);
  await page.getByRole('link', { name: 'กล่องขาออก' }).tap();
  await page.getByText('(วันนี้)').waitFor();
});

it('is gone after a week, and with sign-out', async () => {
  await context.setOffline(true);
  await context.clock.setSystemTime(Date.now() + 8 * DAY_MS);
  await page.goto(`${district.url}/officer/today`);
  await unlock(page);
  await page.getByText('ไม่มีสัญญาณ', { exact: true }).waitFor();
  expect(await page.getByText('ครัวเรือนในเครื่องนี้').count()).toBe(0);
  await context.clock.setSystemTime(Date.now());
  await context.setOffline(false);
  await page.getByRole('button', { name: 'ออกจากระบบ' }).tap();
  await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
  expect(await page.evaluate('indexedDB.databases()')).toEqual([]);
});
