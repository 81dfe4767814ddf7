/**
 * Files in which one person passes for another, or two for one: sent in pairs, each pair to people of its own. What is right
 * stands beside each pair.
 */
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Platform } from '#local/platform.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { call, counts, postFile, signIn, type Receipt, untilOver, withAllProblems } from './api-client.ts';
import { startTestPlatform } from './test-platform.ts';

let platform: Platform;
let importer: string;
let officer: string;
let secretariat31: string;
let auditor: string;
beforeAll(async () => {
  platform = await startTestPlatform('person-cases');
  importer = await signIn(platform.url, 'data-importer-42');
  officer = await signIn(platform.url, 'province-secretariat-42');
  secretariat31 = await signIn(platform.url, 'province-secretariat-31');
  auditor = await signIn(platform.url, 'dpo-auditor');
});
afterAll(async () => await platform.stop());

type Offer = { source?: string; list?: string; token?: string };

async function send(bytes: Uint8Array, { token = importer, ...offer }: Offer = {}): Promise<Receipt> {
  const receipt = await postFile(
    platform.url,
    token,
    { source: 'thaiqm-survey', filename: 'ไฟล์.csv', ...offer },
    bytes,
  );
  return await withAllProblems(platform.url, token, await untilOver(receipt));
}

const sendCase = async (name: string, offer: Offer = {}): Promise<Receipt> =>
  await send(await readFile(new URL(`../../fixtures/cases/${name}.csv`, import.meta.url)), offer);

const sendRows = async (header: string, rows: readonly string[], offer: Offer = {}): Promise<Receipt> =>
  await send(Buffer.from(`\ufeff${[header, ...rows].join('\r\n')}`), offer);

type Shown = {
  id: string;
  version: number;
  surveyedOn: string | null;
  houseCode: string | null;
  addressNo: string | null;
  members: {
    id: string;
    citizenId: string | null;
    firstName: string;
    lastName: string | null;
    birthDate: string | null;
  }[];
  targets: unknown[];
};

async function found(by: { citizenId: string } | { houseCode: string } | { name: string; area: string }) {
  const { body } = await call(platform.url, officer, 'POST', '/v1/households/search', by);
  return body.items as { id: string }[];
}

async function householdOf(by: Parameters<typeof found>[0]): Promise<Shown | undefined> {
  const [one] = await found(by);
  return one && (await call<Shown>(platform.url, officer, 'GET', `/v1/households/${one.id}`)).body;
}

async function searchesOf(id: string): Promise<number> {
  const { body } = await call(platform.url, auditor, 'GET', `/v1/access-log?household=${id}&limit=100`);
  return body.items.filter(({ action }: { action: string }) => action === 'SEARCH').length;
}

async function newList(): Promise<string> {
  const { body } = await call(platform.url, officer, 'POST', '/v1/target-lists', {
    name: 'บัญชีทดสอบ',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-03-01',
    scopeArea: '42',
  });
  return body.id;
}

const OF_OTHER = {
  row: 2,
  column: 'citizen_id',
  severity: 'error',
  code: 'citizen-id-of-other',
  message: expect.stringContaining('ศจพ.จ.'),
};

