/** Needs sent to an agency: chosen on the file, seen by the agency, answered, and seen again by who sent them. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

const sent = z.object({ items: z.array(z.looseObject({ status: z.string(), toAgency: z.string() })) });
const statuses = async () => (await opened.district.officer.call(sent, 'GET', '/v1/referrals')).items;

describe('a referral', () => {
  it('is sent from the file of a household on a phone, once, with what it needs', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/h/${opened.district.households[1]}`, 'district-officer-4201');
    await page.getByRole('link', { name: 'ส่งต่อหน่วยงาน' }).tap();
    await page.getByRole('button', { name: 'ส่งต่อ', exact: true }).tap();
    await page.getByRole('link', { name: 'เลือกสภาพปัญหาอย่างน้อยหนึ่งเรื่อง' }).waitFor();
    await look(page, 'refer-refused');
    expect(await statuses()).toEqual([]);
    await page.getByRole('group', { name: 'สภาพปัญหา' }).getByText('หลังคารั่ว').tap();
    await page.getByLabel('หน่วยงาน', { exact: true }).selectOption('cdd');
    await page.getByText('อีก 7 วัน').tap();
    await page.getByRole('button', { name: 'ส่งต่อ', exact: true }).tap();
    await page.getByRole('heading', { name: 'การส่งต่อ' }).waitFor();
    await page.getByText('ส่งแล้ว').first().waitFor();
    expect(await statuses()).toMatchObject([{ status: 'SENT', toAgency: 'cdd' }]);
    await look(page, 'referral');
    await context.close();
  });

  it('is answered by the agency at a desk: accepted, and completed for a reason that it says', async () => {
    const context = await newContext(opened.browser, { viewport: DESKTOP });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/referrals`, 'agency-focal-cdd');
    await page.locator('.rows a.main').first().waitFor();
    await look(page, 'referrals');
    await page.locator('.rows a.main').first().click();
    await page.getByText('รับดำเนินการ', { exact: true }).click();
    await page.getByRole('button', { name: 'ยืนยัน: รับดำเนินการ' }).click();
    await page.getByRole('button', { name: 'ยืนยัน: รับดำเนินการ' }).waitFor({ state: 'detached' });
    expect(await statuses()).toMatchObject([{ status: 'ACCEPTED' }]);
    const complete = page.locator('details.step').filter({ hasText: 'ระบุเหตุผลเมื่อไม่มีความช่วยเหลือ' });
    await complete.locator('summary').click();
    await complete.getByRole('button').click();
    // Neither help nor a reason: the platform refuses it, and the view says so.
    await complete.getByRole('alert').waitFor();
    await look(page, 'referral-refused');
    await complete.getByLabel('เหตุผล').fill('ช่วยผ่านโครงการของ อบต. แล้ว');
    await complete.getByRole('button').click();
    await complete.waitFor({ state: 'detached' });
    expect(await statuses()).toMatchObject([{ status: 'DONE' }]);
    await look(page, 'referral');
    await context.close();
  });
});
