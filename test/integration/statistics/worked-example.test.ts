/** The worked example of domain.md §6.3 recorded as officers record it, in DynamoDB and S3, through the functions of figures. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { finishRun } from '#functions/statistics/finish/finish-run.ts';
import { planProvinces } from '#functions/statistics/plan/plan-provinces.ts';
import { evaluateProvince } from '#functions/statistics/province/evaluate-province.ts';
import type { ProvinceDependencies } from '#functions/statistics/province/evaluate-province.ts';
import { createDynamoHouseholdFacts } from '#shared/household/dynamo-household-facts.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { record } from '#shared/domain/logbook/record.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { DEFINITIONS_VERSION } from '#shared/domain/statistics/definitions.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { createS3ReportObjects } from '#shared/report/package/s3-report-objects.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';
import { createDynamoMeetingFacts } from '#shared/meeting/dynamo-meeting-facts.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createFigures } from '#shared/statistics/figures.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { index, ownTables } from '../stores/open-stores.ts';
import { listed, OFFICER, registration } from '../stores/synthetic-household.ts';
import { help } from '#shared/domain/logbook/test/help.ts';

const bangkok = (moment: string): Date => new Date(`${moment}+07:00`);

type World = ProvinceDependencies & {
  store: HouseholdStore;
  runs: ReturnType<typeof createDynamoRunStore>;
  reports: ReturnType<typeof createDynamoReportStore>;
  lists: ReturnType<typeof createDynamoTargetListStore>;
  committees: ReturnType<typeof createDynamoCommitteeStore>;
  s3: S3Client;
  bucket: string;
};

async function openWorld(): Promise<World> {
  const { client, tables, sealer } = await ownTables();
  const { endpoint, credentials } = inject('s3');
  const s3 = new S3Client({ endpoint, credentials, region: 'ap-southeast-1', forcePathStyle: true });
  const bucket = `reports-${randomUUID().slice(0, 8)}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    store: createDynamoHouseholdStore({ client, tables, sealer, index }),
    households: createDynamoHouseholdFacts({ client, tables }),
    lists: createDynamoTargetListStore({ client, tables }),
    committees: createDynamoCommitteeStore({ client, tables }),
    campaigns: createDynamoRegisterStore({ client, tables, register: 'campaigns' }),
    rounds: createDynamoRegisterStore({ client, tables, register: 'rexray-rounds' }),
    notes: createDynamoRegisterStore({ client, tables, register: 'quarterly-notes' }),
    meetings: createDynamoMeetingFacts({ client, tables }),
    accounts: createDynamoAccountStore({ client, tables }),
    organisations: createDynamoRegisterStore({ client, tables, register: 'organisations' }),
    statistics: createDynamoStatisticsStore({ client, tables }),
    runs: createDynamoRunStore({ client, tables }),
    reports: createDynamoReportStore({ client, tables }),
    objects: createS3ReportObjects({ client: s3, bucket }),
    now: () => new Date(),
    sleep: async () => undefined,
    s3,
    bucket,
  };
}

/** Records bodies on a household at a moment, the first of which may begin it. Answers the id of the last entry. */
async function recordAt(world: World, id: string, moment: string, ...bodies: EntryBody[]): Promise<string> {
  const before: Household | undefined = await world.store.get(id);
  const recording = { householdId: id, recordedAt: bangkok(moment), recordedBy: OFFICER, hash: chainHash };
  const { household, entries } = record(before, bodies, recording);
  await world.store.append([{ before, after: household, entries }]);
  return entries.at(-1)!.id;
}

