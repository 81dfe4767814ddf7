/** The public figures as everybody opens them: no script, no sign-in, at a phone and at a desk, in both languages, light and dark. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishMonth } from '#functions/statistics/publish/publish-month.ts';
import { createS3Site } from '#functions/statistics/publish/s3-site.ts';
import { CREDENTIALS, REGION } from '#local/engines/this-machine.ts';
import { startPlatform, type Platform } from '#local/platform.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import { reportC } from '#test/api/report-c.ts';
import { DESKTOP, look, newContext, newTab, openBrowser, PHONE } from './officer/opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'figures-'));
let platform: Platform;
let browser: Browser;
beforeAll(async () => {
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  const client = new S3Client({
    endpoint: platform.env['AWS_ENDPOINT_URL_S3'] ?? '',
    region: REGION,
    credentials: CREDENTIALS,
    forcePathStyle: true,
  });
  const site = createS3Site({ client, bucket: platform.env['FIGURES_BUCKET'] ?? '' });
  const publish = async (month: string, reports: ReportC[]): Promise<void> => {
    await publishMonth(month, {
      site,
      provinces: ['31', '42'],
      snapshotOf: async (_, province) => {
        const progress = reports.find(({ area }) => area === province);
        return progress && { progress };
      },
    });
  };
  await publish('2026-09', [reportC('42', '2026-09', { '4201': 50, '4203': 30 }, 0)]);
  const loei = reportC('42', '2026-10', { '4201': 62, '4202': 3, '4203': 40, '4204': 7 }, 0);
  await publish('2026-10', [loei, reportC('31', '2026-10', { '3101': 60, '3102': 60 }, 0)]);
  await publish('2026-10', [loei, reportC('31', '2026-10', { '3101': 80, '3102': 90 }, 1)]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['a phone', PHONE],
  ['a desk', DESKTOP],
])('at %s', (_, viewport) => {
  it('the nation opens to its provinces and back, in both languages', async () => {
    const context = await newContext(browser, { viewport });
    const page = await newTab(context);
    await page.goto(`${platform.url}/figures/th/TH.html`);
    await page.getByRole('heading', { name: /ทั้งประเทศ/ }).waitFor();
    await page.getByText('เรียงลำดับตามร้อยละที่ได้รับความช่วยเหลือ').click();
    await look(page, 'figures-nation');
    await page.getByRole('link', { name: 'เลย', exact: true }).click();
    await page.getByRole('heading', { name: /เลย/ }).waitFor();
    // The small district is hidden, and what would tell it.
    const small = page.getByRole('row', { name: /^นาด้วง/ });
    expect(await small.getByRole('cell').allInnerTexts()).toEqual(['ปกปิด', 'ปกปิด', '–']);
    await look(page, 'figures-province');
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('heading', { name: /Loei/ }).waitFor();
    await look(page, 'figures-province-en');
    await page.getByRole('link', { name: 'Permanent link of these figures' }).click();
    expect(page.url()).toBe(`${platform.url}/figures/2026-10/p1/en/42.html`);
    await context.close();
  });
});

it('the files of a page are what it shows', async () => {
  const [page, csv] = await Promise.all(
    ['th/42.html', '2026-10/p1/42.csv'].map(
      async (path) => await (await fetch(`${platform.url}/figures/${path}`)).text(),
    ),
  );
  const [, first] = (csv ?? '').split('\r\n');
  expect(first).toMatch(/^2026-10,2026-10-31,4201,เมืองเลย,Mueang Loei,62,/u);
  expect(page).toContain('/figures/2026-10/p1/42.csv');
});
