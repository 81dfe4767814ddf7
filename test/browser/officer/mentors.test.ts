/** Mentors: given to a household, its households on the mentor's phone, and all of them handed to another person. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '#local/api-client.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { DESKTOP, look, newContext, newTab, PHONE, signIn } from './opened.ts';
import { openedDistrict } from './opened-district.ts';

const opened = openedDistrict();

const file = z.looseObject({ mentor: z.string().nullable() });
const account = z.looseObject({ sub: z.string() });
const mentorOf = async (household: string) =>
  (await opened.district.officer.call(file, 'GET', `/v1/households/${household}`)).mentor;

describe('mentors', () => {
  it('are given to a household on a phone, once one is chosen', async () => {
    const household = opened.district.households[0]!;
    const mentor = await ApiClient.signIn(opened.district.url, 'mentor-4201', 'demo');
    const { sub } = await mentor.call(account, 'GET', '/v1/me');
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/h/${household}`, 'district-officer-4201');
    await page.getByRole('link', { name: 'มอบหมายพี่เลี้ยง' }).tap();
    await page.getByRole('button', { name: 'บันทึกพี่เลี้ยง' }).tap();
    await page
      .getByRole('alert')
      .getByRole('link', { name: /เลือกพี่เลี้ยงคนใหม่/ })
      .tap();
    expect(await page.evaluate('document.activeElement?.id')).toBe('mentor');
    await look(page, 'mentor-refused');
    await page.getByLabel('พี่เลี้ยง', { exact: true }).selectOption(sub);
    await page.getByRole('button', { name: 'บันทึกพี่เลี้ยง' }).tap();
    await page.getByRole('heading', { name: /แฟ้มบ้าน/ }).waitFor();
    expect(await mentorOf(household)).toBe(sub);
    await context.close();
  });

  it('see their households on a phone, and nobody else', async () => {
    const context = await newContext(opened.browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/mentors`, 'mentor-4201');
    await page.getByRole('link', { name: /สมหญิง/ }).waitFor();
    expect(await page.locator('.rows a.main').count()).toBe(1);
    expect(await page.getByText('พี่เลี้ยงของหน่วย').count()).toBe(0);
    await look(page, 'my-households');
    await page.setViewportSize(DESKTOP);
    await look(page, 'my-households');
    await context.close();
  });

  it('of a unit are counted at a desk, and one has all households handed to another', async () => {
    const { sub: other } = await opened.district.officer.call(account, 'POST', '/v1/accounts', {
      email: 'second-mentor@example.go.th',
      displayName: 'นางสาวพร้อม ช่วยงาน',
      grants: [{ role: 'MENTOR', unit: '4201', from: bangkokDay(new Date()) }],
    });
    const context = await newContext(opened.browser, { viewport: DESKTOP });
    const page = await newTab(context);
    await signIn(page, `${opened.district.url}/officer/mentors`, 'district-officer-4201');
    await page.getByText('ยังไม่มีครัวเรือนที่มอบหมายให้บัญชีนี้').waitFor();
    await page.getByText('1 ครัวเรือน').first().waitFor();
    await look(page, 'mentors');
    await page.setViewportSize(PHONE);
    await look(page, 'mentors');
    await page.setViewportSize(DESKTOP);
    await page.getByText('โอนครัวเรือนทั้งหมดของ').click();
    await page.getByRole('button', { name: 'โอน 1 ครัวเรือน' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'เลือกพี่เลี้ยงคนใหม่' }).waitFor();
    await look(page, 'transfer-refused');
    await page.getByLabel('พี่เลี้ยงคนใหม่').selectOption({ label: 'นางสาวพร้อม ช่วยงาน' });
    await page.getByLabel('เหตุผลของการโอน').fill('ย้ายไปอำเภออื่น');
    await page.getByRole('button', { name: 'โอน 1 ครัวเรือน' }).click();
    await page.getByText('โอนแล้ว 1 ครัวเรือน').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'นางสาวพร้อม' })
      .getByText('1 ครัวเรือน', { exact: true })
      .waitFor();
    await look(page, 'transfer');
    expect(await mentorOf(opened.district.households[0]!)).toBe(other);
    await context.close();
  });
});
