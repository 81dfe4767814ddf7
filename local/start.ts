/** `npm start`: the whole platform on this machine. `--empty` starts without the sample; `PORT` names another port. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { buildOfficer } from '#infra/build-officer.ts';
import { bangkokDay, bangkokMonth } from '#shared/thai/bangkok-time.ts';

import { DEMO_PASSWORD, demoAccounts } from './accounts.ts';
import { firstStart, type FirstStart } from './first-start.ts';
import { claimFolder } from './one-start.ts';
import { startPlatform } from './platform.ts';
import { StartRefused } from './state-file.ts';

const begun = Date.now();
/** A file of the first start, to be sent by hand. */
const SAMPLE_FILE = '.local/sample/thaiqm-survey-windows874.csv';

function step(text: string): void {
  console.log(`▸ ${((Date.now() - begun) / 1000).toFixed(1).padStart(5)} s  ${text}`);
}

/** Throws `StartRefused` for a flag or a port that does not exist. */
function readOptions(): { empty: boolean; port: number } {
  const port = process.env['PORT'] ?? '3000';
  if (!/^\d{1,5}$/u.test(port) || Number(port) > 65_535)
    throw new StartRefused(`PORT=${port} ไม่ใช่หมายเลขพอร์ต (0–65535) · PORT must be a number from 0 to 65535.`);
  try {
    const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
    return { empty: values.empty, port: Number(port) };
  } catch (error) {
    const what = error instanceof Error ? error.message.split('. ')[0] : '';
    throw new StartRefused(`ไม่รู้จักตัวเลือกนี้ (มีเพียง --empty) · ${what}. The only option is --empty.`);
  }
}

async function start(): Promise<void> {
  const options = readOptions();
  const folder = join(process.cwd(), '.local');
  const claim = claimFolder(folder);
  process.once('exit', () => claim.release());

  step('เริ่มฐานข้อมูล ที่เก็บไฟล์ ระบบลงชื่อเข้าใช้ และ API และสร้างหน้าเจ้าหน้าที่');
  const built = buildOfficer();
  const platform = await startPlatform({ folder, port: options.port, say: step });
  endWithCallers(() => platform.stop());
  await built;
  step(`พร้อมที่ ${platform.url}`);
  if (options.port !== 0 && !platform.url.endsWith(`:${options.port}`)) step(`พอร์ต ${options.port} ไม่ว่าง จึงใช้พอร์ตอื่น`);

  printAddress(platform.url);
  const marker = join(folder, 'sample-loaded');
  if (!options.empty && !existsSync(marker)) {
    step('เปิดครั้งแรก: นำข้อมูลตัวอย่างเข้าระบบ ใช้เวลาราวครึ่งนาที ระหว่างนี้เปิดหน้าเว็บดูได้');
    const shown = await firstStart(platform.url, folder, step);
    await writeFile(marker, `${new Date().toISOString()}\n`);
    printFirstStart(shown);
  }
  printCalls(platform.url);
}

/** Stops on Ctrl-C, on TERM, and when npm, which started this process, was ended without passing TERM on. */
function endWithCallers(stopPlatform: () => Promise<void>): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void stopPlatform().finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const caller = process.ppid;
  setInterval(() => {
    if (process.ppid !== caller) stop();
  }, 500).unref();
}

function printFirstStart({ received, months, packages, returned }: FirstStart): void {
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
  console.log('\nไฟล์ที่ส่งคืนให้ผู้ส่งแก้ไข:');
  for (const path of returned) console.log(`  ${relative(process.cwd(), path)}`);
  console.log(`\nชุดรายงานของ สศช. เดือน ${months.join(' และ ')}:`);
  for (const path of packages) console.log(`  ${relative(process.cwd(), path)}/`);
}

function shownAccounts(): typeof demoAccounts {
  return demoAccounts.filter(({ username }) => !username.startsWith('agency-focal-') || username.endsWith('-cdd'));
}

function printAddress(url: string): void {
  console.log(`\nเปิดในเบราว์เซอร์: ${url}`);
  console.log(`หน้าเจ้าหน้าที่: ${url}/officer/today`);
  console.log(`ตัวเลขสาธารณะ (เมื่อมีเดือนที่ปิดรอบแล้ว): ${url}/figures/th/TH.html`);
  console.log(`\nบัญชีตัวอย่าง (รหัสผ่าน ${DEMO_PASSWORD}):`);
  for (const { username, title } of shownAccounts()) console.log(`  ${username.padEnd(26)} ${title ?? ''}`);
  console.log('  agency-focal-<slug>        ผู้ประสานงานของแต่ละหน่วยงาน (GET /v1/reference/agencies)\n');
}

function printCalls(url: string): void {
  const token = (username: string): string =>
    `$(curl -s ${url}/oauth2/token -d 'grant_type=password&username=${username}&password=${DEMO_PASSWORD}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
  const json = `-H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json'`;
  console.log(`
ลองเรียก API ต่อ (ในเทอร์มินัลอื่น):
  TOKEN=${token('province-secretariat-42')}
  # บัญชีงาน ค้นหา และสถิติรายหน่วยงาน
  curl -s -H "Authorization: Bearer $TOKEN" '${url}/v1/households?area=4201&limit=3'
  curl -s ${json} ${url}/v1/households/search -d '{"name": "สม", "area": "4201"}'
  curl -s -H "Authorization: Bearer $TOKEN" '${url}/v1/statistics/agencies?month=${bangkokMonth(new Date())}&area=42'
  # บันทึกการเยี่ยมบ้าน: ใส่ id ของครัวเรือนจากคำตอบข้างบน
  curl -s ${json} ${url}/v1/households/ID/logbook -d '{"type": "visit", "on": "${bangkokDay(new Date())}", "purpose": "FOLLOWUP", "outcome": "MET"}'
  # ส่งไฟล์: ขอแบบฟอร์มก่อน ส่งไฟล์ไปตาม url และ fields ในคำตอบ แล้วดูใบรับ
  FILE=${SAMPLE_FILE}
  FORM=$(curl -s ${json} ${url}/v1/uploads -d "{\\"source\\": \\"thaiqm-survey\\", \\"filename\\": \\"survey.csv\\", \\"size\\": $(wc -c < $FILE | tr -d ' ')}")
  eval "curl -s $(echo "$FORM" | sed -E 's/.*"url":"([^"]*)".*"fields":\\{"(.*)"\\}.*/\\1 -F "\\2"/; s/","/" -F "/g; s/":"/=/g') -F file=@$FILE"
  curl -s -H "Authorization: Bearer $TOKEN" "${url}/v1/uploads/$(echo "$FORM" | sed -E 's/.*"uploadId":"([^"]*)".*/\\1/')"
`);
}

try {
  await start();
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  console.error(error.message);
  process.exit(1);
}