/** The steps of plan.json up to 10 June. Signs of life are left out: the reading finds them. */
async function recordExample(world: World, list: string): Promise<void> {
  await world.committees.put({
    area: '42',
    version: 1,
    orderNo: 'ตัวอย่าง',
    orderDate: '2026-03-01',
    agencies: ['cdd', 'moph', 'moe'],
    recordedAt: bangkok('2026-03-20T10:00:00').toISOString(),
  });
  const opened = bangkok('2026-03-20T10:00:00').toISOString();
  const frozen = {
    id: list,
    version: 1,
    name: 'TPMAP 2569',
    source: 'TPMAP',
    yearBe: 2569,
    phase: 1,
    asOfDate: '2026-02-28',
    openedOn: '2026-03-20',
    scopeArea: '42',
    status: 'FROZEN',
    createdAt: opened,
    publishedAt: opened,
    frozenAt: bangkok('2026-03-31T16:30:00').toISOString(),
  } as const;
  await world.lists.create(frozen);
  await recordAt(world, 'H7', '2026-03-20T10:00:00', registration({ areaCode: '420301' }));
  for (const [at, areaCode] of ['420101', '420101', '420102', '420103', '420301', '420301'].entries())
    await recordAt(world, `H${at + 1}`, '2026-03-20T10:00:00', registration({ areaCode }), listed(list, areaCode));
  const need = (dimension: 'income' | 'health' | 'education'): EntryBody => ({
    type: 'need',
    dimension,
    kind: 'PROBLEM',
    text: 'ปัญหา',
    openedOn: '2026-04-10',
  });
  const n1 = await recordAt(world, 'H1', '2026-04-10T09:00:00', need('income'));
  const n2 = await recordAt(world, 'H1', '2026-04-10T09:00:00', need('health'));
  const n3 = await recordAt(world, 'H2', '2026-04-10T09:00:00', need('income'));
  const n4 = await recordAt(world, 'H3', '2026-04-10T09:00:00', need('education'));
  const state = { type: 'target-state', list } as const;
  await recordAt(world, 'H5', '2026-04-20T14:00:00', {
    ...state,
    state: 'NOT_POOR',
    evidence: 'DESK',
    on: '2026-04-20',
    reason: 'ไม่เข้าเกณฑ์',
  });
  await recordAt(world, 'H6', '2026-04-25T11:00:00', {
    ...state,
    state: 'MOVED',
    evidence: 'DOCUMENT',
    on: '2026-04-24',
    reason: 'ย้ายออก',
    toArea: '410101',
  });
  await recordAt(world, 'H6', '2026-04-25T11:00:00', { type: 'move', on: '2026-04-24', toArea: '410101' });
  const training = { assistanceType: 'TRAINING', cashBaht: null } as const;
  await recordAt(world, 'H1', '2026-05-05T15:00:00', help({ ...training, deliveredOn: '2026-05-05', needIds: [n1] }));
  await recordAt(
    world,
    'H1',
    '2026-05-09T15:00:00',
    help({ ...training, agency: 'moph', dimension: 'health', deliveredOn: '2026-05-09', needIds: [n2] }),
  );
  await recordAt(world, 'H2', '2026-05-12T15:00:00', help({ ...training, deliveredOn: '2026-05-12', needIds: [n3] }));
  await recordAt(
    world,
    'H7',
    '2026-05-15T15:00:00',
    help({ ...training, agency: 'moph', dimension: 'health', deliveredOn: '2026-05-15' }),
  );
  await recordAt(world, 'H2', '2026-05-20T15:00:00', help({ ...training, deliveredOn: '2026-05-20', needIds: [n3] }));
  await recordAt(
    world,
    'H4',
    '2026-05-25T15:00:00',
    help({ ...training, agency: 'moe', status: 'PLANNED', deliveredOn: null, plannedOn: '2026-05-25' }),
  );
  await recordAt(
    world,
    'H3',
    '2026-06-10T15:00:00',
    help({ ...training, agency: 'moe', dimension: 'education', deliveredOn: '2026-04-28', needIds: [n4] }),
  );
}

function expected(name: string, list: string): unknown {
  const file = new URL(`../../fixtures/report-a/expected-${name}.json`, import.meta.url);
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as object), list, definitions: DEFINITIONS_VERSION };
}

