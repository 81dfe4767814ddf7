/** Without signal: unlocked by the PIN, a visit waits in the outbox, is sent once though a reply was lost, and sign-out leaves nothing. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';
import { PIN, recordVisit, unlock, visitsOf } from './without-signal.ts';

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

describe('a phone without signal', () => {
  it('keeps the files of the account, under a PIN', async () => {
    await signIn(page, `${district.url}/officer/outbox`, 'district-officer-4201');
    await page.evaluate('navigator.serviceWorker.ready');
    await page.getByLabel('รหัสใหม่ของเครื่องนี้').fill(PIN);
    await page.getByLabel('รหัสใหม่อีกครั้ง').fill('000000');
    await page.getByRole('button', { name: 'เริ่มเก็บข้อมูลในเครื่องนี้' }).click();
    await page.getByText('รหัสสองช่องไม่ตรงกัน').waitFor();
    await look(page, 'new-pin');
    await page.getByLabel('รหัสใหม่อีกครั้ง').fill(PIN);
    await page.getByRole('button', { name: 'เริ่มเก็บข้อมูลในเครื่องนี้' }).click();
    await page.getByText('ส่งครบแล้ว').waitFor();
    await page.getByText('แฟ้มที่เปิดได้เมื่อไม่มีสัญญาณ 3 หลัง').waitFor();
    await look(page, 'outbox-pack');
    expect(await page.evaluate('indexedDB.databases().then((all) => all.length)')).toBe(1);
  });

  it('opens by a deep link after a reload, refuses a wrong PIN, and keeps a visit', async () => {
    const [household] = district.households;
    const before = (await visitsOf(district, household!)).length;
    await context.setOffline(true);
    await page.goto(`${district.url}/officer/h/${household}/visit`);
    await page.getByRole('heading', { name: 'ปลดล็อกแฟ้มบ้าน' }).waitFor();
    await look(page, 'unlock');
    await unlock(page, '271828');
    await page.getByText('เหลืออีก 4 ครั้ง').waitFor();
    await unlock(page);
    await recordVisit(page);
    await page.getByRole('link', { name: 'รอส่ง 1 รายการ' }).tap();
    await page.getByRole('heading', { name: 'กล่องขาออก' }).waitFor();
    await page.getByText('สมหญิง').waitFor();
    await look(page, 'outbox-offline');
    expect(await visitsOf(district, household!)).toHaveLength(before);
  });

  it('sends it once when the signal is back, though the first reply is lost', async () => {
    const [household] = district.households;
    const before = (await visitsOf(district, household!)).length;
    await page.reload();
    await unlock(page);
    await page.getByText('รอส่ง', { exact: true }).waitFor();
    const keys: (string | undefined)[] = [];
    let lost = false;
    await context.route('**/logbook/batch', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (lost) return await route.continue();
      lost = true;
      await route.fetch();
      await route.abort();
    });
    await context.setOffline(false);
    let changeable = 0;
    const done = page.getByText('ส่งครบแล้ว');
    await expect
      .poll(
        async () => {
          // Signal or the button: whichever sends it first, it is one sender.
          await page.evaluate(
            "[...document.querySelectorAll('button')].find((each) => each.textContent === 'ส่งเดี๋ยวนี้')?.click()",
          );
          // A call that may have arrived cannot be changed, only sent again.
          if (keys.length === 1) changeable += await page.getByRole('button', { name: 'แก้ไข' }).count();
          return await done.count();
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBe(1);
    expect(keys).toHaveLength(2);
    expect(changeable).toBe(0);
    expect(keys[1]).toBe(keys[0]);
    expect(await visitsOf(district, household!)).toHaveLength(before + 1);
    await context.unroute('**/logbook/batch');
  });

  it('holds a visit as it is when the signal is lost with the reply', async () => {
    const household = district.households[1]!;
    const before = (await visitsOf(district, household)).length;
    await page.goto(`${district.url}/officer/h/${household}/visit`);
    await unlock(page);
    await context.route('**/logbook/batch', async (route) => {
      await route.fetch();
      await context.setOffline(true);
      await route.abort();
    });
    await recordVisit(page);
    await page.getByRole('link', { name: 'รอส่ง 1 รายการ' }).tap();
    await page.getByText('รอส่ง', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'แก้ไข' }).count()).toBe(0);
    await context.unroute('**/logbook/batch');
    await context.setOffline(false);
    await page.getByText('ส่งครบแล้ว').waitFor();
    expect(await visitsOf(district, household)).toHaveLength(before + 1);
  });

  it('forgets a visit that is discarded while it is being sent', async () => {
    const household = district.households[2]!;
    const before = (await visitsOf(district, household)).length;
    await page.goto(`${district.url}/officer/h/${household}/visit`);
    await unlock(page);
    await page.getByText('พบ', { exact: true }).waitFor();
    await context.setOffline(true);
    await recordVisit(page);
    await page.getByRole('link', { name: 'รอส่ง 1 รายการ' }).tap();
    await page.getByRole('button', { name: 'แก้ไข' }).waitFor();
    const sent = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await context.route('**/logbook/batch', async (route) => {
      sent.resolve();
      await answered.promise;
      await route.abort();
    });
    await context.setOffline(false);
    await sent.promise;
    await page.getByText('กำลังส่ง', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'แก้ไข' }).count()).toBe(0);
    await page.getByRole('button', { name: 'ทิ้ง' }).tap();
    await page.getByRole('button', { name: 'ยืนยันทิ้งรายการนี้' }).tap();
    answered.resolve();
    await page.getByText('ส่งครบแล้ว').waitFor();
    await context.unroute('**/logbook/batch');
    await page.reload();
    await unlock(page);
    await page.getByText('ส่งครบแล้ว').waitFor();
    expect(await visitsOf(district, household)).toHaveLength(before);
  });

  it('is locked for another account, which sees and sends nothing of it', async () => {
    const other = await newTab(context);
    await other.goto(`${district.url}/officer/outbox`);
    await other.getByRole('button', { name: 'ลงชื่อเข้าใช้ด้วยบัญชีอื่น' }).tap();
    await other.locator('[name=username]').selectOption('field-team-420101');
    await other.locator('[name=password]').fill('demo');
    await other.locator('form button').first().click();
    const accept = other.getByRole('button', { name: 'ยอมรับ' });
    await accept
      .or(other.getByRole('heading', { name: 'กล่องขาออก' }))
      .first()
      .waitFor();
    if (await accept.isVisible()) await accept.tap();
    await other.getByLabel('รหัสใหม่ของเครื่องนี้').waitFor();
    expect(await other.getByText('สมหญิง').count()).toBe(0);
    await other.close();
  });

  it('leaves nothing after sign-out, with another tab open', async () => {
    const other = await newTab(context);
    await other.goto(`${district.url}/officer/today`);
    await other.getByRole('heading', { name: 'ปลดล็อกแฟ้มบ้าน' }).waitFor();
    await other.getByLabel('รหัสของเครื่องนี้').fill(PIN);
    await other.getByRole('button', { name: 'ปลดล็อก' }).click();
    await other.getByRole('heading', { name: 'งานของฉันวันนี้' }).waitFor();
    await page.getByRole('button', { name: 'ออกจากระบบ' }).tap();
    await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
    expect(await page.evaluate('indexedDB.databases()')).toEqual([]);
    await other.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
  });
});
