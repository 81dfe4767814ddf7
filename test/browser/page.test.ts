/** The front page of `npm start`, in a real browser: the way to both faces, and the reference of the API. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlatform, type Platform } from '#local/platform.ts';
import { DESKTOP, look, newContext, newTab, openBrowser, PHONE } from './officer/opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The front page, with the reference read. */
async function opened(viewport: typeof PHONE): Promise<Page> {
  const page = await newTab(await newContext(browser, { viewport }));
  await page.goto(platform.url);
  await page.getByText('/v1/statistics/agencies', { exact: true }).waitFor();
  return page;
}

describe.each([
  ['a phone', PHONE],
  ['a desk', DESKTOP],
])('the front page at %s', (_, viewport) => {
  it('is whole, and leads to both faces', async () => {
    const page = await opened(viewport);
    await page.getByLabel('ค้นหาคำขอ').fill('reference');
    await look(page, 'front');
    await page.getByRole('link', { name: 'หน้าเจ้าหน้าที่' }).click();
    await page.getByRole('button', { name: 'ลงชื่อเข้าใช้' }).waitFor();
    await page.goBack();
    // No month is closed here.
    await page.getByRole('link', { name: 'ตัวเลขสำหรับทุกคน' }).click();
    expect(page.url()).toBe(`${platform.url}/figures/th/TH.html`);
    await page.context().close();
  });

  it('finds a call, and tells its refusals apart, each with what it means', async () => {
    const page = await opened(viewport);
    await page.getByLabel('ค้นหาคำขอ').fill('no such call');
    await page.getByText('ไม่พบคำขอที่ตรงกับคำค้น').waitFor();
    await page.getByLabel('ค้นหาคำขอ').fill('reference/areas');
    const call = page.locator('details.call:visible');
    expect(await call.count()).toBe(1);
    await call.locator('summary').first().click();
    const answers = call.getByRole('heading', { level: 4 });
    await answers.first().waitFor();
    expect((await answers.allInnerTexts()).filter((text) => /\d/u.test(text))).toEqual([
      'คำตอบ 200',
      'คำตอบ 304',
      ...[400, 401, 403, 422, 429, 500, 503].map((status) => `เมื่อไม่สำเร็จ ${status}`),
    ]);
    await call.getByText('กรุณาลงชื่อเข้าใช้ — No valid token.').waitFor();
    // The marks of Markdown around codes are for the document: the page shows codes as codes.
    expect(await call.innerText()).not.toContain('`');
    expect(await call.locator('p.lines code').allInnerTexts()).toContain('not-signed-in');
    await look(page, 'front-call');
    await page.context().close();
  });
});
