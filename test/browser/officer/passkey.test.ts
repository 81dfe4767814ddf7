/** The vault under a key that the hardware of the device keeps (WebAuthn PRF); without one it is under a PIN. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';
import { PIN, recordVisit, visitsOf } from './without-signal.ts';

let browser: Browser;
let district: SmallDistrict;
let context: BrowserContext;
let page: Page;
let device: CDPSession;
let url: string;

beforeAll(async () => {
  district = await startSmallDistrict();
  ({ url } = district);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});
beforeEach(async () => {
  context = await newContext(browser, { viewport: PHONE });
  page = await newTab(context);
  device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
});
afterEach(async () => {
  await context.close();
});

/** A phone whose screen is locked by a fingerprint. */
async function addLock(hasPrf: boolean): Promise<string> {
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return authenticatorId;
}

const BEGIN = 'ใช้ลายนิ้วมือหรือรหัสหน้าจอของเครื่องนี้';
const UNLOCK = 'ปลดล็อกด้วยลายนิ้วมือหรือรหัสหน้าจอ';

it('is opened by the lock of the device, also without signal, and by no other device', async () => {
  const authenticatorId = await addLock(true);
  const household = district.households[0]!;
  const before = (await visitsOf(district, household)).length;
  await signIn(page, `${url}/officer/outbox`, 'district-officer-4201');
  await page.evaluate('navigator.serviceWorker.ready');
  await look(page, 'new-vault');
  await page.getByRole('button', { name: BEGIN }).tap();
  await page.getByText('ส่งครบแล้ว').waitFor();
  await page.goto(`${url}/officer/h/${household}/visit`);
  await look(page, 'unlock-by-device');
  await page.getByRole('button', { name: UNLOCK }).tap();
  await page.getByText('พบ', { exact: true }).waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: UNLOCK }).tap();
  await recordVisit(page);
  await page.getByRole('link', { name: 'รอส่ง 1 รายการ' }).tap();
  // No PIN opens it beside the device: it would be as weak as the PIN.
  expect(
    await page.evaluate(`new Promise((resolve) => {
      indexedDB.databases().then(([{ name }]) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const keys = opening.result.transaction('vault').objectStore('vault').get('keys');
          keys.onsuccess = () => { opening.result.close(); resolve(Object.keys(keys.result).sort()); };
        };
      });
    })`),
  ).toEqual(['iv', 'passkey', 'wrapped']);

  // The key is gone with the device that made it: nobody opens the vault, and the person is told what is lost.
  await device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  await addLock(true);
  await page.reload();
  await page.getByRole('button', { name: UNLOCK }).tap();
  await page.getByText('ปลดล็อกไม่สำเร็จ').waitFor();
  await page.getByText('ปลดล็อกไม่ได้').tap();
  await page.getByText('รายการที่ยังไม่ส่ง 1 รายการจะหายไป').waitFor();
  await look(page, 'unlock-lost');
  await page.getByRole('button', { name: 'ลบข้อมูลในเครื่องนี้' }).tap();
  await page.getByText('ไม่มีสัญญาณ', { exact: true }).waitFor();
  expect(await page.evaluate('indexedDB.databases()')).toEqual([]);
  expect(await visitsOf(district, household)).toHaveLength(before);
});

it('is under a PIN where the device makes no secrets', async () => {
  await addLock(false);
  await signIn(page, `${url}/officer/outbox`, 'district-officer-4201');
  await page.getByRole('button', { name: BEGIN }).tap();
  await page.getByText('เครื่องนี้ใช้การปลดล็อกหน้าจอกับแฟ้มบ้านไม่ได้').waitFor();
  await page.getByLabel('รหัสใหม่ของเครื่องนี้').fill(PIN);
  await page.getByLabel('รหัสใหม่อีกครั้ง').fill(PIN);
  await page.getByRole('button', { name: 'เริ่มเก็บข้อมูลในเครื่องนี้' }).click();
  await page.getByText('ส่งครบแล้ว').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'ปลดล็อก', exact: true }).waitFor();
  expect(await page.getByLabel('รหัสของเครื่องนี้').count()).toBe(1);
});
