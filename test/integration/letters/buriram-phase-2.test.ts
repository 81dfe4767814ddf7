/**
 * The letter of Buriram (9 December 2565) acted out through the API of one machine: the main list goes on with a visit each month, the second
 * phase takes in who was not helped yet, missed households come beside it, a targeting meeting invites a charity, and the campaign asks for 75,
 * 50 and 100 percent. Everybody acts today, so that no clock is moved.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startPlatform, type Platform } from '#local/platform.ts';
import { quarterOfMonth } from '#shared/domain/statistics/quarter.ts';
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';
import { newHousehold, syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { actor, type Actor } from './actor.ts';

const today = bangkokDay(new Date());
const thisMonth = today.slice(0, 7);
const thisQuarter = quarterOfMonth(thisMonth);

const headOf = (number: number): string => `สมศรี${'ก'.repeat(number)}`;

/** Households 1 and 2 are of TPMAP, 2 to 6 of ThaiQM. */
const THAIQM = [
  'citizen_id,first_name,last_name,area_code,survey_date,problems',
  ...[2, 3, 4, 5, 6].map((number) =>
    [syntheticCitizenId(310_000 + number), headOf(number), 'ตัวอย่างข้อมูล', '310101', today, 'รายได้ไม่พอใช้จ่าย'].join(','),
  ),
].join('\r\n');
const TPMAP = [
  'citizen_id,first_name,last_name,area_code,list_year,dimensions',
  ...[1, 2].map((number) =>
    [syntheticCitizenId(310_000 + number), headOf(number), 'ตัวอย่างข้อมูล', '310101', '2569', 'ด้านรายได้'].join(','),
  ),
].join('\r\n');

let platform: Platform;
let folder: string;
let secretariat: Actor;
let district: Actor;
let mainList = '';
let phaseTwo = '';
let campaign = '';
const households = new Map<number, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buriram-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  secretariat = await actor(place(), 'province-secretariat-31');
  await secretariat.post('/v1/accounts', {
    email: 'mueang-buriram@example.go.th',
    displayName: 'นายอำเภอเมืองตัวอย่าง',
    grants: [{ role: 'DISTRICT_OFFICER', unit: '3101', from: today }],
  });
  district = await actor(place(), 'mueang-buriram@example.go.th');
  await district.post('/v1/me/terms', { version: 1 });
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const place = () => ({ url: platform.url, folder });
const household = (number: number): string => households.get(number) ?? '';
const entry = (who: Actor, id: string, body: object) => who.post(`/v1/households/${id}/logbook`, body);
const need = (number: number): Promise<string> =>
  district.get(`/v1/households/${household(number)}`).then(({ needs }) => needs[0].id);
const help = (description: string, more: object = {}) => ({
  type: 'assistance',
  dimension: 'income',
  assistanceType: 'TRAINING',
  status: 'DELIVERED',
  deliveredOn: today,
  description,
  ...more,
});

async function newList(name: string, source: string, more: object = {}): Promise<string> {
  const body = { name, source, yearBe: 2569, phase: 1, asOfDate: today, scopeArea: '31', ...more };
  return (await secretariat.post('/v1/target-lists', body)).id;
}

async function milestones(): Promise<Record<string, unknown>[]> {
  const report = await secretariat.get(`/v1/statistics/quarterly?quarter=${thisQuarter}&area=31&list=${phaseTwo}`);
  return report.total.campaigns.find((one: { campaign: string }) => one.campaign === campaign).milestones;
}

