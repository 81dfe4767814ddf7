/**
 * The letter of 14 November 2566 acted out through the API of one machine: a town surveys every household of its own, a sub-district municipality
 * without กำนัน hands its survey in and the district types it, the households surveyed before are looked at again (Re-X-ray), who was missed is
 * entered, and each problem gets a solution of its own by a day. Everybody acts today, so that no clock is moved.
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

/** The sub-districts of the town, and of the municipality without กำนัน. */
const TOWN = '420109';
const HANDED_IN = '420102';

let platform: Platform;
let folder: string;
let secretariat: Actor;
let town: Actor;
let district: Actor;
let campaign = '';
let round = '';
/** Of the municipality without กำนัน, with the one problem that each had. */
const surveyed: { id: string; need: string }[] = [];
const inTown: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'municipal-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  secretariat = await actor(place(), 'province-secretariat-42');
  district = await actor(place(), 'district-officer-4201');
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const place = () => ({ url: platform.url, folder });
const entry = (who: Actor, id: string, body: object) => who.post(`/v1/households/${id}/logbook`, body);
const found = (text: string) => ({ dimension: 'living', kind: 'PROBLEM', text });
const kindsDue = async (): Promise<Record<string, number>> =>
  (await district.get('/v1/me/due?limit=0')).counts as Record<string, number>;
const milestones = async () => {
  const report = await secretariat.get(`/v1/statistics/quarterly?quarter=${thisQuarter}&area=${TOWN}`);
  return report.total.campaigns.find((one: { campaign: string }) => one.campaign === campaign).milestones;
};

async function openNeedOf(id: string): Promise<string> {
  return (await district.get(`/v1/households/${id}`)).needs[0].id;
}

