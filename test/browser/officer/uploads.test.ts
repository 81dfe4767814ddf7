/** Files of an office: tried, sent, given back with what is wrong, corrected, and taken back. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

/** The day of the survey has a header that only this office uses. */
const HEADER = 'ชื่อ,นามสกุล,บ้านเลขที่,หมู่ที่,ตำบล,อำเภอ,จังหวัด,วันเก็บข้อมูล,สภาพปัญหา,พบจาก';
const row = (name: string, house: string, day: string): string =>
  `${name},ทดสอบ,${house},5,กุดป่อง,เมืองเลย,เลย,${day},หลังคารั่ว,FIELD_FOUND`;

function csv(rows: readonly string[]) {
  return { name: 'ตกหล่น.csv', mimeType: 'text/csv', buffer: Buffer.from([HEADER, ...rows].join('\n')) };
}

const GOOD = [row('แดง', '71', '1/6/2569'), row('ดำ', '72', '2/6/2569')];
const BAD = row('เขียว', '73', '45/6/2569');

async function counts(page: Page): Promise<number[]> {
  await page.getByRole('status').getByText('เสร็จ').first().waitFor();
  return (await page.locator('.tiles dd').allTextContents()).map(Number);
}

async function mapDay(page: Page): Promise<void> {
  await page.getByRole('button', { name: '+ จับคู่หัวคอลัมน์' }).click();
  await page.getByLabel('หัวคอลัมน์ในไฟล์ (1)').fill('วันเก็บข้อมูล');
  await page.getByLabel('คือคอลัมน์ (1)').selectOption('survey_date');
}

describe('a file of an office', () => {
  it('is tried, sent, corrected and taken back on a phone', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/uploads`, 'district-officer-4201');
    await page.getByText('ยังไม่มีไฟล์ที่ส่ง').waitFor();
    await look(page, 'uploads-empty');
    await page.getByRole('link', { name: 'ส่งไฟล์' }).tap();
    await page.getByRole('button', { name: 'ส่งไฟล์' }).tap();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('role')")).toBe('alert');
    await look(page, 'upload-new-refused');
    await page.getByRole('link', { name: 'เลือกชนิดของไฟล์' }).tap();
    expect(await page.evaluate('document.activeElement?.id')).toBe('source');
    await page.getByLabel('ชนิดของไฟล์').selectOption('missed-households');
    const template = page.waitForEvent('download');
    await page.getByRole('button', { name: /ดาวน์โหลดแบบฟอร์ม/ }).tap();
    expect((await template).suggestedFilename()).toMatch(/\.xlsx$/);
    await page.getByLabel(/ไฟล์ Excel/).setInputFiles(csv([...GOOD, BAD]));
    await mapDay(page);
    await look(page, 'upload-new');
    await page.getByRole('button', { name: 'ส่งไฟล์', exact: true }).tap();

    // Tried: what would become of it, and nothing is written.
    await page.getByRole('heading', { name: /^ไฟล์ ครัวเรือนตกหล่น/ }).waitFor();
    expect(await counts(page)).toEqual([3, 2, 0, 0, 1]);
    await page.getByText('แถว 4').waitFor();
    await look(page, 'upload-tried');
    await page.getByRole('link', { name: 'นำเข้าไฟล์นี้จริง' }).tap();

    // Sent in earnest; the page is closed meanwhile, and the list leads back.
    await page.getByLabel(/ไฟล์ Excel/).setInputFiles(csv([...GOOD, BAD]));
    await mapDay(page);
    await page.getByRole('button', { name: 'ส่งไฟล์', exact: true }).tap();
    await page.getByRole('heading', { name: /^ไฟล์ ครัวเรือนตกหล่น/ }).waitFor();
    const sent = page.url();
    await page.goto(`${opened.district.url}/officer/uploads`);
    await page.getByRole('link', { name: 'ครัวเรือนตกหล่น' }).first().tap();
    expect(page.url()).toBe(sent);
    expect(await counts(page)).toEqual([3, 2, 0, 0, 1]);
    const marked = page.waitForEvent('download');
    await page.getByRole('link', { name: 'ดาวน์โหลดไฟล์ Excel ที่ระบุจุดผิด' }).tap();
    expect((await marked).suggestedFilename()).toMatch(/\.xlsx$/);
    const asCsv = page.waitForEvent('download');
    await page.getByRole('link', { name: 'ดาวน์โหลดจุดผิดเป็น CSV' }).tap();
    expect((await asCsv).suggestedFilename()).toMatch(/\.csv$/);
    await look(page, 'upload');

    // Corrected: the office's header is remembered, and rows that were taken are not doubled.
    await page.getByRole('link', { name: 'ส่งไฟล์ที่แก้แล้ว' }).tap();
    await page.getByLabel(/ไฟล์ Excel/).setInputFiles(csv([...GOOD, row('เขียว', '73', '5/6/2569')]));
    await page.getByRole('button', { name: 'ส่งไฟล์', exact: true }).tap();
    await page.getByRole('heading', { name: /^ไฟล์ ครัวเรือนตกหล่น/ }).waitFor();
    expect(await counts(page)).toEqual([3, 1, 0, 2, 0]);

    // Taken back: it says why, and a reason is needed.
    await page.getByText('ยกเลิกการนำเข้าไฟล์นี้', { exact: true }).tap();
    const confirm = page.getByRole('button', { name: 'ยืนยัน: ยกเลิกการนำเข้าไฟล์นี้' });
    await confirm.tap();
    await page.getByRole('link', { name: 'กรอกเหตุผลที่ยกเลิก' }).tap();
    await page.keyboard.type('ส่งผิดไฟล์');
    await look(page, 'upload-undo-asked');
    await confirm.tap();
    await page.getByRole('heading', { name: 'ยกเลิกการนำเข้าแล้ว' }).waitFor();
    await page.getByText(/ถอนแล้ว \d+ รายการ/).waitFor();
    await look(page, 'upload-undone');
    await context.close();
  });

  it('is seen at a desk, and says that there is no signal', async () => {
    const context = await newContext(opened.browser, { viewport: DESKTOP });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/uploads`, 'district-officer-4201');
    await page.locator('.rows > li').first().waitFor();
    await look(page, 'uploads');
    await page.getByRole('link', { name: 'ครัวเรือนตกหล่น' }).nth(1).click();
    expect(await counts(page)).toEqual([3, 2, 0, 0, 1]);
    await page.getByText('แถว 4').waitFor();
    await look(page, 'upload');
    await page.getByRole('link', { name: 'ไฟล์', exact: true }).click();
    await page.getByRole('link', { name: 'ส่งไฟล์' }).click();
    await page.getByLabel('ชนิดของไฟล์').selectOption('tpmap-targets');
    await look(page, 'upload-new');
    await page.evaluate('navigator.serviceWorker.ready');
    await context.setOffline(true);
    await page.getByRole('link', { name: 'ไฟล์', exact: true }).click();
    await page.getByLabel('สถานะ').selectOption('FAILED');
    await page.getByText('ไม่มีสัญญาณ', { exact: true }).waitFor();
    await look(page, 'uploads-offline');
    await context.close();
  });
});
