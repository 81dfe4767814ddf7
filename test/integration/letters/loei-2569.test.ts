/**
 * The letter of Loei (7 May 2569) acted out through the API of one machine: the order of the province, the list, urgent households first, a civil
 * servant for each household, visits with 4ท, plans of six columns, help of the mentor's own and by referral through ศจพ.อ., the meeting with the
 * private sector and a charity, and the figures of the month. Everybody acts today, so that no clock is moved.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startPlatform, type Platform } from '#local/platform.ts';
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { actor, type Actor } from './actor.ts';
import { NEW_ORGANISATIONS, SEATS } from './order-of-loei.ts';

const today = bangkokDay(new Date());
const thisMonth = today.slice(0, 7);
const WEEKS_AHEAD = addDays(today, 21);

const headOf = (number: number): string => `สมหมาย${'ก'.repeat(number)}`;

/** Six households of the income dimension; the third also has sick people. */
const TARGETS = [
  'citizen_id,title,first_name,last_name,address_no,moo,village,area_code,list_year,dimensions,indicators,welfare_card',
  ...[1, 2, 3, 4, 5, 6].map((number) =>
    [
      syntheticCitizenId(420_000 + number),
      'นาง',
      headOf(number),
      'ตัวอย่างข้อมูล',
      `${number}/9`,
      '2',
      'บ้านตัวอย่าง',
      number === 6 ? '420102' : '420101',
      '2569',
      number === 3 ? 'ด้านรายได้;ด้านสุขภาพ' : 'ด้านรายได้',
      number === 3 ? '27;6' : '27',
      'มี',
    ].join(','),
  ),
].join('\r\n');