describe('the letter of Buriram', () => {
  it('goes on with the main list of TPMAP, whose households are met each month', async () => {
    mainList = await newList('กลุ่มหลัก TPMAP', 'TPMAP');
    await secretariat.sendFile('tpmap-targets', 'เป้าหมาย.csv', TPMAP, { list: mainList });
    for (const step of ['publish', 'freeze']) await secretariat.post(`/v1/target-lists/${mainList}/${step}`);
    expect((await secretariat.get(`/v1/target-lists`)).items).toMatchObject([{ id: mainList, contactDays: 31 }]);
    const { items } = await district.get(`/v1/households?area=3101&list=${mainList}`);
    for (const { id, headName } of items as { id: string; headName: string }[])
      households.set(headName.startsWith(`${headOf(1)} `) ? 1 : 2, id);
    await entry(district, household(1), { type: 'visit', on: today, purpose: 'FOLLOWUP', outcome: 'MET' });
    const { lastVisitOn } = await district.get(`/v1/households/${household(1)}`);
    expect(lastVisitOn).toBe(today);
  });

  it('takes in the households of ThaiQM, one of which is on the main list, and helps one before the list is made', async () => {
    const receipt = await secretariat.sendFile('thaiqm-survey', 'ThaiQM.csv', THAIQM);
    expect(receipt.rows).toMatchObject({ total: 5, created: 4, updated: 1 });
    const { items } = await district.get('/v1/households?area=3101');
    for (const { id, headName } of items as { id: string; headName: string }[])
      for (const number of [3, 4, 5, 6]) if (headName.startsWith(`${headOf(number)} `)) households.set(number, id);
    expect(households.size).toBe(6);
    const cdd = await actor(place(), 'agency-cdd');
    await entry(cdd, household(6), help('ช่วยไว้ก่อนทำบัญชี'));
  });

  it('fills the list of the second phase with who has an open need and was not helped yet, and first says how many', async () => {
    phaseTwo = await newList('ระยะที่ ๒', 'THAIQM', { phase: 2 });
    const query = { surveyedSince: addDays(today, -30), notHelpedSince: addDays(today, -365), hasOpenNeed: true };
    const fill = async (dryRun: boolean) => {
      const { id } = await secretariat.post(`/v1/target-lists/${phaseTwo}/fill`, { ...query, dryRun });
      return secretariat.until(`/v1/target-lists/${phaseTwo}/fills/${id}`, ({ status }) => status !== 'RUNNING');
    };
    expect(await fill(true)).toMatchObject({ status: 'DONE', wouldAdd: 4, added: 0 });
    expect(await fill(false)).toMatchObject({ status: 'DONE', wouldAdd: 4, added: 4 });
    for (const step of ['publish', 'freeze']) await secretariat.post(`/v1/target-lists/${phaseTwo}/${step}`);
  });

  it('adds who was missed, found in the field, beside the frozen list', async () => {
    const missed = await district.post(
      '/v1/households',
      newHousehold(310_099, '310101', {
        members: [{ citizenId: syntheticCitizenId(310_099), firstName: headOf(9), lastName: 'ตัวอย่างข้อมูล' }],
        found: { source: 'FIELD_FOUND', on: today, evidence: 'ผู้ใหญ่บ้านแจ้ง ตรวจสอบแล้วยากลำบากจริง' },
      }),
    );
    const row = [syntheticCitizenId(310_099), headOf(9), 'ตัวอย่างข้อมูล', '310101', '2569', 'ด้านรายได้'].join(',');
    const text = `citizen_id,first_name,last_name,area_code,list_year,dimensions\r\n${row}`;
    const receipt = await secretariat.sendFile('tpmap-targets', 'ตกหล่น.csv', text, { list: phaseTwo });
    expect(receipt.rows).toMatchObject({ total: 1, created: 1 });
    expect((await district.get(`/v1/households/${missed.id}`)).targets).toMatchObject([{ list: phaseTwo }]);
    const progress = await secretariat.get(`/v1/statistics/progress?month=${thisMonth}&area=31&list=${phaseTwo}`);
    expect(progress.total.baseline).toEqual({ frozen: 4, adjusted: 4, lateAdded: 1 });
    expect(progress.overlap).toMatchObject({ TPMAP: 1, THAIQM: 4, 'TPMAP+THAIQM': 1 });
  });

  it('asks for 75 percent recorded, 50 and 100 percent helped with the result recorded', async () => {
    const milestone = (metric: string, pct: number, days: number) => ({ metric, pct, dueOn: addDays(today, days) });
    campaign = (
      await secretariat.post('/v1/campaigns', {
        name: 'ระยะที่ ๒',
        lists: [phaseTwo],
        scopeArea: '31',
        startsOn: today,
        milestones: [
          milestone('RECORDED', 75, 90),
          milestone('ASSISTED_AND_RECORDED', 50, 270),
          milestone('ASSISTED_AND_RECORDED', 100, 360),
        ],
      })
    ).id;
    expect(await milestones()).toMatchObject([
      { baseline: 4, threshold: 3, count: 0, countAtDue: null },
      { baseline: 4, threshold: 2, count: 0 },
      { baseline: 4, threshold: 4, count: 0 },
    ]);
  });

  it('counts a household as recorded once its problem has a stated approach', async () => {
    const visit = { type: 'visit', on: today, purpose: 'SURVEY', outcome: 'MET' };
    await entry(district, household(2), { ...visit, fourT: { wayOut: 'ทำบัญชีครัวเรือน ปลูกผักขาย' } });
    await entry(district, household(3), { ...visit, fourT: { attitude: 'ขยัน' } });
    await district.put(`/v1/households/${household(4)}/plan`, {
      status: 'DRAFT',
      ultimateGoal: 'มีรายได้เสริม',
      items: [
        {
          seq: 1,
          dimension: 'income',
          selfActivity: 'เลี้ยงไก่',
          supportActivity: 'ให้พันธุ์ไก่',
          periodText: '3 เดือน',
          status: 'NOT_STARTED',
        },
      ],
    });
    expect(await milestones()).toMatchObject([{ count: 2, lateAdded: 0 }, { count: 0 }, { count: 0 }]);
  });

  it('meets to aim: the agency whose work it is, and a charity that takes one case', async () => {
    const charity = (
      await secretariat.post('/v1/organisations', {
        nameTh: 'มูลนิธิตัวอย่างบุรีรัมย์',
        sector: 'CIVIL_SOCIETY',
        areaCode: '3101',
      })
    ).slug;
    const { id: meeting } = await district.post('/v1/meetings', {
      unit: '3101',
      kind: 'TARGETING',
      heldOn: today,
      invited: [{ organisation: charity }, { name: 'ร้านค้าตัวอย่าง', sector: 'PRIVATE' }],
      cases: [household(3)],
    });
    const { referral } = await district.post(`/v1/meetings/${meeting}/resolutions`, {
      householdId: household(3),
      agency: charity,
      text: 'ให้ทุนตั้งต้นและติดตามสามเดือน',
      dueOn: addDays(today, 30),
      needIds: [await need(3)],
      refer: true,
    });
    expect(await milestones()).toMatchObject([{ threshold: 3, count: 3, status: 'ACHIEVED' }, {}, {}]);
    const onBehalf = { onBehalf: { how: 'ตัวแทนมูลนิธิอยู่ในที่ประชุม' } };
    await district.post(`/v1/referrals/${referral}/accept`, onBehalf);
    await entry(district, household(3), help('ทุนตั้งต้น', { agency: charity, referralId: referral, ...onBehalf }));
  });

  it('counts help only with its result, and goes back to the helped', async () => {
    const cdd = await actor(place(), 'agency-cdd');
    await entry(cdd, household(2), help('ฝึกอาชีพทอผ้า'));
    expect(await milestones()).toMatchObject([{}, { count: 0 }, { count: 0 }]);
    const followUp = { type: 'follow-up', on: today, stage: 'SURVIVE', reasons: 'เริ่มมีรายได้' };
    await entry(district, household(2), followUp);
    await entry(district, household(3), {
      type: 'need-status',
      needId: await need(3),
      status: 'PARTIAL',
      on: today,
      reason: 'มีทุนแล้ว รอขายได้',
    });
    expect(await milestones()).toMatchObject([
      { count: 3 },
      { threshold: 2, count: 2, status: 'ACHIEVED' },
      { threshold: 4, count: 2, percent: 50 },
    ]);
    const state = { type: 'target-state', list: phaseTwo, on: today };
    await entry(district, household(2), { ...state, state: 'CONFIRMED', reason: 'เดือดร้อนจริง' });
    await entry(district, household(2), { ...state, state: 'ASSISTED', reason: 'ช่วยครบตามมติ' });
    const progress = await secretariat.get(`/v1/statistics/progress?month=${thisMonth}&area=31&list=${phaseTwo}`);
    const followed = progress.total.funnel.find(({ step }: { step: string }) => step === 'FOLLOWED');
    expect(followed).toMatchObject({ households: 1, percentOfFrozen: 25 });
  });

  it('says how many were found besides, and keeps what nobody has worked on in sight', async () => {
    const report = await secretariat.get(`/v1/statistics/quarterly?quarter=${thisQuarter}&area=31&list=${phaseTwo}`);
    expect(report.total.missed).toMatchObject({ bySource: { FIELD_FOUND: 1 }, total: 1, listed: 1 });
    const missing = await secretariat.get(
      `/v1/statistics/quarterly/households?quarter=${thisQuarter}&area=31&list=${phaseTwo}&figure=campaign.${campaign}.2.missing`,
    );
    expect(missing.items.map(({ id }: { id: string }) => id)).toEqual([household(4), household(5)].toSorted());
  });
});
