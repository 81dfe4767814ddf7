/** Figures of a province, the way from each to its households, and packages that another person approves. */
import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ApiClient } from '#local/api-client.ts';
import { bangkokDay, bangkokMonth, firstDay, previousMonth } from '#shared/thai/bangkok-time.ts';
import { DESKTOP, look, newContext, newTab, openBrowser, PHONE, signIn } from './opened.ts';
import { startSmallDistrict, type SmallDistrict } from './small-district.ts';

let browser: Browser;
let district: SmallDistrict;
const month = bangkokMonth(new Date());
/** The month before last has always closed. */
const closed = previousMonth(previousMonth(month));

const run = z.looseObject({ id: z.string(), status: z.string() });

async function hasEnded(who: ApiClient, path: string): Promise<void> {
  while ((await who.call(run, 'GET', path)).status === 'RUNNING') await setTimeout(300);
}

beforeAll(async () => {
  district = await startSmallDistrict();
  browser = await openBrowser();
  const { officer, households, url } = district;
  const [household] = households;
  const made = z.looseObject({ id: z.string() });
  const needs = z.object({ needs: z.array(z.looseObject({ id: z.string() })) });
  const { needs: open } = await officer.call(needs, 'GET', `/v1/households/${household}`);
  await officer.call(made, 'POST', `/v1/households/${household}/logbook`, {
    type: 'assistance',
    agency: 'moph',
    dimension: 'living',
    assistanceType: 'HOUSING',
    description: 'สังกะสีมุงหลังคา',
    status: 'DELIVERED',
    deliveredOn: bangkokDay(new Date()),
    needIds: open.map(({ id }) => id),
  });
  // A list that all of them are on, as figures are of those on a list.
  const secretariat = await ApiClient.signIn(url, 'province-secretariat-42', 'demo');
  const { id: list } = await secretariat.call(made, 'POST', '/v1/target-lists', {
    name: 'บัญชีทดสอบ',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: bangkokDay(new Date()),
    openedOn: firstDay(closed),
    scopeArea: '42',
  });
  const fill = await secretariat.call(run, 'POST', `/v1/target-lists/${list}/fill`, { hasOpenNeed: true });
  await hasEnded(secretariat, `/v1/target-lists/${list}/fills/${fill.id}`);
  for (const step of ['publish', 'freeze'])
    await secretariat.call(made, 'POST', `/v1/target-lists/${list}/${step}`, {});
  // A second approver, who starts the run that the first approves.
  const accounts = z.object({ items: z.array(z.object({ sub: z.string(), version: z.int() })) });
  const { items } = await secretariat.call(accounts, 'GET', '/v1/accounts?area=42&role=PROVINCE_EXEC');
  const from = bangkokDay(new Date());
  await secretariat.call(
    z.looseObject({}),
    'PUT',
    `/v1/accounts/${items[0]?.sub}/grants`,
    { grants: [{ role: 'REPORT_APPROVER', unit: '42', from }] },
    { ifMatch: `"${items[0]?.version}"` },
  );
  const starter = await ApiClient.signIn(url, 'province-exec-42', 'demo');
  const started = await starter.call(run, 'POST', '/v1/statistics/runs', { month: closed, area: '42' });
  await hasEnded(starter, `/v1/statistics/runs/${started.id}`);
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});

/** Opens the households of a figure, and one of them. */
async function openBehind(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('heading', { name: /^ครัวเรือนของตัวเลข/ }).waitFor();
  await page
    .getByRole('link', { name: /^เปิดแฟ้ม/ })
    .first()
    .waitFor();
}

describe.each([
  ['a phone', PHONE],
  ['a desk', DESKTOP],
])('at %s', (_, viewport) => {
  it('shows the figures of a month, and leads from one to its households and to a file', async () => {
    const context = await newContext(browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${district.url}/officer/figures`, 'district-officer-4201');
    await page.getByLabel('เดือน', { exact: true }).selectOption(month);
    await page.getByRole('table').waitFor();
    await look(page, 'figures');
    await openBehind(page, /รวม \(นับไม่ซ้ำ\) ครัวเรือนที่ช่วยเหลือ: 1 ดูครัวเรือน/);
    await look(page, 'figures-households');
    await page
      .getByRole('link', { name: /^เปิดแฟ้ม/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /แฟ้มบ้าน สมหญิง/ }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/officer\/h\//);
    await context.close();
  });

  it('shows progress and a quarter', async () => {
    const context = await newContext(browser, { viewport });
    const page = await newTab(context);
    await signIn(page, `${district.url}/officer/figures/progress`, 'province-secretariat-42');
    await page.getByRole('heading', { name: 'ความก้าวหน้ารายพื้นที่' }).waitFor();
    await openBehind(page, /ความก้าวหน้ารายพื้นที่ ได้รับ.*ครัวเรือน: 1 ดูครัวเรือน/);
    expect(await page.getByRole('link', { name: /^เปิดแฟ้ม/ }).count()).toBe(1);
    await look(page, 'progress');
    await page.goto(`${district.url}/officer/figures/quarterly`);
    await page.getByRole('heading', { name: '1 กลไก' }).waitFor();
    await openBehind(page, /ครัวเรือนไม่มีพี่เลี้ยง: 3 ดูครัวเรือน/);
    expect(await page.getByRole('link', { name: /^เปิดแฟ้ม/ }).count()).toBe(3);
    await look(page, 'quarterly');
    await context.close();
  });
});

describe('packages', () => {
  it('are approved by another person than who started the run', async () => {
    const context = await newContext(browser, { viewport: PHONE });
    const page = await newTab(context);
    await signIn(page, `${district.url}/officer/packages`, 'report-approver-42');
    await page.getByText('ไฟล์ในชุด').first().tap();
    await page
      .getByRole('link', { name: /\.csv$|\.xlsx$/ })
      .first()
      .waitFor();
    await page.getByText('รับรองชุดนี้', { exact: true }).first().tap();
    await page.getByLabel('บันทึกของผู้รับรอง').first().fill('ตรวจแล้ว ถูกต้อง');
    await look(page, 'packages');
    await page.getByRole('button', { name: 'ยืนยัน: รับรองชุดนี้' }).first().tap();
    await page.getByText('รับรองแล้ว').first().waitFor();
    expect(await page.getByText('ตรวจแล้ว ถูกต้อง').count()).toBe(1);
    await page.setViewportSize(DESKTOP);
    await look(page, 'packages');
    await context.close();
  });
});
