/**
 * What the first start shows: a synthetic province goes in as its offices would send it, the list is frozen, two months are
 * computed, and the packages that NESDC would fetch lie on the disk. Everything goes through the API; nothing is put in by hand.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import * as z from 'zod';

import { casesOf } from '#local/sample/case-work.ts';
import { makeSample } from '#local/sample/make-sample.ts';
import { doWork } from '#local/sample/work-of-loei.ts';
import { addDays, bangkokDay, firstDay, previousMonth, thaiMonthName } from '#shared/thai/bangkok-time.ts';

import { DEMO_PASSWORD, demoPeople } from './accounts.ts';
import { ApiClient, type Receipt } from './api-client.ts';
import { readState, writeState } from './state-file.ts';

const list = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['DRAFT', 'PUBLISHED', 'FROZEN', 'SUPERSEDED']),
});
const lists = z.object({ items: z.array(list) });
/** The day of the sample: a first start that was interrupted goes on with the same files. */
const begun = z.object({ today: z.string() });
const households = z.object({
  items: z.array(z.object({ id: z.string(), areaCode: z.string(), agencies: z.array(z.string()) })),
  nextCursor: z.string().nullable(),
});
const recorded = z.object({ id: z.string() });
const run = z.object({ id: z.string(), status: z.enum(['RUNNING', 'FINISHED', 'FAILED']) });
const reports = z.object({
  items: z.array(z.object({ id: z.string(), month: z.string(), area: z.string(), revision: z.number() })),
});
const reportFiles = z.object({
  manifest: z.object({ url: z.string() }),
  files: z.array(z.object({ name: z.string(), url: z.string() })),
  archive: z.object({ name: z.string(), url: z.string() }).nullable(),
});

export type FirstStart = {
  received: { file: string; receipt: Receipt }[];
  months: string[];
  /** Folders with the packages, as fetched through the API. */
  packages: string[];
  /** Workbooks with what is wrong in a file, as an office gets them back. */
  returned: string[];
};

const PROVINCE = '42';
/** The list opened so long ago that households of it have been helped, followed up for a season and let go. */
const OPEN_DAYS = 150;
const LIST_NAME = 'TPMAP 2569 (ตัวอย่างสังเคราะห์)';

export async function firstStart(url: string, folder: string, step: (text: string) => void): Promise<FirstStart> {
  const noted = join(folder, 'first-start.json');
  const { today } = readState(noted, begun) ?? { today: bangkokDay(new Date()) };
  writeState(noted, { today });
  const thisMonth = today.slice(0, 7);
  // The month before last has always closed; last month has from day 6 on. Two closed months are computed.
  const newest = today.slice(8) >= '06' ? previousMonth(thisMonth) : previousMonth(previousMonth(thisMonth));
  const months = [previousMonth(newest), newest];

  step('สร้างข้อมูลสังเคราะห์จังหวัดเลย 1,000 ครัวเรือน (ไม่มีบุคคลจริง)');
  const sample = await makeSample({
    province: PROVINCE,
    households: 1000,
    seed: 1,
    today,
    dir: join(folder, 'sample'),
  });

  const secretariat = await ApiClient.signIn(url, `province-secretariat-${PROVINCE}`, DEMO_PASSWORD);
  const importer = await ApiClient.signIn(url, `data-importer-${PROVINCE}`, DEMO_PASSWORD);
  const approver = await ApiClient.signIn(url, `report-approver-${PROVINCE}`, DEMO_PASSWORD);

  const target = await targetList(secretariat, addDays(today, -OPEN_DAYS).slice(0, 7));
  const received: FirstStart['received'] = [];
  const send = async (files: typeof sample.files): Promise<void> => {
    for (const { path, source } of files) {
      step(`ส่ง ${basename(path)} ผ่านช่องทางจริง (S3 → อ่าน → นำเข้า → ใบรับ)`);
      const receipt = await importer.upload(path, source, source === 'tpmap-targets' ? target.id : undefined);
      received.push({ file: basename(path), receipt });
    }
  };
  // Targets and surveys first: help is recorded for households that are known.
  await send(sample.files.filter(({ source }) => source === 'tpmap-targets'));
  if (target.status === 'DRAFT') await secretariat.call(list, 'POST', `/v1/target-lists/${target.id}/publish`, {});
  await send(sample.files.filter(({ source }) => source === 'thaiqm-survey'));
  step('ตรึงบัญชีเป้าหมาย');
  if (target.status !== 'FROZEN') await secretariat.call(list, 'POST', `/v1/target-lists/${target.id}/freeze`, {});
  await send(sample.files.filter(({ source }) => source === 'assistance'));

  step('บันทึกสภาพปัญหา ความช่วยเหลือ และผลการแก้ไขทีละรายการ เหมือนเจ้าหน้าที่และหน่วยงาน');
  await recordCases(url, secretariat, target.id, [...months, thisMonth], today);

  step('ดำเนินงานรายครัวเรือนของอำเภอเมืองเลย: พี่เลี้ยง แผน การส่งต่อ ที่ประชุม และเหตุวิกฤต');
  await workOfLoei(url, secretariat, target.id, today);

  for (const month of months) {
    step(`คำนวณสถิติรายหน่วยงาน เดือน${thaiMonthName(month)}`);
    await compute(approver, month);
  }
  step('ดาวน์โหลดชุดรายงานของ สศช. และไฟล์ที่ส่งคืนให้แก้ไข');
  const returned = await fetchReturned(received, folder);
  return { received, months, packages: await fetchPackages(approver, folder), returned };
}

