/** An office of Loei that sends files to a platform of its own, what its files are made of, and what became of them there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll } from 'vitest';

import type { Platform } from '#local/platform.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { call, postFile, signIn, untilOver, type Receipt } from './api-client.ts';
import { startTestPlatform } from './test-platform.ts';

export const HEADER = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'บ้านเลขที่', 'หมู่ที่', 'รหัสพื้นที่', 'วันที่สำรวจ', 'สภาพปัญหา'];
export const HELP_HEADER = [
  'เลขประจำตัวประชาชน',
  'รหัสพื้นที่',
  'หน่วยงาน',
  'มิติ',
  'ประเภทความช่วยเหลือ',
  'วันที่ให้ความช่วยเหลือ',
  'จำนวนเงิน',
];

export const csv = (...rows: string[][]): string => rows.map((cells) => cells.join(',')).join('\r\n');
export const bom = (text: string): Buffer => Buffer.from(`\ufeff${text}`);
export const survey = (...rows: string[][]): Buffer => bom(csv(HEADER, ...rows));
export const THAI = /[\u0e00-\u0e7f]/;

type Offer = { source?: string; list?: string; columns?: Record<string, string>; dryRun?: boolean };
type Entry = { type: string; agency?: string | null; entry?: { agency?: string | null } };

/** Starts the platform before the tests of a file and stops it after them. What is given may be used in tests only. */
export function sendingOffice(name: string) {
  let platform: Platform;
  let folder: string;
  let officer: string;
  let people = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `${name}-`));
    platform = await startTestPlatform(name);
    officer = await signIn(platform.url, 'province-secretariat-42');
  });
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    get url(): string {
      return platform.url;
    },
    /** Token of the province's secretariat, which sends when nobody else is named. */
    get officer(): string {
      return officer;
    },
    /** For files that a test writes. */
    get folder(): string {
      return folder;
    },
    /** People of their own for each test: nothing one test writes is another's. */
    person(change: Record<number, string> = {}): string[] {
      const number = 700_000 + (people += 1);
      const cells = [citizenIdOf(number), `ทดสอบ`, 'ตัวอย่างข้อมูล', `${number}/1`, '3', '420101', '7/5/2569', 'หลังคารั่ว'];
      return cells.map((cell, at) => change[at] ?? cell);
    },
    async send(bytes: Uint8Array, token = officer, offer: Offer = {}): Promise<Receipt> {
      const file = { source: 'thaiqm-survey', filename: 'ไฟล์.csv', ...offer };
      return await untilOver(await postFile(platform.url, token, file, bytes));
    },
    async householdOf(citizenId: string, token = officer): Promise<{ id: string } | undefined> {
      return (await call(platform.url, token, 'POST', '/v1/households/search', { citizenId })).body.items[0];
    },
    async entriesOf(id: string): Promise<Entry[]> {
      return (await call(platform.url, officer, 'GET', `/v1/households/${id}/logbook`)).body.items;
    },
  };
}