describe('a citizen ID that is of somebody else', () => {
  it('rejects the row of a survey and leaves its holder as it was (l3)', async () => {
    expect((await sendCase('l3-id-of-another-1')).rows).toEqual(counts(1, { created: 1 }));
    const before = await householdOf({ citizenId: '3000033777891' });
    const searches = await searchesOf(before!.id);
    const receipt = await sendCase('l3-id-of-another-2');
    expect(receipt).toMatchObject({ rows: counts(1, { rejected: 1 }), problems: [OF_OTHER] });
    expect(receipt.problems).toHaveLength(1);
    expect(JSON.stringify(receipt)).not.toMatch(/สมชาย|ตัวอย่างศรี|3000033777891/);
    expect(await searchesOf(before!.id)).toBe(searches + 1);
    expect(await householdOf({ citizenId: '3000033777891' })).toEqual(before);
    expect(await found({ houseCode: '99991267491' })).toEqual([]);
  });

  it('rejects the row of a target list, and its dimension is on nobody (l14)', async () => {
    const list = await newList();
    expect((await sendCase('l14-1-tpmap', { source: 'tpmap-targets', list })).rows.created).toBe(1);
    const before = await householdOf({ citizenId: '3000035928080' });
    const receipt = await sendCase('l14-2-tpmap', { source: 'tpmap-targets', list });
    expect(receipt).toMatchObject({ rows: counts(1, { rejected: 1 }), problems: [OF_OTHER] });
    expect(await householdOf({ citizenId: '3000035928080' })).toEqual(before);
    expect(await found({ houseCode: '99995528259' })).toEqual([]);
  });

  it('rejects the row when both households are known, and touches neither (l16)', async () => {
    expect((await sendCase('l16-1-survey')).rows.created).toBe(2);
    const before = [await householdOf({ houseCode: '99998813900' }), await householdOf({ houseCode: '99992971086' })];
    const receipt = await sendCase('l16-2-survey');
    expect(receipt).toMatchObject({ rows: counts(1, { rejected: 1 }), problems: [OF_OTHER] });
    expect(receipt.problems).toHaveLength(1);
    expect([await householdOf({ houseCode: '99998813900' }), await householdOf({ houseCode: '99992971086' })]).toEqual(
      before,
    );
  });

  it('rejects a row of help, and the second of two people under one ID in one file', async () => {
    const id = citizenIdOf(810_001);
    const header = 'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,บ้านเลขที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา';
    const twice = await sendRows(header, [
      `${id},สมใจ,ตัวอย่างดี,811/1,420101,7/5/2569,หนี้สิน`,
      `${id},วิชัย,แบบฝึกงาม,811/2,420101,7/5/2569,หลังคารั่ว`,
    ]);
    expect(twice).toMatchObject({ rows: counts(2, { created: 1, rejected: 1 }), problems: [{ ...OF_OTHER, row: 3 }] });
    const before = await householdOf({ citizenId: id });
    expect(before).toMatchObject({ addressNo: '811/1', members: [{ firstName: 'สมใจ' }] });
    const help = await sendRows(
      'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,รหัสพื้นที่,หน่วยงาน,มิติ,ประเภทความช่วยเหลือ,วันที่ให้ความช่วยเหลือ',
      [`${id},วิชัย,แบบฝึกงาม,420101,พช.,รายได้,เงิน,7/5/2569`],
      { source: 'assistance' },
    );
    expect(help).toMatchObject({ rows: counts(1, { rejected: 1 }), problems: [OF_OTHER] });
    expect(await householdOf({ citizenId: id })).toEqual(before);
  });
});

describe('people of one name in one house', () => {
  it('are two when their birth dates are years apart, in either order (l6)', async () => {
    const first = await sendCase('l6-father-son-1');
    expect(first.rows).toEqual(counts(2, { created: 1, updated: 1 }));
    expect((await sendCase('l6-father-son-2')).rows).toEqual(counts(2, { unchanged: 2 }));
    const household = await householdOf({ houseCode: '99997850517' });
    expect(household?.members.map(({ birthDate }) => birthDate)).toEqual(['1947-01-01', '1992-02-02']);
  });

  it('are warned of when their IDs differ in one digit (l4)', async () => {
    await sendCase('l4-third-digit-1');
    const receipt = await sendCase('l4-third-digit-2');
    expect(receipt).toMatchObject({
      rows: counts(1, { updated: 1 }),
      problems: [{ row: 2, column: 'citizen_id', severity: 'warning', code: 'citizen-id-alike' }],
    });
    expect((await householdOf({ houseCode: '99994121543' }))?.members).toHaveLength(2);
  });

  it('are warned of, too, when only the address says that it is one house', async () => {
    const header = 'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,วันเกิด,บ้านเลขที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา';
    const rest = 'มาลัย,ลองทำไร่,5/6/2510,812/1,420101';
    const id = citizenIdOf(812_001);
    // The third digit weighs 11: the checksum never sees it.
    const slipped = `${id.slice(0, 2)}1${id.slice(3)}`;
    await sendRows(header, [`${id},${rest},7/5/2569,หนี้สิน`]);
    const receipt = await sendRows(header, [`${slipped},${rest},9/5/2569,หนี้สิน`]);
    expect(receipt).toMatchObject({
      rows: counts(1, { created: 1 }),
      problems: [{ row: 2, severity: 'warning', code: 'citizen-id-alike' }],
    });
  });

  it('are one, with a warning, when first and last name are swapped; the name stays (l7)', async () => {
    await sendCase('l7-swapped-1');
    const receipt = await sendCase('l7-swapped-2');
    expect(receipt).toMatchObject({
      rows: counts(1, { updated: 1 }),
      problems: [{ row: 2, column: 'first_name', severity: 'warning', code: 'names-swapped' }],
    });
    const households = await found({ name: 'ทองดี', area: '420101' });
    expect(households).toHaveLength(1);
    const { body } = await call<Shown>(platform.url, officer, 'GET', `/v1/households/${households[0]!.id}`);
    expect(body).toMatchObject({ surveyedOn: '2026-05-09', members: [{ firstName: 'ทองดี', lastName: 'แบบฝึกดี' }] });
    expect(body.members).toHaveLength(1);
  });
});

