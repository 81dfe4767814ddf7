/** A visit: few taps and no typing, by keyboard alone, refused with its reasons, on the narrowest screen, and read back from the API. */
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();
const today = bangkokDay(new Date());

const logbook = z.object({ items: z.array(z.looseObject({ type: z.string() })) });
async function entriesOf(household: string): Promise<z.infer<typeof logbook>['items']> {
  return (await opened.district.officer.call(logbook, 'GET', `/v1/households/${household}/logbook`)).items;
}

describe('a visit', () => {
  it('is recorded in twelve taps at most and no typing, from the list of today', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/today`, 'district-officer-4201');
    let taps = 0;
    const tap = async (what: Locator): Promise<void> => {
      taps += 1;
      await what.tap();
    };
    await tap(page.getByRole('link', { name: /สมหญิง/ }).first());
    await tap(page.getByRole('link', { name: 'บันทึกการเยี่ยม' }));
    await tap(page.getByText('พบ', { exact: true }));
    await tap(page.getByText('มุ่งมั่น อยากพ้นความยากจน'));
    await tap(page.getByText('ต่อยอดอาชีพเดิม'));
    await look(page, 'visit');
    await tap(page.getByText('อีก 30 วัน'));
    await tap(page.getByRole('button', { name: 'บันทึก', exact: true }));
    await page.getByRole('heading', { name: /แฟ้มบ้าน สมหญิง/ }).waitFor();
    expect(taps).toBeLessThanOrEqual(12);
    const [household] = opened.district.households;
    expect((await entriesOf(household!)).at(-1)).toMatchObject({
      type: 'visit',
      on: today,
      outcome: 'MET',
      purpose: 'FOLLOWUP',
      fourT: { attitude: 'มุ่งมั่น อยากพ้นความยากจน', wayOut: 'ต่อยอดอาชีพเดิม' },
      deviceAt: expect.stringMatching(/^\d{4}-/),
    });
    await context.close();
  });

  it('is one call with a new need, help for it and what became of an old need', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    const household = opened.district.households[1]!;
    const calls: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && calls.push(new URL(request.url()).pathname));
    await signIn(page, `${opened.district.url}/officer/h/${household}/visit`, 'district-officer-4201');
    await page.getByText('พบ', { exact: true }).tap();
    await page
      .getByRole('group', { name: /หลังคารั่ว/ })
      .getByText('ดีขึ้น')
      .tap();
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    // What is missing is said at the top, takes the focus, and leads to its field.
    await page.getByRole('link', { name: 'เลือกขั้นการพัฒนาของครัวเรือน' }).tap();
    expect(await page.evaluate("document.activeElement?.closest('fieldset')?.id")).toBe('stage');
    await page.getByText('อยู่รอด').tap();
    await page.getByText('รายได้ยังไม่พอ').tap();
    await page.getByRole('button', { name: '+ สภาพปัญหาใหม่' }).tap();
    await page.getByRole('group', { name: 'ด้าน', exact: true }).getByText('ด้านรายได้').tap();
    await page.getByRole('button', { name: 'ไม่มีงานทำ' }).tap();
    await page.getByRole('button', { name: '+ ความช่วยเหลือที่ให้วันนี้' }).tap();
    await page.getByLabel('ประเภท', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('หน่วยงานที่ให้').selectOption({ index: 2 });
    await page.getByLabel('ช่วยเรื่องใด').selectOption({ label: 'สภาพปัญหาใหม่ข้างบน' });
    await look(page, 'visit-whole');
    calls.length = 0;
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    await page.getByRole('heading', { name: /แฟ้มบ้าน บุญมี/ }).waitFor();
    expect(calls).toEqual([`/v1/households/${household}/logbook/batch`]);
    const entries = (await entriesOf(household)).slice(-4);
    expect(entries.map(({ type }) => type)).toEqual(['visit', 'need', 'assistance', 'follow-up']);
    expect(entries[2]).toMatchObject({ dimension: 'income', needIds: [entries[1]?.['id']], deliveredOn: today });
    await context.close();
  });

  it('is recorded by keyboard alone', async () => {
    const context = await newContext(opened.browser, { viewport: { width: 1280, height: 800 } });
    const page = await newTab(context);
    const household = opened.district.households[2]!;
    await signIn(page, `${opened.district.url}/officer/h/${household}/visit`, 'district-officer-4201');
    await page.getByRole('heading', { name: 'บันทึกการเยี่ยม' }).waitFor();
    const focused = async () =>
      String(await page.evaluate("document.activeElement?.closest('label, button')?.textContent ?? ''"));
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40 && (await focused()) !== name; presses += 1) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await tabTo('พบ');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await tabTo('บันทึก');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /แฟ้มบ้าน ทองใบ/ }).waitFor();
    expect((await entriesOf(household)).at(-1)).toMatchObject({ type: 'visit', outcome: 'NOT_HOME' });
    await context.close();
  });

  it('takes a day of the Buddhist era, refuses one to come, and fits a screen of 320', async () => {
    const context = await newContext(opened.browser, { viewport: { width: 320, height: 640 } });
    const page = await newTab(context);
    await signIn(
      page,
      `${opened.district.url}/officer/h/${opened.district.households[2]}/visit`,
      'district-officer-4201',
    );
    const when = page.getByRole('group', { name: 'วันที่เยี่ยม' });
    await when.getByText('วันอื่น').tap();
    await when.getByLabel('วันที่', { exact: true }).fill('๒');
    await when.getByLabel('เดือน').selectOption({ label: 'มกราคม' });
    await when.getByLabel('ปี พ.ศ.').fill('2599');
    await page.getByText('พบ', { exact: true }).tap();
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    await page.getByRole('alert').getByText('อยู่ในอนาคต').waitFor();
    await look(page, 'visit-refused');
    await when.getByLabel('ปี พ.ศ.').fill('๖๙');
    await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
    await page.getByRole('heading', { name: /แฟ้มบ้าน ทองใบ/ }).waitFor();
    expect((await entriesOf(opened.district.households[2]!)).at(-1)).toMatchObject({ type: 'visit', on: '2026-01-02' });
    await look(page, 'household-narrow');
    await context.close();
  });
});
