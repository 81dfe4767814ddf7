/** Runs the figures, fetches the package and is told of it. */
import { expect, it } from 'vitest';
import * as z from 'zod';
import { nameIn, STAGES } from '#infra/stages.ts';
import { STATISTICS_SCHEDULES } from '#infra/schedules.ts';
import { ranToEnd } from '../executions.ts';
import { type Json, until } from '../outside.ts';
import { MONTH, once } from '../story.ts';
import { story, as, signedIn, idOf, expectWholePackage } from '../story-so-far.ts';

it('runs the figures on demand, and NESDC fetches a package whose manifest holds', { timeout: 120_000 }, async () => {
  for (const step of ['publish', 'freeze'])
    expect((await as.secretariat.post(`/v1/target-lists/${story.list}/${step}`)).status, step).toBe(200);
  expect((await as.officer.post('/v1/statistics/runs', { month: MONTH, area: '42' })).status).toBe(403);
  const started = await as.approver.post('/v1/statistics/runs', { month: MONTH, area: '42' }, once());
  expect(started.status).toBe(202);
  const ended = await until(60, async () => {
    const { body } = await as.approver.get(`/v1/statistics/runs/${started.body.id}`);
    return body.status === 'RUNNING' ? undefined : body;
  });
  expect(ended).toMatchObject({ status: 'FINISHED', revision: expect.any(Number) });

  // A session that no other call has met.
  as.nesdc = await signedIn('nesdc');
  const reports = await as.nesdc.get(`/v1/reports?month=${MONTH}&area=42&report=A`);
  const newest = reports.body.items.find(({ revision }: Json) => revision === ended.revision);
  expect(newest).toBeDefined();
  story.reportId = newest.id;
  await expectWholePackage(story.reportId);
  const figures = await as.nesdc.get(`/v1/statistics/agencies?month=${MONTH}&area=42`);
  expect(figures.body).toMatchObject({
    revision: ended.revision,
    total: { households: 1, assistances: 2, integratedHouseholds: 1 },
  });
  const helping = figures.body.rows.filter(({ assistances }: Json) => assistances > 0);
  expect(helping.map(({ agency: slug }: Json) => slug).toSorted()).toEqual(['cdd', 'dopa']);
  // A selection that no night has evaluated: its revisions are made when they are asked for.
  const district = await as.nesdc.get(`/v1/statistics/agencies?month=${MONTH}&area=4201&list=${story.list}`);
  expect(district.body).toMatchObject({ revision: expect.any(Number), total: { households: 1, assistances: 2 } });
  const behind = await as.officer.get(`/v1/statistics/agencies/households?month=${MONTH}&area=4201&list=${story.list}`);
  expect(behind.body.items).toEqual([{ id: story.household }]);
});

it('runs the figures of the nation by what the schedules would send', { timeout: 180_000 }, async () => {
  for (const { name, kind } of STATISTICS_SCHEDULES) {
    const [schedule] = await story.account.call([
      ['scheduler', 'get_schedule', { Name: nameIn(STAGES.emulator, name) }],
    ]);
    const { Target: target } = z.object({ Target: z.object({ Arn: z.string(), Input: z.string() }) }).parse(schedule);
    // The scheduler itself fills in the time.
    const input = target.Input.replace('<aws.scheduler.scheduled-time>', new Date().toISOString());
    expect(JSON.parse(input).kind).toBe(kind);
    const ended = await ranToEnd(story.account, target.Arn, input);
    expect(ended.status, name).toBe('SUCCEEDED');
    expect(ended.output.provinces, name).toHaveLength(77);
    expect(
      ended.output.provinces.every(({ ok }: Json) => ok === true),
      name,
    ).toBe(true);
  }
});

it('tells NESDC of each package, once and when it is whole', { timeout: 120_000 }, async () => {
  const Bucket = idOf('AWS::S3::Bucket', 'Reports');
  const page = z.object({
    Contents: z.array(z.object({ Key: z.string() })).default([]),
    NextContinuationToken: z.string().optional(),
  });
  const keys: string[] = [];
  for (let ContinuationToken: string | undefined; ;) {
    const parameters = { Bucket, Prefix: 'packages/', ...(ContinuationToken !== undefined && { ContinuationToken }) };
    const [answer] = await story.account.call([['s3', 'list_objects_v2', parameters]]);
    const { Contents, NextContinuationToken } = page.parse(answer);
    keys.push(...Contents.map(({ Key }) => Key));
    if (NextContinuationToken === undefined) break;
    ContinuationToken = NextContinuationToken;
  }
  // Of the files of a package the manifest alone is told of, which is put last.
  const manifests = keys.filter((key) => key.endsWith('/manifest.json'));
  expect(keys.length).toBeGreaterThan(2 * manifests.length);
  expect(manifests).toContainEqual(expect.stringContaining(`packages/${MONTH}/42/`));
  // Each line in the quotes of the rule's template.
  const expected = manifests.map(
    (key) => `"มีชุดรายงานสถิติใหม่: ${key}"\n"ดูและดาวน์โหลด: ${STAGES.emulator.webOrigin}/officer/packages"`,
  );
  const heard: string[] = [];
  await until(60, async () => {
    heard.push(...(await story.told.take()));
    return heard.length >= expected.length ? true : undefined;
  });
  expect(heard.toSorted()).toEqual(expected.toSorted());
});