describe('an older survey', () => {
  const HEADER = 'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,วันเกิด,รหัสประจำบ้าน,บ้านเลขที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา';

  it('fills the blanks and changes nothing that stands', async () => {
    const id = citizenIdOf(820_001);
    await sendRows(HEADER, [',บุญช่วย,ตัวอย่างเก่า,,,821/1,420101,9/5/2569,หนี้สิน']);
    const [before] = await found({ name: 'บุญช่วย', area: '420101' });
    const receipt = await sendRows(HEADER, [
      `${id},บุญช่วย,ตัวอย่างเก่า,1/2/2500,99990082001,821/1,420101,7/5/2569,หลังคารั่ว`,
    ]);
    expect(receipt).toMatchObject({
      rows: counts(1, { updated: 1 }),
      problems: [{ row: 2, severity: 'warning', code: 'survey-older' }],
    });
    const after = await householdOf({ citizenId: id });
    expect(after).toMatchObject({
      id: before!.id,
      surveyedOn: '2026-05-09',
      houseCode: '99990082001',
      needs: [{ text: 'หนี้สิน' }],
      members: [{ firstName: 'บุญช่วย', birthDate: '1957-02-01' }],
    });
  });

  it('leaves out an ID that is held elsewhere, fills the rest, and warns', async () => {
    const id = citizenIdOf(820_002);
    await sendRows(HEADER, [`${id},บุญรอด,ตัวอย่างเก่า,1/2/2500,99990082002,822/1,420101,1/5/2569,หนี้สิน`]);
    await sendRows(HEADER, [',บุญรอด,ตัวอย่างเก่า,,99990082003,823/1,420102,9/5/2569,หนี้สิน']);
    const holder = await householdOf({ citizenId: id });
    const searches = await searchesOf(holder!.id);
    const receipt = await sendRows(HEADER, [
      `${id},บุญรอด,ตัวอย่างเก่า,1/2/2500,99990082003,823/1,420102,7/5/2569,หลังคารั่ว`,
    ]);
    expect(receipt).toMatchObject({
      rows: counts(1, { updated: 1 }),
      problems: [
        { row: 2, column: 'citizen_id', severity: 'warning', code: 'citizen-id-held' },
        { row: 2, severity: 'warning', code: 'survey-older' },
      ],
    });
    expect(await searchesOf(holder!.id)).toBe(searches + 1);
    expect(await householdOf({ citizenId: id })).toEqual(holder);
    expect(await householdOf({ houseCode: '99990082003' })).toMatchObject({
      surveyedOn: '2026-05-09',
      members: [{ firstName: 'บุญรอด', citizenId: null, birthDate: '1957-02-01' }],
    });
  });
});