describe('the letter of the municipal survey', () => {
  it('gives the town a unit of its own, and knows which municipalities have no กำนัน', async () => {
    const authority = { hasKamnan: false, validFrom: '2020-01-01' };
    for (const [nameTh, kind, cover] of [
      ['เทศบาลเมืองตัวอย่าง', 'TOWN_MUN', TOWN],
      ['เทศบาลตำบลตัวอย่าง', 'TAMBON_MUN', HANDED_IN],
    ])
      await secretariat.post('/v1/local-authorities', { ...authority, nameTh, kind, covers: [cover] });
    const order = { orderNo: '1/2566', orderDate: today, agencies: ['dla'] };
    await secretariat.put('/v1/committees/4201', order, 'new');
    const ofTown = { kind: 'TOWN_MUN', name: 'เทศบาลเมืองตัวอย่าง', covers: [TOWN] };
    await secretariat.put('/v1/committees/4201.1', { ...order, ...ofTown }, 'new');
    const email = 'town@example.go.th';
    await secretariat.post('/v1/accounts', {
      email,
      displayName: 'เจ้าหน้าที่ ศจพ.ทม.',
      grants: [{ role: 'MUNICIPAL_OFFICER', unit: '4201.1', from: today }],
    });
    town = await actor(place(), email);
    await town.post('/v1/me/terms', { version: 1 });
    const { items } = await secretariat.get('/v1/local-authorities?area=4201');
    expect(items.map(({ hasKamnan, covers }: { hasKamnan: boolean; covers: string[] }) => [hasKamnan, covers])).toEqual(
      expect.arrayContaining([
        [false, [TOWN]],
        [false, [HANDED_IN]],
      ]),
    );
  });

  it('asks for every household of the town: a stated number, not a list', async () => {
    const everyHousehold = { households: 4, source: 'ทะเบียนบ้านของเทศบาล', asOfDate: today };
    campaign = (
      await secretariat.post('/v1/campaigns', {
        name: 'สำรวจทุกครัวเรือนของเทศบาลเมือง',
        lists: [],
        scopeArea: TOWN,
        startsOn: today,
        milestones: [
          { metric: 'SURVEYED', pct: 100, dueOn: addDays(today, 60), denominator: everyHousehold },
          { metric: 'SOLVED', pct: 100, dueOn: addDays(today, 320), denominator: everyHousehold },
        ],
      })
    ).id;
    expect(await milestones()).toMatchObject([
      { baseline: 4, threshold: 4, count: 0 },
      { baseline: 4, threshold: 4, count: 0 },
    ]);
  });

  it('surveys them by the form of ThaiQM, on no list, and sees when all are', async () => {
    const rows = [1, 2, 3].map((number) =>
      [syntheticCitizenId(425_000 + number), `ทองดี${'ก'.repeat(number)}`, 'ตัวอย่างข้อมูล', TOWN, today, 'บ้านชำรุด'].join(
        ',',
      ),
    );
    const text = ['citizen_id,first_name,last_name,area_code,survey_date,problems', ...rows].join('\r\n');
    const receipt = await town.sendFile('thaiqm-survey', 'สำรวจทุกครัวเรือน.csv', text);
    expect(receipt.rows).toMatchObject({ total: 3, created: 3 });
    expect(await milestones()).toMatchObject([{ count: 3, percent: 75 }, { count: 0 }]);
    const { id } = await town.post('/v1/households', newHousehold(425_009, TOWN));
    expect(await milestones()).toMatchObject([{ count: 3 }, {}]);
    await entry(town, id, { type: 'survey', on: today, needs: [] });
    expect(await milestones()).toMatchObject([{ count: 4, percent: 100, status: 'ACHIEVED' }, { count: 0 }]);
    const { items } = await town.get(`/v1/households?area=${TOWN}`);
    inTown.push(...items.map((one: { id: string }) => one.id));
    expect(inTown).toHaveLength(4);
  });

  it('types what the community surveyed on paper, and keeps apart who surveyed and who typed', async () => {
    for (const number of [1, 2, 3]) {
      const { id } = await district.post('/v1/households', newHousehold(426_000 + number, HANDED_IN));
      await entry(district, id, {
        type: 'survey',
        on: addDays(today, -3),
        by: { kind: 'COMMUNITY_COMMITTEE' },
        needs: [found(`หลังคารั่ว หลังที่ ${number}`)],
      });
      surveyed.push({ id, need: await openNeedOf(id) });
    }
    const { items } = await district.get(`/v1/households/${surveyed[0]?.id}/logbook`);
    const survey = items.find(({ type }: { type: string }) => type === 'survey');
    expect(survey).toMatchObject({ by: { kind: 'COMMUNITY_COMMITTEE' }, recordedBy: { roles: ['DISTRICT_OFFICER'] } });
    const outside = await town.refused('GET', `/v1/households/${surveyed[0]?.id}`);
    expect(outside.status).toBe(404);
  });

  it('opens a round of Re-X-ray over who was surveyed, in the work of the district', async () => {
    const list = (
      await secretariat.post('/v1/target-lists', {
        name: 'ครัวเรือนที่สำรวจไว้',
        source: 'THAIQM',
        yearBe: 2569,
        phase: 1,
        asOfDate: today,
        scopeArea: HANDED_IN,
      })
    ).id;
    const fill = await secretariat.post(`/v1/target-lists/${list}/fill`, { surveyedSince: addDays(today, -30) });
    const filled = await secretariat.until(
      `/v1/target-lists/${list}/fills/${fill.id}`,
      ({ status }) => status !== 'RUNNING',
    );
    expect(filled).toMatchObject({ status: 'DONE', added: 3 });
    await secretariat.post(`/v1/target-lists/${list}/publish`);
    round = (
      await secretariat.post('/v1/rexray-rounds', {
        name: 'Re-X-ray เทศบาลตำบล',
        list,
        scopeArea: HANDED_IN,
        dueOn: addDays(today, 30),
      })
    ).id;
    expect(await kindsDue()).toMatchObject({ REXRAY: 1 });
  });

  it('says of each old problem whether it is solved, finds a new one, and one household that is gone', async () => {
    const [solved, unsolved, gone] = surveyed;
    const again = (more: object) => ({ type: 'rexray', round, on: today, by: { kind: 'VHV' }, results: [], ...more });
    await entry(
      district,
      solved?.id ?? '',
      again({ results: [{ needId: solved?.need, result: 'COMPLETE' }], newNeeds: [found('ส้วมชำรุด')] }),
    );
    await entry(district, unsolved?.id ?? '', again({ results: [{ needId: unsolved?.need, result: 'INCOMPLETE' }] }));
    await entry(district, gone?.id ?? '', again({ gone: true }));
    const { needs } = await district.get(`/v1/households/${solved?.id}`);
    expect(needs.map(({ status }: { status: string }) => status)).toEqual(['RESOLVED', 'OPEN']);
    expect(await kindsDue()).toMatchObject({ UNSOLVED: 1 });
  });

  it('enters who was missed, and counts the round', async () => {
    await district.post(
      '/v1/households',
      newHousehold(427_001, HANDED_IN, {
        found: { source: 'REXRAY', on: today, evidence: 'เพื่อนบ้านแจ้งระหว่าง Re-X-ray', round },
      }),
    );
    const report = await secretariat.get(`/v1/statistics/quarterly?quarter=${thisQuarter}&area=42`);
    expect(report.total.rexray).toMatchObject([
      {
        round,
        cases: 3,
        done: 3,
        COMPLETE: 1,
        INCOMPLETE: 1,
        NOT_STARTED: 0,
        HOUSEHOLD_GONE: 1,
        newProblem: 1,
        missedHouseholds: 1,
      },
    ]);
    const behind = await secretariat.get(
      `/v1/statistics/quarterly/households?quarter=${thisQuarter}&area=42&figure=rexray.${round}.INCOMPLETE`,
    );
    expect(behind.items).toEqual([{ id: surveyed[1]?.id }]);
  });

  it('cuts a solution to the measure of the household, and what was unsolved leaves the work of the day', async () => {
    const unsolved = surveyed[1];
    await district.put(`/v1/households/${unsolved?.id}/plan`, {
      status: 'AGREED',
      agreedOn: today,
      ultimateGoal: 'บ้านมั่นคงก่อนฤดูฝน',
      items: [
        {
          seq: 1,
          dimension: 'living',
          selfActivity: 'ญาติช่วยแรงงาน',
          supportActivity: 'วัสดุซ่อมหลังคา',
          periodText: '2 เดือน',
          status: 'NOT_STARTED',
          needIds: [unsolved?.need],
        },
      ],
    });
    expect((await kindsDue())['UNSOLVED']).toBeUndefined();
  });

  it('solves what the town found, counted against every household of the town', async () => {
    const problems = new Map<string, string>();
    for (const id of inTown) {
      const { needs } = await town.get(`/v1/households/${id}`);
      if (needs[0]) problems.set(id, needs[0].id);
    }
    expect(problems.size).toBe(3);
    const [[id = '', needId = ''] = []] = problems;
    await entry(town, id, { type: 'need-status', needId, status: 'RESOLVED', on: today, reason: 'ซ่อมบ้านเสร็จแล้ว' });
    expect(await milestones()).toMatchObject([{ count: 4 }, { baseline: 4, threshold: 4, count: 1, percent: 25 }]);
  });
});
