/** The outbox: what is refused holds nothing up, an edit is another call, two tabs are one sender, and days without signal lose nothing. */
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';
import { beginVault, PIN, recordVisit, unlock, visitsOf } from './without-signal.ts';

const DAY_MS = 24 * 3600 * 1000;
const DATABASES = 'indexedDB.databases().then((all) => all.map(({ name }) => name))';
const opened = openedDistrict();
let context: BrowserContext;
let page: Page;

beforeEach(async () => {
  context = await newContext(opened.browser, { viewport: PHONE });
  page = await newTab(context);
});
afterEach(async () => {
  await context.close();
});

/** A phone with a vault, whose worker has what these forms need. */
async function begin(...households: string[]): Promise<void> {
  await signIn(page, `${opened.district.url}/officer/outbox`, 'district-officer-4201');
  await page.evaluate('navigator.serviceWorker.ready');
  await beginVault(page);
  for (const household of households) await openForm(household);
}

async function openForm(household: string): Promise<void> {
  await page.goto(`${opened.district.url}/officer/h/${household}/visit`);
  await unlock(page);
  await page.getByRole('heading', { name: 'บันทึกการเยี่ยม' }).waitFor();
  await page.getByText('พบ', { exact: true }).waitFor();
}

async function openOutbox(waiting: number): Promise<void> {
  await page.getByRole('link', { name: `รอส่ง ${waiting} รายการ` }).tap();
  await page.getByRole('heading', { name: 'กล่องขาออก' }).waitFor();
}

/** A need of a household, and the way to take it away again, as somebody else does meanwhile. */
async function ownNeed(household: string, text: string): Promise<() => Promise<void>> {
  const made = z.looseObject({ id: z.string() });
  const today = bangkokDay(new Date());
  const record = async (body: object) =>
    await opened.district.officer.call(made, 'POST', `/v1/households/${household}/logbook`, body);
  const { id } = await record({ type: 'need', dimension: 'income', kind: 'PROBLEM', text, openedOn: today });
  return async () => {
    await record({ type: 'correction', supersedes: id, entry: null, reason: 'บันทึกผิดบ้าน' });
  };
}

