/** `npm start`: the whole platform on this machine. `--empty` starts without the sample; `PORT` names another port. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { bangkokMonth } from '#shared/thai/bangkok-time.ts';

import { DEMO_PASSWORD, demoAccounts } from './accounts.ts';
import { firstStart, type FirstStart } from './first-start.ts';
import { startPlatform } from './platform.ts';

const { values: options } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
const folder = join(process.cwd(), '.local');
const wantedPort = Number(process.env['PORT'] ?? 3000);

const begun = Date.now();
const step = (text: string): void => {
  console.log(`▸ ${((Date.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${text}`);
};

step('เริ่มฐานข้อมูล ที่เก็บไฟล์ ระบบลงชื่อเข้าใช้ และ API');
const platform = await startPlatform({ folder, port: wantedPort });
step(`พร้อมที่ ${platform.url}`);
if (wantedPort !== 0 && !platform.url.endsWith(`:${wantedPort}`)) step(`พอร์ต ${wantedPort} ไม่ว่าง จึงใช้พอร์ตอื่น`);

const marker = join(folder, 'sample-loaded');
if (!options.empty && !existsSync(marker)) {
  const shown = await firstStart(platform.url, folder, step);
  await writeFile(marker, `${new Date().toISOString()}\n`);
  printFirstStart(shown);
}
printWhatNext(platform.url);

const stop = async (): Promise<void> => {
  await platform.stop();
  process.exit(0);
};
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());

function printFirstStart({ received, months, packages }: FirstStart): void {
  console.log('\nไฟล์ที่รับ (แถว):');
  for (const { file, receipt } of received) {
    const { rows, status } = receipt;
    const counts = rows
      ? `ทั้งหมด ${rows.total} · ใหม่ ${rows.created} · ปรับปรุง ${rows.updated} · ไม่เปลี่ยน ${rows.unchanged} · ไม่รับ ${rows.rejected}`
      : 'ไม่รับทั้งไฟล์';
    console.log(`  ${file}: ${status} ${counts}`);
    const refused = receipt.problems.filter(({ severity }) => severity === 'error');
    for (const { sheet, row, message } of refused.slice(0, 2))
      console.log(`    ${sheet === undefined ? '' : `แผ่น ${sheet} `}แถว ${row}: ${message}`);
  }
  console.log(`\nชุดรายงานของ สศช. เดือน ${months.join(' และ ')}:`);
  for (const path of packages) console.log(`  ${relative(process.cwd(), path)}/`);
}

function printWhatNext(url: string): void {
  const [first] = demoAccounts;
  console.log(`\nเปิดในเบราว์เซอร์: ${url}`);
  console.log(`\nบัญชีตัวอย่าง (รหัสผ่าน ${DEMO_PASSWORD}):`);
  const shown = demoAccounts.filter(
    ({ username }) => !username.startsWith('agency-focal-') || username.endsWith('-cdd'),
  );
  for (const { username, title } of shown) console.log(`  ${username.padEnd(26)} ${title ?? ''}`);
  console.log('  agency-focal-<slug>        ผู้ประสานงานของแต่ละหน่วยงาน (GET /v1/reference/agencies)');
  const account = shown.find(({ username }) => username === 'province-secretariat-42') ?? first;
  console.log(`
ลองต่อ:
  TOKEN=$(curl -s ${url}/oauth2/token -d 'grant_type=password&username=${account?.username ?? ''}&password=${DEMO_PASSWORD}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s -H "Authorization: Bearer $TOKEN" '${url}/v1/households?area=4201&limit=3'
  curl -s -H "Authorization: Bearer $TOKEN" '${url}/v1/statistics/agencies?month=${bangkokMonth(new Date())}&area=42'
`);
}
