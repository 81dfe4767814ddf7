import { beforeEach, describe, expect, it } from 'vitest';

import { account, createInProcessApi, type InProcessApi } from '#test/api/in-process-api.ts';
import { syntheticCitizenId } from '#test/api/synthetic-household.ts';

const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });

let api: InProcessApi;
beforeEach(async () => {
  api = createInProcessApi();
  for (const [month, area, revision] of [
    ['2026-04', '42', 0],
    ['2026-04', '42', 1],
    ['2026-04', '31', 0],
    ['2026-03', '42', 0],
    ['2026-03', '4201', 0],
  ] as const)
    await api.stores.reports.put({
      id: `${month}-${area}-r${revision}`,
      month,
      area,
      revision,
      asOf: '2026-05-05T16:59:00.000Z',
      definitions: '1',
      publishedAt: '2026-05-05T17:05:00.000Z',
      manifestKey: `packages/${month}/${area}/manifest.json`,
      files: [{ name: 'report.xlsx', key: 'k1', size: 12, sha256: 'ab', contentType: 'text/csv' }],
    });
});

const list = (who: typeof secretariat, query: Record<string, string> = {}) =>
  api.request(who, 'GET', '/v1/reports', { query });
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

describe('packages', () => {
  it('are listed for the areas of the account, the newest month first', async () => {
    expect(idsOf(await list(secretariat))).toEqual([
      '2026-04-42-r1',
      '2026-04-42-r0',
      '2026-03-42-r0',
      '2026-03-4201-r0',
    ]);
    expect(idsOf(await list(account('DISTRICT_OFFICER', { area: '4201' })))).toEqual(['2026-03-4201-r0']);
    expect(idsOf(await list(account('NATIONAL_VIEWER')))).toHaveLength(5);
    expect(idsOf(await list(secretariat, { month: '2026-03', area: '4201' }))).toEqual(['2026-03-4201-r0']);
    const { status, body } = await list(secretariat, { month: '2026-06' });
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/month', code: 'month-in-future' }]]);
  });

  it('are of one report when that is asked for; those of old are of Report A', async () => {
    const old = await api.stores.reports.get('2026-04-42-r0');
    if (!old) throw new Error('no package');
    const quarterly = { ...old, id: '2569-Q2-42-r0', report: 'B', month: '2026-03', quarter: '2569-Q2' } as const;
    await api.stores.reports.put(quarterly);
    const { items } = (await list(secretariat, { report: 'B' })).body;
    expect(items).toMatchObject([{ id: '2569-Q2-42-r0', report: 'B', quarter: '2569-Q2', fiscalYear: null }]);
    expect(idsOf(await list(secretariat, { report: 'A' }))).toHaveLength(4);
    expect(idsOf(await list(secretariat))).toHaveLength(5);
    const { files } = (await api.request(secretariat, 'GET', '/v1/reports/2569-Q2-42-r0')).body;
    expect(files[0].url).toContain('report_2569-Q2_42_r0.xlsx');
  });

  it('are each on one page, and the last page is the last', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(secretariat, { limit: '1', ...(cursor === null ? {} : { cursor }) });
      seen.push(...idsOf(page));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['2026-04-42-r1', '2026-04-42-r0', '2026-03-42-r0', '2026-03-4201-r0']);
  });

  it('come with links to manifest, files and all in one, saved under names that say month, area and revision', async () => {
    const file = { size: 12, sha256: 'ab', contentType: 'text/csv' };
    await api.stores.reports.put({
      ...(await api.stores.reports.get('2026-04-42-r1'))!,
      id: '2026-04-42-r2',
      revision: 2,
      files: [{ ...file, name: 'total_2026-04_42_r2.csv', key: 'k2' }],
      archive: { ...file, name: 'package_2026-04_42_r2.zip', key: 'k3' },
    });
    const { status, body } = await api.request(secretariat, 'GET', '/v1/reports/2026-04-42-r2');
    expect([status, body]).toMatchObject([
      200,
      {
        revision: 2,
        asOf: '2026-05-05T23:59:00+07:00',
        manifest: { url: 'https://files.example/packages/2026-04/42/manifest.json?as=manifest_2026-04_42_r2.json' },
        files: [
          { ...file, name: 'total_2026-04_42_r2.csv', url: 'https://files.example/k2?as=total_2026-04_42_r2.csv' },
        ],
        archive: { name: 'package_2026-04_42_r2.zip', url: 'https://files.example/k3?as=package_2026-04_42_r2.zip' },
      },
    ]);
    expect((await api.request(secretariat, 'GET', '/v1/reports/2026-04-31-r0')).body.code).toBe('report-not-found');
  });

  it('are approved once, by another person than who started a run that they come from', async () => {
    const starter = account('REPORT_APPROVER', { area: '42', sub: 'starter' });
    const { id: run } = (
      await api.request(starter, 'POST', '/v1/statistics/runs', { body: { month: '2026-04', area: '42' } })
    ).body;
    const before = await api.stores.reports.get('2026-04-42-r1');
    if (!before) throw new Error('no package');
    const id = '2026-04-42-r2';
    await api.stores.reports.put({ ...before, id, revision: 2, runs: ['gone', run] });
    const approve = (who: typeof starter, body: object, report = id) =>
      api.request(who, 'POST', `/v1/reports/${report}/approve`, { body });
    const codeOf = async (asked: ReturnType<typeof approve>) => (await asked).body.code;
    expect(await codeOf(approve(starter, {}))).toBe('own-report');
    const other = account('REPORT_APPROVER', { area: '42', sub: 'other' });
    expect(await codeOf(approve(other, { note: `บัตร ${syntheticCitizenId(1)}` }))).toBe('personal-number-in-text');
    expect(await codeOf(approve(account('REPORT_APPROVER', { area: '31' }), {}))).toBe('report-not-found');
    expect(await codeOf(approve(secretariat, {}))).toBe('not-permitted');
    const approval = { at: '2026-05-20T10:00:00+07:00', by: 'other', note: 'ตรวจแล้ว' };
    const { status, body } = await approve(other, { note: 'ตรวจแล้ว' });
    expect([status, body]).toMatchObject([200, { id, approval }]);
    expect(await codeOf(approve(other, {}))).toBe('report-approved');
    expect(await codeOf(approve(starter, {}))).toBe('own-report');
    expect((await list(secretariat, { month: '2026-04' })).body.items).toMatchObject([
      { id, approval },
      { id: '2026-04-42-r1', approval: null },
      { id: '2026-04-42-r0', approval: null },
    ]);
    expect((await api.request(secretariat, 'GET', `/v1/reports/${id}`)).body).toMatchObject({ id, approval });
    // What the schedule made, everybody who may approve approves.
    expect((await approve(starter, {}, '2026-04-42-r1')).body.approval).toMatchObject({ by: 'starter', note: null });
  });

  it('of earlier days keep their short names, are saved under full ones, and have no zip', async () => {
    const { body } = await api.request(secretariat, 'GET', '/v1/reports/2026-04-42-r1');
    expect(body).toMatchObject({
      files: [{ name: 'report.xlsx', sha256: 'ab', url: 'https://files.example/k1?as=report_2026-04_42_r1.xlsx' }],
      archive: null,
    });
  });
});
