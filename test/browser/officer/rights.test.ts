/** Accounts and grants, organisations, who looked, requests of data subjects, and files opened in an emergency. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '#local/api-client.ts';
import { newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';
import { DESKTOP, look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';

let browser: Browser;
let district: SmallDistrict;

beforeAll(async () => {
  district = await startSmallDistrict();
  browser = await openBrowser();
  const { officer, households } = district;
  const members = z.object({ members: z.array(z.looseObject({ id: z.string() })) });
  const { members: people } = await officer.call(members, 'GET', `/v1/households/${households[0]}`);
  const made = z.looseObject({ id: z.string() });
  for (const kind of ['ACCESS', 'ERASE'])
    await officer.call(made, 'POST', '/v1/subject-requests', {
      householdId: households[0],
      personId: people[0]?.id,
      kind,
      text: 'ขอทราบว่าหน่วยงานใดดูข้อมูล',
    });
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});

const SECRETARIAT = 'province-secretariat-42';

async function openedAs(viewport: { width: number; height: number }, path: string, who: string): Promise<Page> {
  const page = await newTab(await newContext(browser, { viewport }));
  await signIn(page, `${district.url}/officer/${path}`, who);
  return page;
}

async function takeStep(page: Page, label: string): Promise<void> {
  await page.getByText(label, { exact: true }).first().click();
  await page
    .getByRole('button', { name: `ยืนยัน: ${label}` })
    .first()
    .click();
}

describe.each([
  ['a phone', PHONE],
  ['a desk', DESKTOP],
])('at %s', (_, viewport) => {
  it('invites an officer, changes what it may do, suspends it and opens it again', async () => {
    const name = `เจ้าหน้าที่ ${viewport.width}`;
    const page = await openedAs(viewport, 'accounts', SECRETARIAT);
    await page.getByText('เชิญผู้ใช้ใหม่').click();
    await page.getByRole('button', { name: 'ส่งคำเชิญ', exact: true }).click();
    await page.getByRole('link', { name: 'กรอกชื่อผู้ใช้' }).click();
    expect(await page.evaluate('document.activeElement?.id')).toBe('displayName');
    await page.keyboard.type(name);
    await page.getByLabel('อีเมล').fill(`officer${viewport.width}@example.go.th`);
    await page.getByLabel('บทบาทที่ให้').first().selectOption('DISTRICT_OFFICER');
    await page.getByLabel('อำเภอ/เขต').first().selectOption({ label: 'เมืองเลย' });
    await look(page, 'account-new');
    await page.getByRole('button', { name: 'ส่งคำเชิญ', exact: true }).click();
    await page.getByText('ส่งคำเชิญแล้ว').waitFor();
    await page.getByText(name).waitFor();
    await page.reload();
    // Every row has the names of all roles in its form: the account has its own name.
    const row = page.locator('.rows > li', { hasText: 'ผู้นำเข้าข้อมูล จ.เลย' });
    await row.first().waitFor();
    await look(page, 'accounts');
    await row.first().getByText('ระงับบัญชี', { exact: true }).click();
    await row.first().getByLabel('เหตุผลที่ระงับ').fill('ย้ายสำนักงาน');
    await row.first().getByRole('button', { name: 'ยืนยัน: ระงับบัญชี' }).click();
    await page.getByText('เหตุผลที่ระงับ: ย้ายสำนักงาน').waitFor();
    await takeStep(page, 'เปิดใช้อีกครั้ง');
    await page.getByText('เหตุผลที่ระงับ: ย้ายสำนักงาน').waitFor({ state: 'detached' });

    const invited = page.locator('.rows > li', { hasText: name });
    await invited.getByText('แก้ไขสิทธิ์', { exact: true }).click();
    await invited.getByLabel('บทบาทที่ให้').selectOption('MUNICIPAL_OFFICER');
    await invited.getByLabel('อำเภอ/เขต').selectOption({ label: 'เชียงคาน' });
    await look(page, 'account-grants');
    await invited.getByRole('button', { name: 'บันทึกสิทธิ์' }).click();
    const accounts = z.looseObject({
      items: z.array(
        z.looseObject({
          displayName: z.string(),
          grants: z.array(z.looseObject({ role: z.string(), unit: z.string() })),
        }),
      ),
    });
    const secretariat = await ApiClient.signIn(district.url, SECRETARIAT, 'demo');
    await expect
      .poll(async () => {
        const { items } = await secretariat.call(accounts, 'GET', '/v1/accounts?role=MUNICIPAL_OFFICER');
        return items.find((each) => each.displayName === name)?.grants.map(({ role, unit }) => `${role} ${unit}`);
      })
      .toEqual(['DISTRICT_OFFICER 4201', 'MUNICIPAL_OFFICER 4203']);
    // The one that was added is kept by the next change.
    await invited.getByRole('checkbox', { checked: true }).nth(1).waitFor();
    await page.context().close();
  });

  it('shows organisations and units, and who looked at a household', async () => {
    const page = await openedAs(viewport, 'organisations', SECRETARIAT);
    await page.getByLabel('ภาคี', { exact: true }).selectOption('STATE');
    await page.locator('.rows > li').first().waitFor();
    await look(page, 'organisations');
    await page.goto(`${district.url}/officer/access-log?household=${district.households[0]}`);
    await page.locator('.rows > li').first().waitFor();
    expect(await page.getByText('เจ้าหน้าที่ ศจพ.อ.').count()).toBeGreaterThan(0);
    await look(page, 'access-log');
    await page.context().close();
  });

  it('answers requests of data subjects: one that is to erase is limited, with a reason', async () => {
    const page = await openedAs(viewport, 'subject-requests', SECRETARIAT);
    await page.getByLabel('สถานะ').selectOption('');
    await page.locator('.rows > li').nth(1).waitFor();
    await look(page, 'subject-requests');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'ดาวน์โหลดข้อมูลของผู้ขอ' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.json$/);
    if (viewport === PHONE) {
      const erase = page.locator('.rows > li', { hasText: 'ลบ' });
      await erase.getByText('ตอบคำขอ').click();
      await erase.getByRole('group', { name: 'ผล' }).locator('label').first().click();
      await erase.getByRole('button', { name: 'ส่งคำตอบ' }).click();
      await erase.getByRole('link', { name: /กรอกเหตุผล/ }).click();
      await page.keyboard.type('ยังจำเป็นต่อภารกิจของรัฐ');
      await erase.getByRole('button', { name: 'ส่งคำตอบ' }).click();
      await page.getByText('เหตุผล: ยังจำเป็นต่อภารกิจของรัฐ').waitFor();
    }
    await page.context().close();
  });

  it('opens a file in an emergency with a reason that is long enough, and its office reviews it', async () => {
    const page = await openedAs(viewport, 'break-glass', 'province-secretariat-31');
    await page.getByRole('button', { name: 'เปิดแฟ้ม 3 ชั่วโมง' }).click();
    await page.getByRole('link', { name: /กรอกเหตุจำเป็น/ }).waitFor();
    await look(page, 'break-glass-refused');
    await page.context().close();
    const review = await openedAs(viewport, 'break-glass', SECRETARIAT);
    // Of the second size there is what the first has opened.
    await review.getByText('ไม่มีการเปิดแฟ้มฉุกเฉินในพื้นที่').or(review.locator('.rows > li')).first().waitFor();
    await look(review, 'break-glass');
    expect(new URL(review.url()).pathname).toBe('/officer/break-glass');
    await review.context().close();
  });

  it('reads a file of another province for three hours, and its office says that it was right', async () => {
    const number = viewport.width;
    const { id } = await district.officer.call(
      z.looseObject({ id: z.string() }),
      'POST',
      '/v1/households',
      newHousehold(number),
    );
    const page = await openedAs(viewport, 'break-glass', 'province-secretariat-31');
    await page.getByLabel('เลขประจำตัวประชาชน 13 หลัก').fill(syntheticCitizenId(number));
    await page.getByLabel('เหตุจำเป็น').fill('ผู้ป่วยฉุกเฉินมารับการรักษาที่บุรีรัมย์ ไม่มีญาติ');
    await page.getByRole('button', { name: 'เปิดแฟ้ม 3 ชั่วโมง' }).click();
    await page.getByText('เปิดแล้ว อ่านได้ถึง').waitFor();
    await look(page, 'break-glass-opened');
    await page.getByRole('link', { name: 'ไปยังแฟ้มบ้าน' }).click();
    await page.getByRole('heading', { name: `แฟ้มบ้าน ทดสอบ${number}` }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/officer/h/${id}`);
    await page.context().close();

    const review = await openedAs(viewport, 'break-glass', SECRETARIAT);
    const row = review.locator('.rows > li', { has: review.locator(`a[href$="/h/${id}"]`) });
    await row.getByText('เห็นว่าสมควร', { exact: true }).click();
    await look(review, 'break-glass-review');
    await row.getByRole('button', { name: 'ยืนยัน: เห็นว่าสมควร' }).click();
    await row.getByRole('button', { name: 'ยืนยัน: เห็นว่าสมควร' }).waitFor({ state: 'detached' });
    const glass = z.looseObject({
      items: z.array(z.looseObject({ householdId: z.string().nullable(), review: z.unknown() })),
    });
    const secretariat = await ApiClient.signIn(district.url, SECRETARIAT, 'demo');
    const { items } = await secretariat.call(glass, 'GET', '/v1/break-glass');
    expect(items.find((each) => each.householdId === id)?.review).toMatchObject({ result: 'JUSTIFIED' });
    await review.context().close();
  });

  it('says who may open what the account may not', async () => {
    const page = await openedAs(viewport, 'accounts', 'national-viewer');
    await page.getByText('บัญชีนี้ไม่มีสิทธิ์ดูส่วนนี้').waitFor();
    expect(await page.getByRole('link', { name: 'บัญชีและสิทธิ์' }).count()).toBe(0);
    await look(page, 'accounts-forbidden');
    await page.context().close();
  });
});