it('is helped by a file that has neither area nor house code', async () => {
  const [known, unknown] = [citizenIdOf(860_001), citizenIdOf(860_002)];
  await sendRows('เลขประจำตัวประชาชน,ชื่อ,นามสกุล,บ้านเลขที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา', [
    `${known},บุญมี,ตัวอย่างเลข,860/1,420101,7/5/2569,หนี้สิน`,
  ]);
  const receipt = await sendRows(
    'เลขประจำตัวประชาชน,หน่วยงาน,มิติ,ประเภทความช่วยเหลือ,วันที่ให้ความช่วยเหลือ',
    [known, unknown].map((id) => `${id},พช.,รายได้,เงิน,8/5/2569`),
    { source: 'assistance' },
  );
  expect([receipt.status, receipt.rows, receipt.problems.map(({ row, code }) => [row, code])]).toEqual([
    'FINISHED',
    { total: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 },
    [[3, 'household-not-found']],
  ]);
});

describe('a household of another province', () => {
  const id = citizenIdOf(830_001);
  const HELP = 'เลขประจำตัวประชาชน,รหัสประจำบ้าน,หน่วยงาน,มิติ,ประเภทความช่วยเหลือ,วันที่ให้ความช่วยเหลือ';
  const SURVEY = 'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,บ้านเลขที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา';
  const delivered = 'พช.,รายได้,เงิน,7/5/2569';
  let known: string;
  beforeAll(async () => {
    const { body } = await call(platform.url, secretariat31, 'POST', '/v1/households', {
      areaCode: '310101',
      addressNo: '831/1',
      members: [{ citizenId: id, firstName: 'คำมูล', lastName: 'ตัวอย่างไกล' }],
    });
    known = body.id;
  });

  it('is to a file of help as one that nobody knows, to the letter', async () => {
    const searches = await searchesOf(known);
    const receipt = await sendRows(HELP, [`${id},,${delivered}`, `${citizenIdOf(830_002)},,${delivered}`], {
      source: 'assistance',
    });
    expect(receipt.rows).toEqual(counts(2, { rejected: 2 }));
    const [there, nowhere] = receipt.problems;
    expect(there).toMatchObject({ row: 2, severity: 'error', code: 'household-not-found' });
    expect({ ...there, row: 3 }).toEqual(nowhere);
    expect(await searchesOf(known)).toBe(searches);
  });

  it('is not given away by swapped names or by a place of the own area beside its ID', async () => {
    await sendRows(SURVEY, [',คำแปลง,ตัวอย่างสลับ,836/1,420101,7/5/2569,หนี้สิน']);
    const header = `${HELP},ชื่อ,นามสกุล,บ้านเลขที่,รหัสพื้นที่`;
    for (const names of ['ตัวอย่างสลับ,คำแปลง', 'คำแปลง,ตัวอย่างสลับ'])
      for (const day of ['5/5/2569', '6/5/2569']) {
        const row = (citizenId: string) => `${citizenId},,พช.,รายได้,เงิน,${day},${names},836/1,420101`;
        const there = await sendRows(header, [row(id)], { source: 'assistance' });
        const nowhere = await sendRows(header, [row(citizenIdOf(830_006))], { source: 'assistance' });
        expect([names, there.problems.map(({ code }) => code)]).toEqual([
          names,
          nowhere.problems.map(({ code }) => code),
        ]);
      }
  });

  it('is not given away by a house code of the own area beside its ID', async () => {
    await sendRows(`${SURVEY},รหัสประจำบ้าน`, [',บุญมา,ตัวอย่างใกล้,832/1,420101,7/5/2569,หนี้สิน,99990083201']);
    const receipt = await sendRows(
      HELP,
      [`${id},99990083201,${delivered}`, `${citizenIdOf(830_003)},99990083201,${delivered}`],
      { source: 'assistance' },
    );
    const [there, nowhere] = receipt.problems;
    expect(there).toMatchObject({ row: 2, severity: 'warning', code: 'person-not-member' });
    expect({ ...there, row: 3 }).toEqual(nowhere);
  });

  it('is outside the scope of a survey, and the account that asked is in the log', async () => {
    const searches = await searchesOf(known);
    const receipt = await sendRows(SURVEY, [`${id},คำมูล,ตัวอย่างไกล,833/1,420101,7/5/2569,หนี้สิน`]);
    expect(receipt).toMatchObject({
      rows: counts(1, { rejected: 1 }),
      problems: [{ row: 2, code: 'area-outside-scope' }],
    });
    expect(await searchesOf(known)).toBe(searches + 1);
  });

  it('holds an ID that an older survey then cannot fill in: a warning, and the account that asked is in the log', async () => {
    const header = `${SURVEY},รหัสประจำบ้าน`;
    await sendRows(header, [',คำมูล,ตัวอย่างไกล,835/1,420101,9/5/2569,หนี้สิน,']);
    const searches = await searchesOf(known);
    const receipt = await sendRows(header, [`${id},คำมูล,ตัวอย่างไกล,835/1,420101,7/5/2569,,99990083501`]);
    expect(receipt).toMatchObject({
      rows: counts(1, { updated: 1 }),
      problems: [{ code: 'citizen-id-held' }, { code: 'survey-older' }],
    });
    expect(await searchesOf(known)).toBe(searches + 1);
    expect(await householdOf({ houseCode: '99990083501' })).toMatchObject({ members: [{ citizenId: null }] });
  });

  it('is not told by whether a name fits its ID', async () => {
    const receipt = await sendRows(SURVEY, [`${id},ผู้อื่น,ไม่ใช่คนนี้,833/1,420101,8/5/2569,หนี้สิน`]);
    expect(receipt.problems).toMatchObject([{ row: 2, code: 'area-outside-scope' }]);
  });

  it('takes help of the province on whose list it is, by file as by call', async () => {
    const moved = citizenIdOf(830_004);
    const list = await newList();
    await sendRows(
      'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,บ้านเลขที่,รหัสพื้นที่,ปีข้อมูล,มิติที่ตกเกณฑ์',
      [`${moved},จันทร์,ตัวอย่างย้าย,834/1,420101,2569,รายได้`],
      { source: 'tpmap-targets', list },
    );
    const household = await householdOf({ citizenId: moved });
    const path = `/v1/households/${household!.id}/logbook`;
    const left = await call(platform.url, officer, 'POST', path, { type: 'move', on: '2026-05-08', toArea: '310101' });
    expect(left.status).toBe(201);
    const receipt = await sendRows(HELP, [`${moved},,${delivered}`], { source: 'assistance' });
    expect(receipt.rows).toEqual(counts(1, { created: 1 }));
    const again = await sendRows(
      'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,รหัสประจำบ้าน,ปีข้อมูล,มิติที่ตกเกณฑ์',
      [`${moved},จันทร์,ตัวอย่างย้าย,99990083401,2569,สุขภาพ`],
      { source: 'tpmap-targets', list },
    );
    expect(again.rows).toEqual(counts(1, { updated: 1 }));
  });
});