let platform: Platform;
let folder: string;
let secretariat: Actor;
let district: Actor;
let list = '';
/** Slugs of the organisations that were registered for the order, by their key. */
const slugs = new Map<string, string>();
const households: string[] = [];
/** Two civil servants, by the households that they look after. */
const mentors: { sub: string; acts: Actor }[] = [];
/** Needs that the first visits found: of the second household one that the mentor solves, of the third and fourth two that need others. */
const needs = { ownGarden: '', sick: '', roof: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loei-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  secretariat = await actor({ url: platform.url, folder }, 'province-secretariat-42');
  district = await actor({ url: platform.url, folder }, 'district-officer-4201');
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const place = () => ({ url: platform.url, folder });
const seatOf = (key: string): string => slugs.get(key) ?? key;
const household = (number: number): string => households[number - 1] ?? '';
const entry = (who: Actor, number: number, body: object) =>
  who.post(`/v1/households/${household(number)}/logbook`, body);
const kindsDue = async (who: Actor): Promise<Record<string, number>> =>
  (await who.get('/v1/me/due?limit=0')).counts as Record<string, number>;

describe('the letter of Loei', () => {
  it('seats the 39 members of its order, whoever they belong to, and the town municipality', async () => {
    for (const { key, ...organisation } of NEW_ORGANISATIONS)
      slugs.set(key, (await secretariat.post('/v1/organisations', organisation)).slug);
    const members = SEATS.map(({ organisation, ...member }) => ({
      ...member,
      ...(organisation === undefined ? {} : { organisation: seatOf(organisation) }),
    }));
    expect(members).toHaveLength(39);
    await secretariat.put('/v1/committees/42', { orderNo: '๑๕๓๒/๒๕๖๙', orderDate: today, members }, 'new');
    await secretariat.put(
      '/v1/committees/4201',
      { orderNo: '๑/๒๕๖๙', orderDate: today, agencies: ['cdd', 'dopa'] },
      'new',
    );
    await secretariat.put(
      '/v1/committees/4201.1',
      {
        orderNo: '๒/๒๕๖๙',
        orderDate: today,
        kind: 'TOWN_MUN',
        name: 'เทศบาลเมืองตัวอย่าง',
        covers: ['420109'],
        agencies: ['dla'],
      },
      'new',
    );
    const order = await secretariat.get('/v1/committees/42');
    expect(order.members.map(({ seat }: { seat: number }) => seat)).toEqual(
      Array.from({ length: 39 }, (_, at) => at + 2),
    );
    expect(order.agencies).toEqual(expect.arrayContaining(['rtp', 'moph', seatOf('chamber'), seatOf('otop')]));
    const units = await secretariat.get('/v1/committees?area=42');
    expect(units.items.map(({ unit }: { unit: string }) => unit)).toEqual(['42', '4201', '4201.1']);
  });

  it('takes the income households of TPMAP 2569 into a list, and freezes it', async () => {
    list = (
      await secretariat.post('/v1/target-lists', {
        name: 'TPMAP 2569 มิติรายได้',
        source: 'TPMAP',
        yearBe: 2569,
        phase: 1,
        asOfDate: today,
        scopeArea: '42',
      })
    ).id;
    const importer = await actor(place(), 'data-importer-42');
    const receipt = await importer.sendFile('tpmap-targets', 'เป้าหมาย TPMAP 2569.csv', TARGETS, { list });
    expect([receipt.status, receipt.rows]).toEqual([
      'FINISHED',
      { total: 6, created: 6, updated: 0, unchanged: 0, rejected: 0 },
    ]);
    for (const step of ['publish', 'freeze']) await secretariat.post(`/v1/target-lists/${list}/${step}`);
    const page = await district.get(`/v1/households?area=4201&list=${list}&mentor=none`);
    expect(page.items).toHaveLength(6);
    const byHead = new Map<string, string>(
      page.items.map(({ headName, id }: { headName: string; id: string }) => [headName.split(' ')[0] ?? '', id]),
    );
    for (const number of [1, 2, 3, 4, 5, 6]) households.push(byHead.get(headOf(number)) ?? '');
  });

  it('puts the most urgent first', async () => {
    await entry(district, 4, { type: 'urgency', level: 'HIGH', on: today, reason: 'หนี้นอกระบบ ไม่มีรายได้' });
    await entry(district, 3, { type: 'urgency', level: 'CRITICAL', on: today, reason: 'ผู้ป่วยติดเตียงไม่มีคนดูแล' });
    const { items } = await district.get(`/v1/households?area=4201&list=${list}`);
    expect(items.slice(0, 2).map(({ id }: { id: string }) => id)).toEqual([household(3), household(4)]);
    expect((await kindsDue(district))['CRISIS']).toBe(1);
  });

  it('gives each household a civil servant, who finds it in the work of the day', async () => {
    for (const [at, email] of ['sommai@example.go.th', 'wichai@example.go.th'].entries()) {
      const { sub } = await district.post('/v1/accounts', {
        email,
        displayName: `ข้าราชการพี่เลี้ยง ${at + 1}`,
        grants: [{ role: 'MENTOR', unit: '4201', from: today }],
      });
      const acts = await actor(place(), email);
      await acts.post('/v1/me/terms', { version: 1 });
      mentors.push({ sub, acts });
    }
    for (const number of [2, 3, 4, 5])
      await district.put(`/v1/households/${household(number)}/mentor`, { mentor: mentorOf(number).sub, on: today });
    const left = await district.get(`/v1/households?area=4201&list=${list}&mentor=none`);
    expect(left.items.map(({ id }: { id: string }) => id).toSorted()).toEqual([household(1), household(6)].toSorted());
    expect(await kindsDue(mentorOf(2).acts)).toMatchObject({ FIRST_VISIT: 2 });
    expect(await kindsDue(mentorOf(3).acts)).toMatchObject({ FIRST_VISIT: 2, CRISIS: 1 });
  });

  it('visits with 4ท and says what is wrong, in one call of a phone', async () => {
    const visit = (fourT: object) => ({ type: 'visit', on: today, purpose: 'SURVEY', outcome: 'MET', fourT });
    const record = async (number: number, found: object[], fourT: object): Promise<string[]> => {
      const { items } = await mentorOf(number).acts.post(`/v1/households/${household(number)}/logbook/batch`, {
        entries: [visit(fourT), ...found],
      });
      return items.slice(1).map(({ id }: { id: string }) => id);
    };
    const need = (dimension: string, text: string, solveMode: string, indicator: number) => ({
      type: 'need',
      dimension,
      kind: 'PROBLEM',
      text,
      openedOn: today,
      solveMode,
      indicator,
    });
    [needs.ownGarden = ''] = await record(2, [need('income', 'รายจ่ายค่าอาหารสูง', 'MENTOR', 28)], {
      attitude: 'ขยัน อยากมีอาชีพเสริม',
      skills: 'ทอผ้า',
      resources: 'มีที่ว่างข้างบ้าน',
      wayOut: 'ปลูกผักสวนครัวลดรายจ่าย',
    });
    [needs.sick = ''] = await record(3, [need('health', 'ผู้ป่วยติดเตียงขาดผู้ดูแล', 'EXTERNAL', 6)], {
      wayOut: 'ประสาน รพ.สต.',
    });
    [needs.roof = ''] = await record(4, [need('living', 'หลังคารั่วทั้งหลัง', 'EXTERNAL', 13)], { wayOut: 'ขอวัสดุซ่อมบ้าน' });
    expect(await kindsDue(district)).toMatchObject({ EXTERNAL: 2 });
    expect((await kindsDue(mentorOf(2).acts))['FIRST_VISIT']).toBe(1);
    const file = await district.get(`/v1/households/${household(2)}`);
    expect(file.targets[0].state).toBe('VISITED');
  });

  it('writes plans of six columns with the households, and prints them in Thai digits', async () => {
    await entry(district, 2, {
      type: 'target-state',
      list,
      state: 'CONFIRMED',
      on: today,
      reason: 'เดือดร้อนจริงตามที่เยี่ยม',
    });
    await mentorOf(2).acts.put(`/v1/households/${household(2)}/plan`, {
      status: 'AGREED',
      agreedOn: today,
      ultimateGoal: 'ลดรายจ่าย มีเงินออมเดือนละ 200 บาท',
      items: [
        {
          seq: 1,
          dimension: 'income',
          selfActivity: 'ปลูกผัก 5 ชนิด ทำบัญชีครัวเรือน',
          supportActivity: 'ให้เมล็ดพันธุ์และสอนทำปุ๋ยหมัก',
          supportAgency: 'cdd',
          periodText: '3 เดือน',
          start: today,
          end: addDays(today, 90),
          status: 'CONTINUING',
          needIds: [needs.ownGarden],
        },
      ],
    });
    const printed: string = await mentorOf(2).acts.get(`/v1/households/${household(2)}/plan/print`);
    expect(printed.match(/<th\b/g)).toHaveLength(6);
    for (const words of ['ปลูกผัก ๕ ชนิด', '๒๐๐ บาท', '๓ เดือน']) expect(printed).toContain(words);
    expect((await district.get(`/v1/households/${household(2)}`)).targets[0].state).toBe('PLANNED');
  });

  it('solves what the mentor can solve, and sends the rest through ศจพ.อ.', async () => {
    const ends = (type: string, more: object) => ({
      type,
      needId: needs.ownGarden,
      status: 'RESOLVED',
      on: today,
      ...more,
    });
    await entry(mentorOf(2).acts, 2, {
      type: 'follow-up',
      on: today,
      stage: 'SURVIVE',
      reasons: 'เริ่มเก็บผักกินเองได้',
      nextDue: WEEKS_AHEAD,
    });
    await entry(mentorOf(2).acts, 2, ends('need-status', { reason: 'ค่าอาหารลดลงแล้ว' }));
    expect(
      (
        await mentorOf(3).acts.refused(
          'POST',
          `/v1/households/${household(3)}/referrals`,
          referralOf(3, needs.sick, 'moph'),
        )
      ).status,
    ).toBe(403);
    const { id } = await district.post(`/v1/households/${household(3)}/referrals`, referralOf(3, needs.sick, 'moph'));
    const health = await actor(place(), 'agency-focal-moph');
    expect(await kindsDue(health)).toMatchObject({ REFERRAL_NEW: 1 });
    await health.post(`/v1/referrals/${id}/accept`, {});
    await entry(health, 3, {
      type: 'assistance',
      dimension: 'health',
      assistanceType: 'HEALTH',
      status: 'DELIVERED',
      deliveredOn: today,
      referralId: id,
      needIds: [needs.sick],
      inKindBaht: 4500,
      description: 'ที่นอนลมและผู้ดูแลประจำ',
    });
    await health.post(`/v1/referrals/${id}/complete`, {});
    expect(await kindsDue(district)).toMatchObject({ CLOSE_NEED: 1 });
    await entry(mentorOf(3).acts, 3, {
      type: 'need-status',
      needId: needs.sick,
      status: 'RESOLVED',
      on: today,
      reason: 'มีผู้ดูแลแล้ว',
    });
    await entry(district, 3, { type: 'urgency', level: 'NORMAL', on: today, reason: 'พ้นวิกฤตแล้ว' });
    const due = await kindsDue(district);
    expect([due['CRISIS'], due['CLOSE_NEED'], due['EXTERNAL']]).toEqual([undefined, undefined, 1]);
  });

  it('meets with the private sector and a charity, which takes on what is left', async () => {
    const charity = (
      await secretariat.post('/v1/organisations', {
        nameTh: 'มูลนิธิตัวอย่างเพื่อนบ้าน',
        sector: 'CIVIL_SOCIETY',
        areaCode: '4201',
      })
    ).slug;
    const { id: meeting } = await district.post('/v1/meetings', {
      unit: '4201',
      kind: 'TARGETING',
      plannedOn: today,
      invited: [
        { organisation: seatOf('chamber') },
        { organisation: charity },
        { name: 'ร้านวัสดุก่อสร้างตัวอย่าง', sector: 'PRIVATE' },
      ],
      cases: [household(4)],
    });
    const room = JSON.stringify(await district.get(`/v1/meetings/${meeting}/pack?for=room`));
    expect([room.includes('สมหมาย'), room.includes('living')]).toEqual([false, true]);
    await district.put(`/v1/meetings/${meeting}`, {
      unit: '4201',
      kind: 'TARGETING',
      plannedOn: today,
      heldOn: today,
      invited: [{ organisation: seatOf('chamber') }, { organisation: charity }],
      cases: [household(4)],
    });
    const resolution = await district.post(`/v1/meetings/${meeting}/resolutions`, {
      householdId: household(4),
      agency: charity,
      text: 'ให้มูลนิธิซ่อมหลังคา หอการค้าสนับสนุนวัสดุ',
      dueOn: WEEKS_AHEAD,
      needIds: [needs.roof],
      refer: true,
    });
    const onBehalf = { onBehalf: { how: 'แจ้งทางโทรศัพท์หลังประชุม' } };
    await district.post(`/v1/referrals/${resolution.referral}/accept`, onBehalf);
    await entry(district, 4, {
      type: 'assistance',
      agency: charity,
      dimension: 'living',
      assistanceType: 'HOUSING',
      status: 'DELIVERED',
      deliveredOn: today,
      referralId: resolution.referral,
      needIds: [needs.roof],
      inKindBaht: 12_000,
      description: 'เปลี่ยนหลังคาทั้งหลัง',
      ...onBehalf,
    });
    await district.post(`/v1/referrals/${resolution.referral}/complete`, onBehalf);
    await district.post(`/v1/resolutions/${resolution.id}/complete`, { on: today });
    await entry(mentorOf(4).acts, 4, {
      type: 'need-status',
      needId: needs.roof,
      status: 'RESOLVED',
      on: today,
      reason: 'หลังคาไม่รั่วแล้ว',
    });
    // The office types what a partner of the order gave outside any referral.
    await entry(district, 5, {
      type: 'assistance',
      agency: seatOf('otop'),
      dimension: 'income',
      assistanceType: 'TRAINING',
      status: 'DELIVERED',
      deliveredOn: today,
      description: 'สอนทอผ้าและฝากขายสินค้า',
    });
    // The department also helps the fourth household: two agencies, one household.
    const cdd = await actor(place(), 'agency-cdd');
    await entry(cdd, 4, {
      type: 'assistance',
      dimension: 'income',
      assistanceType: 'CASH',
      status: 'DELIVERED',
      deliveredOn: today,
      cashBaht: 3000,
      description: 'ทุนประกอบอาชีพ',
    });
  });

  it('counts the month as NESDC watches it', async () => {
    const report = await secretariat.get(`/v1/statistics/agencies?month=${thisMonth}&area=42&list=${list}`);
    const rowOf = (agency: string) => report.rows.find((row: { agency: string }) => row.agency === agency);
    expect([rowOf('cdd').cashBaht, rowOf('moph').inKindBaht]).toEqual([3000, 4500]);
    expect([report.total.households, report.total.integratedHouseholds]).toEqual([3, 1]);
    const order = await secretariat.get('/v1/committees/42');
    const seats = order.agencies.map((agency: string) => [agency, rowOf(agency)?.silent]);
    expect(seats.filter(([, silent]: [string, unknown]) => silent === undefined)).toEqual([]);
    expect([rowOf('rtp').silent, rowOf(seatOf('otop')).silent]).toEqual([true, false]);
    const progress = await secretariat.get(`/v1/statistics/progress?month=${thisMonth}&area=42&list=${list}`);
    const steps = Object.fromEntries(
      progress.total.funnel.map(({ step, households: count }: { step: string; households: number }) => [step, count]),
    );
    expect(steps).toEqual({
      ASSIGNED: 4,
      VISITED: 3,
      SURVEYED: 0,
      CONFIRMED: 1,
      PLANNED: 1,
      ASSISTED: 3,
      SOLVED: 3,
      FOLLOWED: 0,
      SUSTAINED: 0,
    });
  });
});

/** The second and fifth household have the first civil servant, the third and fourth the second. */
function mentorOf(number: number): { sub: string; acts: Actor } {
  const mentor = mentors[number === 2 || number === 5 ? 0 : 1];
  if (!mentor) throw new Error('Nobody was invited yet');
  return mentor;
}

function referralOf(number: number, needId: string, toAgency: string): object {
  return { toAgency, needIds: [needId], dueAt: WEEKS_AHEAD, note: `กรณีที่ ${number} ต้องใช้ทรัพยากรภายนอก` };
}
