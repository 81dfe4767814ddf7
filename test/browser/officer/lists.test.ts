/** Target lists, rounds and campaigns of a province: made, filled, frozen and compared. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESKTOP, look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';

let browser: Browser;
let district: SmallDistrict;

beforeAll(async () => {
  district = await startSmallDistrict();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});

const SECRETARIAT = 'province-secretariat-42';

describe('lists of a province', () => {
  it('are made, counted first, filled, published, frozen and compared at a desk', async () => {
    const context = await newContext(browser, { viewport: DESKTOP });
    const page = await newTab(context);
    await signIn(page, `${district.url}/officer/lists`, SECRETARIAT);
    await page.getByText('ไม่มีบัญชีเป้าหมายในพื้นที่นี้').waitFor();
    for (const name of ['บัญชีเดิม', 'บัญชีระยะที่ 2']) {
      await page.getByText('สร้างบัญชีใหม่').click();
      await page.getByRole('button', { name: 'สร้างบัญชี', exact: true }).click();
      await page.getByRole('link', { name: 'กรอกชื่อบัญชี' }).click();
      expect(await page.evaluate('document.activeElement?.id')).toBe('name');
      if (name === 'บัญชีเดิม') await look(page, 'list-new-refused');
      await page.keyboard.type(name);
      await page.getByRole('button', { name: 'สร้างบัญชี', exact: true }).click();
      await page.getByRole('heading', { name }).waitFor();
      if (name === 'บัญชีเดิม') await page.getByRole('link', { name: 'เป้าหมาย', exact: true }).click();
    }
    await page.getByText('เติมบัญชีตามเงื่อนไข').click();
    await page.getByRole('button', { name: 'นับก่อน ยังไม่เติม' }).click();
    await page.getByRole('link', { name: 'เลือกเงื่อนไขอย่างน้อยหนึ่งข้อ' }).waitFor();
    await page.getByRole('group', { name: 'สภาพปัญหาที่ยังเปิดอยู่' }).getByText('มี', { exact: true }).click();
    await page.getByRole('button', { name: 'นับก่อน ยังไม่เติม' }).click();
    await page.getByText('จะเติม 3 ครัวเรือน').waitFor();
    await look(page, 'list-fill');
    await page.getByRole('button', { name: 'เติมบัญชี', exact: true }).click();
    await page.getByText('เติมแล้ว 3 ครัวเรือน').waitFor();
    for (const step of ['เผยแพร่บัญชี', 'ตรึงบัญชี']) {
      await page.getByText(step, { exact: true }).click();
      await page.getByRole('button', { name: `ยืนยัน: ${step}` }).click();
      await page.getByRole('button', { name: `ยืนยัน: ${step}` }).waitFor({ state: 'detached' });
    }
    await page.getByText('เทียบกับบัญชีอื่น').click();
    await page.getByLabel('บัญชีที่เทียบ').selectOption({ label: 'บัญชีเดิม' });
    await page.getByRole('button', { name: 'เทียบ', exact: true }).click();
    await page.getByRole('link', { name: 'เปิดแฟ้ม', exact: true }).first().waitFor();
    expect((await page.locator('.tiles dd').allTextContents()).map(Number)).toEqual([3, 0, 0, 0]);
    await look(page, 'list-changes');
    await page.getByRole('link', { name: 'เป้าหมาย', exact: true }).click();
    await page.getByRole('link', { name: 'บัญชีระยะที่ 2' }).waitFor();
    await look(page, 'lists');

    await page.getByRole('link', { name: 'รอบ Re-X-ray' }).click();
    await page.getByText('ยังไม่มีรอบ').waitFor();
    await page.getByText('เปิดรอบใหม่').click();
    await page.getByLabel('ชื่อรอบ').fill('รอบตรวจซ้ำ 1');
    await page.getByLabel('บัญชีเป้าหมาย').selectOption({ label: 'บัญชีระยะที่ 2' });
    await page.getByRole('button', { name: 'เปิดรอบ', exact: true }).click();
    await page.getByText('รอบตรวจซ้ำ 1').waitFor();
    await look(page, 'rounds');

    await page.getByRole('link', { name: 'แผนรณรงค์' }).click();
    await page.getByText('สร้างแผนรณรงค์').click();
    await page.getByLabel('ชื่อแผน').fill('บันทึกครบ 75%');
    await page.getByLabel('บัญชีเป้าหมาย').selectOption({ label: 'บัญชีระยะที่ 2' });
    await page.getByRole('button', { name: 'สร้างแผน', exact: true }).click();
    await page.getByText('บันทึกครบ 75%').waitFor();
    await look(page, 'campaigns');
    await context.close();
  });

  it('are read on a phone, and without what only the secretariat may do', async () => {
    const context = await newContext(browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${district.url}/officer/lists`, 'district-officer-4201');
    await page.getByRole('link', { name: 'บัญชีระยะที่ 2' }).waitFor();
    expect(await page.getByText('สร้างบัญชีใหม่').count()).toBe(0);
    await look(page, 'lists');
    await page.getByRole('link', { name: 'บัญชีระยะที่ 2' }).tap();
    await page.getByText('ตรึงแล้ว').waitFor();
    await look(page, 'list');
    await page.getByText('เพิ่มเติม').tap();
    await page.getByRole('link', { name: 'รอบ Re-X-ray' }).tap();
    await page.getByText('รอบตรวจซ้ำ 1').waitFor();
    await look(page, 'rounds');
    await page.getByText('เพิ่มเติม').tap();
    await page.getByRole('link', { name: 'แผนรณรงค์' }).tap();
    await page.getByText('บันทึกครบ 75%').waitFor();
    await look(page, 'campaigns');
    await context.close();
  });
});