describe('the worked example in DynamoDB and S3', () => {
  let world: World;
  const list = 'tpmap-2569';

  const runNight = async (moment: string, province = '42') => {
    const now = bangkok(moment);
    const item = planProvinces({ kind: 'nightly' }, now).items.find((each) => each.province === province)!;
    return evaluateProvince(item, { ...world, now: () => now });
  };

  beforeAll(async () => {
    world = await openWorld();
    await recordExample(world, list);
  });

  it('gives every expected report, cell for cell', async () => {
    await runNight('2026-06-11T00:10:00');
    const figures = createFigures(world);
    for (const [month, revision] of [
      ['2026-03', 0],
      ['2026-04', 0],
      ['2026-04', 1],
      ['2026-05', 0],
      ['2026-05', 1],
    ] as const) {
      const report = await figures.report(
        { month, area: '42', lists: [list], revision },
        bangkok('2026-06-11T01:00:00'),
      );
      expect(JSON.stringify(report)).toBe(JSON.stringify(expected(`${month}-r${revision}`, list)));
    }
  });

  it('finds a household that moved out by its place on the list, and nothing of the list where it moved to', async () => {
    const figures = createFigures(world);
    const now = bangkok('2026-06-11T01:00:00');
    const request = {
      month: '2026-05',
      lists: [list],
      revision: 1,
      figure: 'baseline.frozen',
      agency: 'total',
    } as const;
    expect(await figures.households({ ...request, area: '4203' }, now).catch(() => 'none')).toBe('none');
    expect(await figures.households({ ...request, area: '4203', revision: undefined }, now)).toEqual(['H5', 'H6']);
    expect(await figures.households({ ...request, area: '41', revision: undefined }, now)).toEqual([]);
  });

  it('publishes packages whose bytes are those of the manifest, and nothing a second time', async () => {
    const again = await runNight('2026-06-11T00:20:00');
    expect(again).toMatchObject({ revisions: 0, packages: [] });
    const reports = await world.reports.list(undefined, 100);
    expect(reports.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['2026-05-42-r0', '2026-05-42-r1', '2026-04-42-r1']),
    );
    const { files, manifestKey } = (await world.reports.get('2026-05-42-r1'))!;
    const read = async (key: string): Promise<Uint8Array> => {
      const { Body } = await world.s3.send(new GetObjectCommand({ Bucket: world.bucket, Key: key }));
      return Body!.transformToByteArray();
    };
    for (const file of files) {
      const bytes = await read(file.key);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    }
    expect(JSON.parse(Buffer.from(await read(manifestKey)).toString('utf8'))).toMatchObject({
      revision: 1,
      area: '42',
    });
    const listing = await world.s3.send(
      new ListObjectsV2Command({ Bucket: world.bucket, Prefix: 'packages/2026-05/42/' }),
    );
    expect(listing.KeyCount).toBe(2 * 10);
  });

  it('overwrites no object', async () => {
    const { manifestKey } = (await world.reports.get('2026-05-42-r0'))!;
    const standing = await world.objects.put(manifestKey, new TextEncoder().encode('{}'), 'application/json');
    expect(Buffer.from(standing).toString('utf8')).toContain('"revision": 0');
  });

  it('on demand makes the next revision as of its moment and says which', async () => {
    const asOf = bangkok('2026-06-12T09:00:00').toISOString();
    await recordAt(
      world,
      'H4',
      '2026-06-12T08:00:00',
      help({ agency: 'moe', deliveredOn: '2026-05-28', cashBaht: 2000.5 }),
    );
    const now = () => bangkok('2026-06-12T09:00:02');
    const request = { kind: 'demand', run: 'run-1', month: '2026-05', area: '42', asOf } as const;
    await world.runs.create({ id: 'run-1', month: '2026-05', area: '42', status: 'RUNNING', asOf, by: 'approver' });
    const answers = [];
    for (const item of planProvinces(request, now()).items)
      answers.push(await evaluateProvince(item, { ...world, now }));
    await finishRun({ status: 'FINISHED', request, provinces: answers }, { ...world, now });
    expect(await world.runs.get('run-1')).toMatchObject({ status: 'FINISHED', revision: 2 });
    const report = await createFigures(world).report({ month: '2026-05', area: '42', lists: null, revision: 2 }, now());
    expect(report.asOf).toBe('2026-06-12T09:00:00+07:00');
    expect(report.rows.find(({ agency }) => agency === 'moe')).toMatchObject({ households: 1, cashBaht: 2000.5 });
  });

  it('leaves nothing of a province without households', async () => {
    const answer = await runNight('2026-06-11T00:10:00', '96');
    expect(answer).toMatchObject({ revisions: 0, packages: [] });
  });
});