/** Records the cases of each month, each on a household of the list of its own. Calls have keys: a start that was interrupted records nothing twice. */
async function recordCases(
  url: string,
  secretariat: ApiClient,
  listId: string,
  months: string[],
  today: string,
): Promise<void> {
  const cases = [...new Set(months)].flatMap((month) => casesOf(month, today));
  const { items } = await secretariat.call(
    households,
    'GET',
    `/v1/households?area=${PROVINCE}&list=${listId}&limit=${cases.length}`,
  );
  const focals = new Map<string, ApiClient>();
  for (const [index, { id }] of items.entries()) {
    const it = cases[index];
    if (it === undefined) break;
    const record = async (who: ApiClient, what: string, body: object): Promise<string> => {
      const key = `first-start-${id}-${what}`;
      return (await who.call(recorded, 'POST', `/v1/households/${id}/logbook`, body, { idempotencyKey: key })).id;
    };
    const { dimension, text, openedOn } = it;
    const needId = await record(secretariat, 'need', { type: 'need', dimension, kind: 'PROBLEM', text, openedOn });
    for (const { agency, type: assistanceType, description, on, cash, inKind } of it.helps) {
      const focal = focals.get(agency) ?? (await ApiClient.signIn(url, `agency-focal-${agency}`, DEMO_PASSWORD));
      focals.set(agency, focal);
      const help = { type: 'assistance', agency, dimension, assistanceType, description, status: 'DELIVERED' };
      const values = { deliveredOn: on, needIds: [needId], cashBaht: cash, inKindBaht: inKind };
      await record(focal, `help-${agency}`, { ...help, ...values });
    }
    const ended =
      it.resolvedOn === null ? { status: 'IN_PROGRESS', on: today } : { status: 'RESOLVED', on: it.resolvedOn };
    await record(secretariat, 'need-status', { type: 'need-status', needId, ...ended });
  }
}

/** Case work on households of the list that nobody has helped yet; should they not be enough, on those that fewest agencies have helped. */
async function workOfLoei(url: string, secretariat: ApiClient, listId: string, today: string): Promise<void> {
  const listed: z.infer<typeof households>['items'] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/v1/households?area=4201&list=${listId}&limit=100${more}`;
    const page: z.infer<typeof households> = await secretariat.call(households, 'GET', path);
    listed.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const rural = listed.filter(({ areaCode }) => areaCode !== '420101');
  const leastHelped = rural.toSorted((a, b) => a.agencies.length - b.agencies.length);
  const clients = new Map<string, ApiClient>();
  await doWork({
    list: listId,
    mentor: demoPeople.find(({ role }) => role === 'MENTOR')?.sub ?? '',
    today,
    households: leastHelped.map(({ id }) => id),
    send: async (who, reply, method, path, { body, key, ifMatch } = {}) => {
      const client = clients.get(who) ?? (await ApiClient.signIn(url, who, DEMO_PASSWORD));
      clients.set(who, client);
      return await client.call(reply, method, path, body, {
        ...(key === undefined ? {} : { idempotencyKey: key }),
        ...(ifMatch === undefined ? {} : { ifMatch }),
      });
    },
  });
}

/** The list of the sample: the one that an interrupted start left, or a new one. */
async function targetList(secretariat: ApiClient, month: string): Promise<z.infer<typeof list>> {
  const { items } = await secretariat.call(lists, 'GET', '/v1/target-lists');
  return (
    items.find(({ name }) => name === LIST_NAME) ??
    (await secretariat.call(list, 'POST', '/v1/target-lists', {
      name: LIST_NAME,
      source: 'TPMAP',
      yearBe: 2569,
      phase: 1,
      asOfDate: '2026-02-28',
      openedOn: firstDay(month),
      scopeArea: PROVINCE,
    }))
  );
}

/** Fetches the workbooks that mark what is wrong, into `returned/`. */
async function fetchReturned(received: FirstStart['received'], folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const { file, receipt } of received) {
    if (receipt.errorWorkbook === null) continue;
    const path = join(folder, 'returned', `${parse(file).name}-ส่งคืน.xlsx`);
    await save(path, receipt.errorWorkbook);
    paths.push(path);
  }
  return paths;
}

async function save(path: string, url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${basename(path)} could not be fetched`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, Buffer.from(await response.arrayBuffer()));
}

async function compute(approver: ApiClient, month: string): Promise<void> {
  const { id } = await approver.call(run, 'POST', '/v1/statistics/runs', { month, area: PROVINCE });
  for (;;) {
    const { status } = await approver.call(run, 'GET', `/v1/statistics/runs/${id}`);
    if (status === 'FAILED') throw new Error(`The figures of ${month} could not be computed`);
    if (status === 'FINISHED') return;
    await setTimeout(100);
  }
}

/** Fetches all packages as NESDC does, into `packages/<month>/<area>/r<revision>`. */
async function fetchPackages(approver: ApiClient, folder: string): Promise<string[]> {
  const { items } = await approver.call(reports, 'GET', '/v1/reports?report=A');
  const folders: string[] = [];
  for (const { id, month, area, revision } of items) {
    const target = join(folder, 'packages', month, area, `r${revision}`);
    const { files, manifest, archive } = await approver.call(
      reportFiles,
      'GET',
      `/v1/reports/${encodeURIComponent(id)}`,
    );
    for (const { name, url } of [...files, { name: 'manifest.json', url: manifest.url }, ...(archive ? [archive] : [])])
      await save(join(target, name), url);
    folders.push(target);
  }
  return folders.sort();
}