it('a target row whose ID another household holds is answered, and its chunk ends', async () => {
  const id = citizenIdOf(840_001);
  const list = await newList();
  const SURVEY = 'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,รหัสประจำบ้าน,บ้านเลขที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา';
  await sendRows(SURVEY, [
    `${id},แก้ว,ตัวอย่างหนึ่ง,99990084001,841/1,420101,7/5/2569,หนี้สิน`,
    ',แก้ว,ตัวอย่างหนึ่ง,99990084002,842/1,420102,7/5/2569,หนี้สิน',
  ]);
  const [holder, other] = [
    await householdOf({ houseCode: '99990084001' }),
    await householdOf({ houseCode: '99990084002' }),
  ];
  const receipt = await sendRows(
    'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,รหัสประจำบ้าน,บ้านเลขที่,รหัสพื้นที่,ปีข้อมูล,มิติที่ตกเกณฑ์',
    [`${id},แก้ว,ตัวอย่างหนึ่ง,99990084002,842/1,420102,2569,รายได้`],
    { source: 'tpmap-targets', list },
  );
  expect(receipt).toMatchObject({ status: 'FINISHED', rows: counts(1, { created: 1 }) });
  expect(receipt.problems).toContainEqual(expect.objectContaining({ row: 2, code: 'house-of-other' }));
  expect((await householdOf({ citizenId: id }))?.id).toBe(holder!.id);
  expect(await householdOf({ houseCode: '99990084002' })).toEqual(other);
});
