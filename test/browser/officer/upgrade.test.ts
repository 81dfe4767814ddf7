/** An upgrade of the face on a phone whose outbox is filled: the database of the version before opens, and a new worker takes over. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { OFFICER_FOLDER } from '#infra/page-files.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';
import { vaultOfVersion1 } from './vault-of-version-1.ts';
import { PIN, unlock, visitsOf } from './without-signal.ts';

let officerFace: string;
let browser: Browser;
let district: SmallDistrict;

beforeAll(async () => {
  officerFace = mkdtempSync(join(tmpdir(), 'officer-face-'));
  cpSync(OFFICER_FOLDER, officerFace, { recursive: true });
  district = await startSmallDistrict({ officerFace });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await district.stop();
  rmSync(officerFace, { recursive: true, force: true });
});

const account = z.looseObject({ sub: z.string() });
const file = z.looseObject({ id: z.string() });

/** What a phone of the first version has: a visit that waits, a visit that was begun, and a file that was opened. */
async function fill(page: Page, household: string): Promise<string> {
  const me = await district.officer.call(account, 'GET', '/v1/me');
  const known = await district.officer.call(file, 'GET', `/v1/households/${household}`);
  const on = bangkokDay(new Date());
  const empty = { phrases: [], words: '' };
  const form = {
    on,
    outcome: 'NOT_HOME',
    purpose: 'FOLLOWUP',
    fourT: { attitude: empty, skills: empty, resources: empty, wayOut: empty },
    results: {},
    stage: '',
    reasons: empty,
    need: null,
    help: null,
    next: '',
    notes: '',
  };
  const body = {
    deviceAt: new Date().toISOString(),
    entries: [{ type: 'visit', on, outcome: 'NOT_HOME', purpose: 'FOLLOWUP' }],
  };
  const waiting = { household, title: 'สมหญิง · บ้านเลขที่ 12/3', form, body };
  const draft = { form: { ...form, outcome: 'REFUSED' }, key: crypto.randomUUID() };
  const script = vaultOfVersion1({ sub: me.sub, pin: PIN, me, household: known, waiting, draft });
  return String(await page.evaluate(script));
}

it('opens the database of the version before, begins to use a new worker, and sends what waited under its key', async () => {
  const [household] = district.households as [string];
  const before = (await visitsOf(district, household)).length;
  const context = await newContext(browser, { viewport: PHONE });
  const page = await newTab(context);
  await signIn(page, `${district.url}/officer/today`, 'district-officer-4201');
  await page.evaluate('navigator.serviceWorker.ready');
  // A page of the same origin that does not run the face.
  await page.goto(`${district.url}/settings.json`);
  const key = await fill(page, household);

  await context.setOffline(true);
  await page.goto(`${district.url}/officer/outbox`);
  await unlock(page);
  await page.getByText('รอส่ง 1 รายการ ตั้งแต่').waitFor();
  await page.getByText('สมหญิง · บ้านเลขที่ 12/3').waitFor();
  await page.getByRole('heading', { name: 'เริ่มไว้ ยังไม่ได้บันทึก (1)' }).waitFor();
  await page.getByRole('link', { name: 'บันทึกต่อ' }).tap();
  expect(await page.getByLabel('ไม่ประสงค์รับความช่วยเหลือ').isChecked()).toBe(true);

  const sent: (string | undefined)[] = [];
  let signal = false;
  await context.route('**/logbook/batch', async (route) => {
    if (!signal) return await route.abort();
    sent.push(route.request().headers()['idempotency-key']);
    await route.continue();
  });
  appendFileSync(join(officerFace, 'worker.js'), '\n/* the version after */\n');
  const entry = join(officerFace, 'index.html');
  writeFileSync(entry, readFileSync(entry, 'utf8').replace('<title>', '<meta name="version" content="after"><title>'));
  await context.setOffline(false);
  await page.goto(`${district.url}/officer/outbox`);
  await unlock(page);
  await page.getByText('มีรุ่นใหม่').waitFor();
  expect(await page.locator('meta[name=version]').count()).toBe(0);
  await look(page, 'new-version');
  await page.getByRole('button', { name: 'ใช้รุ่นใหม่' }).tap();
  await page.getByRole('heading', { name: 'ปลดล็อกแฟ้มบ้าน' }).waitFor();
  expect(await page.locator('meta[name=version]').count()).toBe(1);
  await unlock(page);
  await page.getByText('รอส่ง 1 รายการ ตั้งแต่').waitFor();
  await page.getByRole('heading', { name: 'เริ่มไว้ ยังไม่ได้บันทึก (1)' }).waitFor();
  signal = true;
  await page.getByRole('button', { name: 'ส่งเดี๋ยวนี้' }).tap();
  await page.getByText('ส่งครบแล้ว').waitFor();
  expect(sent).toEqual([key]);
  expect(await visitsOf(district, household)).toHaveLength(before + 1);
  await context.close();
});
