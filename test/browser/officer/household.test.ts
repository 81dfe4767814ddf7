/** The file of a household: entries with who recorded them for which agency, and who looked. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

const looks = z.object({ items: z.array(z.looseObject({ action: z.string() })) });

describe.each([
  ['a phone', PHONE],
  ['a desk', DESKTOP],
])('at %s', (_, viewport) => {
  it('shows what is covered only for a purpose, and then who looked and why', async () => {
    const id = opened.district.households[0]!;
    const context = await newContext(opened.browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/h/${id}`, 'district-officer-4201');
    await page.getByText('ดูข้อมูลที่ปิดบังไว้').click();
    await page.getByLabel('เหตุผลที่ต้องดู').selectOption({ label: 'ประสานหน่วยงานที่รับส่งต่อ' });
    await page.getByRole('button', { name: 'แสดงข้อมูล' }).click();
    await page.getByText('ดูข้อมูลที่ปิดบังไว้').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'ใครดูแฟ้มนี้' }).click();
    const rows = page.locator('.timeline li');
    await rows.filter({ hasText: 'ประสานหน่วยงานที่รับส่งต่อ' }).first().waitFor();
    const { items } = await opened.district.officer.call(looks, 'GET', `/v1/access-log?household=${id}`);
    expect(await rows.count()).toBe(items.length);
    await look(page, 'looks');
    await context.close();
  });

  it('proves that all entries are there, and names the first that is not', async () => {
    const context = await newContext(opened.browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/h/${opened.district.households[1]!}`, 'district-officer-4201');
    await page.getByRole('link', { name: 'ตรวจความครบถ้วนของแฟ้ม' }).click();
    await page.getByText('ทั้ง 3 รายการอยู่ครบ').waitFor();
    await look(page, 'proof');
    const broken = opened.district.households[2]!;
    await opened.district.loseEntry(broken, 2);
    await page.goto(`${opened.district.url}/officer/h/${broken}/proof`);
    await page.getByText('รายการลำดับที่ 2: รายการหายไป').waitFor();
    expect(await page.getByText('อยู่ครบ').count()).toBe(0);
    await look(page, 'proof-broken');
    await context.close();
  });

  it('tells nobody who looked whom the matrix does not let', async () => {
    const id = opened.district.households[0]!;
    const context = await newContext(opened.browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/h/${id}`, 'field-team-420101');
    await page.locator('.timeline li').first().waitFor();
    expect(await page.getByRole('link', { name: 'ใครดูแฟ้มนี้' }).count()).toBe(0);
    await page.goto(`${opened.district.url}/officer/h/${id}/looks`);
    await page.getByText('บัญชีนี้ไม่มีสิทธิ์ดูส่วนนี้').waitFor();
    await look(page, 'looks-forbidden');
    await context.close();
  });
});
