/** What a phone without signal does in the tests: its vault, and visits that wait in it. */
import type { Page } from 'playwright-core';
import * as z from 'zod';
import type { SmallDistrict } from './small-district.ts';

export const PIN = '314159';

const logbook = z.object({ items: z.array(z.looseObject({ type: z.string() })) });

/** Visits of a household, as the API has them. */
export async function visitsOf({ officer }: SmallDistrict, household: string) {
  const { items } = await officer.call(logbook, 'GET', `/v1/households/${household}/logbook`);
  return items.filter(({ type }) => type === 'visit');
}

/** Begins to keep data on this device, at the outbox, and waits until it has the files of the account. */
export async function beginVault(page: Page): Promise<void> {
  await page.getByLabel('รหัสใหม่ของเครื่องนี้').fill(PIN);
  await page.getByLabel('รหัสใหม่อีกครั้ง').fill(PIN);
  await page.getByRole('button', { name: 'เริ่มเก็บข้อมูลในเครื่องนี้' }).click();
  await page.getByText('ส่งครบแล้ว').waitFor();
  await page.getByText('แฟ้มที่เปิดได้เมื่อไม่มีสัญญาณ').waitFor();
}

export async function unlock(page: Page, pin = PIN): Promise<void> {
  await page.getByLabel('รหัสของเครื่องนี้').fill(pin);
  await page.getByRole('button', { name: 'ปลดล็อก' }).click();
}

/** Records a plain visit in the form that is open, with what `besides` says in it. */
export async function recordVisit(page: Page, besides?: () => Promise<void>): Promise<void> {
  await page.getByText('พบ', { exact: true }).tap();
  await page.getByText('ทำเกษตร').tap();
  await besides?.();
  await page.getByRole('button', { name: 'บันทึก', exact: true }).tap();
  await page.getByRole('heading', { name: /แฟ้มบ้าน/ }).waitFor();
}