describe('the outbox', () => {
  it('sends what follows one that is refused, and sends an edited one under another key', async () => {
    const [first, second] = opened.district.households as [string, string];
    const takeAway = await ownNeed(first, 'รายได้หายไป');
    const before = await Promise.all(
      [first, second].map(async (each) => (await visitsOf(opened.district, each)).length),
    );
    await begin(second, first);
    const keys: string[] = [];
    await context.route('**/logbook/batch', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      await route.continue();
    });
    await context.setOffline(true);
    await page.getByText('พบ', { exact: true }).tap();
    await page
      .getByRole('group', { name: /รายได้หายไป/ })
      .getByText('ดีขึ้น')
      .tap();
    await page.getByText('อยู่รอด').tap();
    await page.getByText('รายได้ยังไม่พอ').tap();
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    await page.getByRole('heading', { name: /แฟ้มบ้าน/ }).waitFor();
    await openForm(second);
    await recordVisit(page);
    await openOutbox(2);
    await page.getByText(/^การเยี่ยมบ้าน .*: พบ · /).waitFor();
    await takeAway();
    await context.setOffline(false);
    await page.getByText('ไม่พบสภาพปัญหาที่อ้างถึงในครัวเรือนนี้').waitFor();
    await page.getByText('รอส่ง 1 รายการ ตั้งแต่').waitFor();
    expect(await visitsOf(opened.district, first)).toHaveLength(before[0]!);
    expect(await visitsOf(opened.district, second)).toHaveLength(before[1]! + 1);
    await look(page, 'outbox-refused');
    await page.setViewportSize(DESKTOP);
    await look(page, 'outbox-refused');
    await page.setViewportSize(PHONE);

    // The visit is a draft now: it is seen, and kept, until it is saved.
    await page.getByRole('button', { name: 'แก้ไข' }).tap();
    await page.getByText('พบ', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'กล่องขาออก' }).tap();
    await page.getByRole('heading', { name: 'เริ่มไว้ ยังไม่ได้บันทึก (1)' }).waitFor();
    await look(page, 'outbox-draft');
    await page.getByRole('link', { name: 'บันทึกต่อ' }).tap();
    await page.getByText('ผลของสภาพปัญหา 1 เรื่องจะไม่ถูกส่ง').waitFor();
    await page.getByRole('alert').getByRole('link', { name: 'ไม่พบสภาพปัญหาที่อ้างถึงในครัวเรือนนี้' }).tap();
    expect(await page.evaluate('document.activeElement?.id')).toBe('results');
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    await page.getByRole('heading', { name: /แฟ้มบ้าน/ }).waitFor();
    expect(await visitsOf(opened.district, first)).toHaveLength(before[0]! + 1);
    expect(new Set(keys).size).toBe(3);
  });

  it('leads from what was refused to each of its fields in the form, and sends the corrected visit under another key', async () => {
    const household = opened.district.households[1]!;
    const before = (await visitsOf(opened.district, household)).length;
    await begin(household);
    const sent: { key: string | undefined; notes: unknown }[] = [];
    await context.route('**/logbook/batch', async (route) => {
      const { entries } = z
        .object({ entries: z.array(z.looseObject({ notes: z.string().optional() })) })
        .parse(route.request().postDataJSON());
      sent.push({ key: route.request().headers()['idempotency-key'], notes: entries[0]?.notes });
      await route.continue();
    });
    await context.setOffline(true);
    await page.getByText('วัตถุประสงค์และบันทึกเพิ่มเติม').tap();
    await page.getByLabel('บันทึก', { exact: true }).fill('ก'.repeat(2001));
    await recordVisit(page, async () => {
      await page
        .getByRole('group', { name: /หลังคารั่ว/ })
        .getByText('ดีขึ้น')
        .tap();
      await page.getByText('อยู่รอด').tap();
      await page.getByText('รายได้ยังไม่พอ').tap();
    });
    await openOutbox(1);
    await context.setOffline(false);
    await page.getByText('ยาวเกิน 2,000 ตัวอักษร').waitFor();
    await page.getByText('รหัสคำขอ').waitFor();
    await look(page, 'outbox-refused-field');
    await page.getByRole('button', { name: 'แก้ไข' }).tap();
    const summary = page.getByRole('alert').filter({ hasText: 'กรุณาแก้ 1 เรื่อง' });
    await summary.waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('role')")).toBe('alert');
    // The draft waits with what was refused, also after a reload.
    await page.reload();
    await unlock(page);
    await summary.getByRole('link', { name: 'ยาวเกิน 2,000 ตัวอักษร' }).tap();
    expect(await page.evaluate('document.activeElement?.id')).toBe('notes');
    await look(page, 'visit-refused-field');
    await page.setViewportSize(DESKTOP);
    await look(page, 'visit-refused-field');
    await page.setViewportSize(PHONE);
    await page.getByLabel('บันทึก', { exact: true }).fill('คุยเรื่องอาชีพเสริม');
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    await page.getByRole('heading', { name: /แฟ้มบ้าน/ }).waitFor();
    expect(await visitsOf(opened.district, household)).toHaveLength(before + 1);
    // Tried without signal, refused, corrected.
    const [tried, refused, corrected, ...others] = sent;
    expect(others).toEqual([]);
    expect(refused?.key).toBe(tried?.key);
    expect(corrected).toMatchObject({ notes: 'คุยเรื่องอาชีพเสริม' });
    expect(corrected?.key).not.toBe(tried?.key);
  });

  it('sends what follows one on which the platform breaks every time, which waits on', async () => {
    const [first, , second] = opened.district.households as [string, string, string];
    const before = (await visitsOf(opened.district, second)).length;
    await begin(second, first);
    await context.route(`**/households/${first}/logbook/batch`, async (route) => await route.fulfill({ status: 500 }));
    await context.setOffline(true);
    await recordVisit(page);
    await openForm(second);
    await recordVisit(page);
    await openOutbox(2);
    await context.setOffline(false);
    await page.getByText('รอส่ง 1 รายการ ตั้งแต่').waitFor();
    expect(await visitsOf(opened.district, second)).toHaveLength(before + 1);
    // It may have arrived before the platform broke: it waits under its key, and nobody edits it.
    expect(await page.getByRole('button', { name: 'แก้ไข' }).count()).toBe(0);
  });

  it('writes over no draft when an item is edited', async () => {
    const [household] = opened.district.households as [string];
    await begin(household);
    await context.setOffline(true);
    await recordVisit(page);
    await page.getByRole('link', { name: 'บันทึกการเยี่ยม' }).tap();
    await page.getByText('ไม่อยู่บ้าน', { exact: true }).tap();
    await openOutbox(1);
    await page.getByRole('button', { name: 'แก้ไข' }).tap();
    await page.getByText('บ้านนี้มีการเยี่ยมที่เริ่มไว้').waitFor();
    await page.getByRole('link', { name: 'บันทึกต่อ' }).tap();
    expect(await page.getByLabel('ไม่อยู่บ้าน', { exact: true }).isChecked()).toBe(true);
  });

  it('sends a visit again under its key when the signal was lost while the reply came', async () => {
    const household = opened.district.households[1]!;
    const before = (await visitsOf(opened.district, household)).length;
    await begin(household);
    const keys: string[] = [];
    await context.route('**/logbook/batch', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      const response = await route.fetch();
      await route.fulfill(keys.length === 1 ? { response, body: '{"items":[' } : { response });
    });
    await recordVisit(page);
    await page.getByRole('link', { name: 'กล่องขาออก' }).tap();
    await page.getByText('ส่งครบแล้ว').waitFor();
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(await visitsOf(opened.district, household)).toHaveLength(before + 1);
  });

  it('opens after more than a week without signal', async () => {
    const household = opened.district.households[1]!;
    await context.clock.setSystemTime(Date.now() - 8 * DAY_MS);
    await begin(household);
    await context.setOffline(true);
    await recordVisit(page);
    await context.clock.setSystemTime(Date.now());
    await page.close();
    page = await newTab(context);
    await page.goto(`${opened.district.url}/officer/outbox`);
    await unlock(page);
    await page.getByText('รอส่ง 1 รายการ ตั้งแต่').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is sent by one of two tabs', async () => {
    const household = opened.district.households[1]!;
    const before = (await visitsOf(opened.district, household)).length;
    await begin(household);
    await context.setOffline(true);
    await recordVisit(page);
    const other = await newTab(context);
    await other.goto(`${opened.district.url}/officer/outbox`);
    await unlock(other);
    await openOutbox(1);
    let calls = 0;
    await context.route('**/logbook/batch', async (route) => {
      calls += 1;
      await route.continue();
    });
    // The other tab has no session of its own: it keeps what waits, and the tab that may send it does.
    await context.setOffline(false);
    for (const tab of [page, other]) await tab.getByText('ส่งครบแล้ว').waitFor();
    expect(calls).toBe(1);
    expect(await visitsOf(opened.district, household)).toHaveLength(before + 1);
  });

  it('warns before sign-out throws away what waits', async () => {
    const household = opened.district.households[1]!;
    await begin(household);
    await context.setOffline(true);
    await recordVisit(page);
    await page.getByRole('button', { name: 'ออกจากระบบ' }).tap();
    await page.getByText('ออกจากระบบจะลบรายการที่ยังไม่ส่ง').waitFor();
    await look(page, 'sign-out-unsent');
    await page.getByRole('button', { name: 'ยังไม่ออก' }).tap();
    await openOutbox(1);
    expect(await page.evaluate(DATABASES)).toHaveLength(1);
    await page.getByRole('button', { name: 'ออกจากระบบ' }).tap();
    await page.getByRole('button', { name: 'ออกจากระบบ' }).tap();
    await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
    expect(await page.evaluate(DATABASES)).toEqual([]);
  });

  it('is wiped by the fifth wrong PIN, in both tabs', async () => {
    await begin();
    await page.reload();
    const other = await newTab(context);
    await other.goto(`${opened.district.url}/officer/outbox`);
    for (const left of [4, 3]) {
      await unlock(page, '271828');
      await page.getByText(`เหลืออีก ${left} ครั้ง`).waitFor();
    }
    for (const left of [2, 1]) {
      await unlock(other, '271828');
      await other.getByText(`เหลืออีก ${left} ครั้ง`).waitFor();
    }
    await unlock(page, '271828');
    await page.getByLabel('รหัสใหม่ของเครื่องนี้').waitFor();
    expect(await page.evaluate(DATABASES)).toEqual([]);
    await unlock(other, PIN);
    await other.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
    expect(await page.evaluate(DATABASES)).toEqual([]);
  });

  it('keeps a visit of three days ago, gives a copy of it to take along, and records it once', async () => {
    const household = opened.district.households[2]!;
    const before = (await visitsOf(opened.district, household)).length;
    const then = Date.now() - 3 * DAY_MS - 60_000;
    await context.clock.setSystemTime(then);
    await begin(household);
    await context.setOffline(true);
    await recordVisit(page);
    // The phone was switched off meanwhile.
    await context.clock.setSystemTime(Date.now());
    await page.close();
    page = await newTab(context);
    await page.goto(`${opened.district.url}/officer/outbox`);
    await unlock(page);
    await page.getByRole('heading', { name: 'มีรายการค้างส่งเกิน 3 วัน' }).waitFor();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'ส่งออกไฟล์สำรอง' }).tap();
    const file = await (await downloaded).path();
    const code = await page.locator('[role=status] .number').textContent();
    expect(code).toMatch(/^\d{5}-\d{5}-\d{5}-\d{5}$/);
    // Nothing of whom it is about is in the file.
    expect(readFileSync(file, 'utf8')).not.toMatch(/ทองใบ|visit|ทำเกษตร/);
    await look(page, 'outbox-days');
    await page.setViewportSize(DESKTOP);
    await look(page, 'outbox-days');

    // Another phone of the same person.
    const other = await newContext(opened.browser, { viewport: PHONE });
    const spare = await newTab(other);
    await signIn(spare, `${opened.district.url}/officer/outbox`, 'district-officer-4201');
    await beginVault(spare);
    await spare.getByText('นำรายการกลับจากไฟล์สำรอง').tap();
    await spare.getByLabel('ไฟล์สำรอง', { exact: true }).setInputFiles(file);
    await spare.getByLabel('รหัสของไฟล์ 20 หลัก').fill('00000-00000-00000-00000');
    await spare.getByRole('button', { name: 'นำรายการกลับ' }).tap();
    await spare.getByText('รหัสไม่ถูกต้อง').waitFor();
    await spare.getByLabel('รหัสของไฟล์ 20 หลัก').fill(code ?? '');
    await spare.getByRole('button', { name: 'นำรายการกลับ' }).tap();
    await spare.getByText('นำกลับแล้ว 1 รายการ').waitFor();
    await spare.getByText('ส่งครบแล้ว').waitFor();
    await look(spare, 'outbox-restored');
    await other.close();
    const visits = await visitsOf(opened.district, household);
    expect(visits).toHaveLength(before + 1);
    expect(visits.at(-1)).toMatchObject({ on: bangkokDay(new Date(then)) });

    // The first phone comes back: its sign-in is over, and what it sends is there already.
    await page.setViewportSize(PHONE);
    await context.setOffline(false);
    await page.getByRole('link', { name: 'ลงชื่อเข้าใช้เพื่อส่ง 1 รายการ' }).waitFor();
    await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).tap();
    await page.locator('[name=username]').selectOption('district-officer-4201');
    await page.locator('[name=password]').fill('demo');
    await page.locator('form button').first().click();
    await unlock(page);
    await page.getByText('ส่งครบแล้ว').waitFor();
    expect(await visitsOf(opened.district, household)).toHaveLength(before + 1);
  });
});
