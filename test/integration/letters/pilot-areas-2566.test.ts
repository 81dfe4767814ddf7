/**
 * The enclosure of the letter of 31 January 2566 acted out through the API of one machine: NESDC compares the six pilot areas of ศจพ. Model, in
 * Nakhon Sawan, Saraburi and Udon Thani, with the rest of their provinces. Everybody acts today, so that no clock is moved.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startPlatform, type Platform } from '#local/platform.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

import { actor, type Actor } from './actor.ts';

const today = bangkokDay(new Date());
const thisMonth = today.slice(0, 7);

/** Two pilot areas of each province, and a sub-district that is none. */
const PROVINCES = [
  { province: '60', pilots: ['600101', '600201'], other: '600301' },
  { province: '19', pilots: ['190101', '190201'], other: '190301' },
  { province: '41', pilots: ['410101', '410201'], other: '410301' },
] as const;

let platform: Platform;
let folder: string;
let viewer: Actor;
let set = '';
/** By province: who keeps its secretariat, and its households by their place. */
const provinces = new Map<string, { secretariat: Actor; byPlace: Map<string, string[]> }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilots-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  viewer = await actor(place(), 'national-viewer');
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const place = () => ({ url: platform.url, folder });
const progress = (query: string) => viewer.get(`/v1/statistics/progress?month=${thisMonth}&${query}`);
const helped = (figures: { funnel: { step: string; households: number; percentOfFrozen: number }[] }) => {
  const step = figures.funnel.find((one) => one.step === 'ASSISTED');
  return [step?.households, step?.percentOfFrozen];
};

describe('the six pilot areas of ศจพ. Model', () => {
  it('are named once for the nation', async () => {
    const administrator = await actor(place(), 'sysadmin');
    const areas = PROVINCES.flatMap(({ pilots }) => pilots);
    const entered = await administrator.post('/v1/area-sets', { name: 'ศจพ. Model ๖ พื้นที่นำร่อง', areas });
    expect((await viewer.get('/v1/area-sets?area=60')).items).toMatchObject([{ id: entered.id, areas }]);
    set = entered.id;
    for (const { province } of PROVINCES) {
      const email = `secretariat-${province}@example.go.th`;
      await administrator.post('/v1/accounts', {
        email,
        displayName: `เลขานุการ ศจพ.จ. ${province}`,
        grants: [{ role: 'PROVINCE_SECRETARIAT', unit: province, from: today }],
      });
      const secretariat = await actor(place(), email);
      await secretariat.post('/v1/me/terms', { version: 1 });
      provinces.set(province, { secretariat, byPlace: new Map() });
    }
  });

  it('have their TPMAP households on the frozen lists of their provinces', async () => {
    for (const { province, pilots, other } of PROVINCES) {
      const world = worldOf(province);
      const { secretariat } = world;
      const { id } = await secretariat.post('/v1/target-lists', {
        name: `TPMAP ${province}`,
        source: 'TPMAP',
        yearBe: 2569,
        phase: 1,
        asOfDate: today,
        scopeArea: province,
      });
      // One household in each pilot area, two elsewhere.
      const rows = [...pilots, other, other].map((area, at) =>
        [
          syntheticCitizenId(Number(province) * 1000 + at),
          `ทดสอบ${'ก'.repeat(at + 1)}`,
          'ตัวอย่างข้อมูล',
          area,
          '2569',
        ].join(','),
      );
      const header = 'citizen_id,first_name,last_name,area_code,list_year,dimensions';
      const text = [header, ...rows.map((row) => `${row},ด้านรายได้`)].join('\r\n');
      const receipt = await secretariat.sendFile('tpmap-targets', 'เป้าหมาย.csv', text, { list: id });
      expect([receipt.status, receipt.rows.created]).toEqual(['FINISHED', 4]);
      for (const step of ['publish', 'freeze']) await secretariat.post(`/v1/target-lists/${id}/${step}`);
      const { items } = await secretariat.get(`/v1/households?area=${province}&list=${id}`);
      for (const { id: household, areaCode } of items as { id: string; areaCode: string }[])
        world.byPlace.set(areaCode, [...(world.byPlace.get(areaCode) ?? []), household]);
    }
  });

  it('are helped by one agency, and elsewhere fewer are', async () => {
    const cdd = await actor(place(), 'agency-cdd');
    const help = (household: string) =>
      cdd.post(`/v1/households/${household}/logbook`, {
        type: 'assistance',
        dimension: 'income',
        assistanceType: 'TRAINING',
        status: 'DELIVERED',
        deliveredOn: today,
        description: 'ฝึกอาชีพตามเมนูแก้จน',
      });
    for (const { province, pilots } of PROVINCES)
      for (const pilot of pilots)
        for (const household of worldOf(province).byPlace.get(pilot) ?? []) await help(household);
    const [first = ''] = worldOf('60').byPlace.get('600301') ?? [];
    await help(first);
    expect(helped((await progress('area=60')).total)).toEqual([3, 75]);
  });

  it('are answered beside the rest of the three provinces, with percents of their own', async () => {
    const report = await progress(`area=set:${set}`);
    expect(report.total.baseline).toEqual({ frozen: 6, adjusted: 6, lateAdded: 0 });
    expect(helped(report.total)).toEqual([6, 100]);
    expect(report.rest.baseline).toEqual({ frozen: 6, adjusted: 6, lateAdded: 0 });
    expect(helped(report.rest)).toEqual([1, 16.67]);
    expect(report.rows.map(({ area }: { area: string }) => area)).toEqual(
      PROVINCES.flatMap(({ pilots }) => pilots).toSorted(),
    );
    expect(report.overlap.TPMAP).toBe(6);
  });

  it('are no report of a secretariat, which sees its own province alone', async () => {
    const { secretariat } = worldOf('60');
    const refusal = await secretariat.refused('GET', `/v1/statistics/progress?month=${thisMonth}&area=set:${set}`);
    expect(refusal).toMatchObject({ status: 403, code: 'outside-scope' });
    // It compares its own two.
    const own = await secretariat.post('/v1/area-sets', { name: 'นำร่องของจังหวัด', areas: ['600101', '600201'] });
    const report = await secretariat.get(`/v1/statistics/progress?month=${thisMonth}&area=set:${own.id}`);
    expect([helped(report.total), helped(report.rest)]).toEqual([
      [2, 100],
      [1, 50],
    ]);
    const behind = await secretariat.get(
      `/v1/statistics/progress/households?month=${thisMonth}&area=set:${own.id}&figure=rest.funnel.ASSISTED`,
    );
    expect(behind.items.map(({ id }: { id: string }) => id)).toEqual(worldOf('60').byPlace.get('600301')?.slice(0, 1));
  });
});

function worldOf(province: string): { secretariat: Actor; byPlace: Map<string, string[]> } {
  const world = provinces.get(province);
  if (!world) throw new Error(`Nobody keeps ${province} yet`);
  return world;
}
