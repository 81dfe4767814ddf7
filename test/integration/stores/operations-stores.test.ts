import { randomUUID } from 'node:crypto';

import { beforeAll, describe, expect, it } from 'vitest';

import type { AccessLog } from '#shared/access-log/access-log.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createMemoryAccessLog } from '#shared/access-log/memory-access-log.ts';
import type { CommitteeOrder, CommitteeStore } from '#shared/committee/committee-store.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { createMemoryCommitteeStore } from '#shared/committee/memory-committee-store.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { COLUMNS } from '#shared/domain/statistics/report-a/columns.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { createDocument } from '#shared/dynamo/versioned-documents.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { createMemoryReportStore } from '#shared/report/memory-report-store.ts';
import type { PublishedReport, ReportStore } from '#shared/report/report-store.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetRunStore } from '#shared/target-list/dynamo-target-run-store.ts';
import { createMemoryTargetRunStore } from '#shared/target-list/memory-target-run-store.ts';
import type { FillRun, TargetRunStore } from '#shared/target-list/target-run-store.ts';
import { createMemoryRunStore } from '#shared/statistics/memory-run-store.ts';
import { createMemoryStatisticsStore } from '#shared/statistics/memory-statistics-store.ts';
import type { RunStore, StatisticsRun, StatisticsStore } from '#shared/statistics/statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createMemoryTargetListStore } from '#shared/target-list/memory-target-list-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { ownTables } from './open-stores.ts';

type Stores = {
  lists: TargetListStore;
  committees: CommitteeStore;
  register: RegisterStore<{ id: string; version: number; name: string }>;
  /** Two stores on the same tables: two processes. */
  statistics: [StatisticsStore, StatisticsStore];
  runs: RunStore;
  targetRuns: TargetRunStore;
  reports: ReportStore;
  log: AccessLog;
};

const ENGINES: Record<string, () => Promise<Stores>> = {
  memory: async () => {
    const statistics = createMemoryStatisticsStore();
    return {
      lists: createMemoryTargetListStore(),
      committees: createMemoryCommitteeStore(),
      register: createMemoryRegisterStore(),
      statistics: [statistics, statistics],
      runs: createMemoryRunStore(),
      targetRuns: createMemoryTargetRunStore(),
      reports: createMemoryReportStore(),
      log: createMemoryAccessLog(),
    };
  },
  dynamodb: async () => {
    const at = await ownTables();
    return {
      lists: createDynamoTargetListStore(at),
      committees: createDynamoCommitteeStore(at),
      register: createDynamoRegisterStore({ ...at, register: 'organisations' }),
      statistics: [createDynamoStatisticsStore(at), createDynamoStatisticsStore(at)],
      runs: createDynamoRunStore(at),
      targetRuns: createDynamoTargetRunStore(at),
      reports: createDynamoReportStore(at),
      log: createDynamoAccessLog(at),
    };
  },
};

describe.each(Object.entries(ENGINES))('operations in %s', (_engine, open) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });

  describe('target lists', () => {
    const listOf = (createdAt: string): TargetList => ({
      id: randomUUID(),
      version: 1,
      name: 'TPMAP 2569 ระยะที่ 1',
      source: 'TPMAP',
      yearBe: 2569,
      phase: 1,
      asOfDate: '2026-01-01',
      scopeArea: '42',
      status: 'DRAFT',
      createdAt,
    });

    it('come oldest first and change for one writer only', async () => {
      const [newer, older] = [listOf('2026-02-01T00:00:00.000Z'), listOf('2026-01-01T00:00:00.000Z')];
      await stores.lists.create(newer);
      await stores.lists.create(older);
      await expect(stores.lists.create(older)).rejects.toThrow('exists already');
      expect(await stores.lists.all()).toEqual([older, newer]);
      const published: TargetList = {
        ...older,
        version: 2,
        status: 'PUBLISHED',
        publishedAt: '2026-03-01T00:00:00.000Z',
      };
      expect(await stores.lists.update(older, published)).toBe(true);
      expect(await stores.lists.update(older, published)).toBe(false);
      expect(await stores.lists.get(older.id)).toEqual(published);
      expect(await stores.lists.get(randomUUID())).toBeUndefined();
    });
  });

  describe('orders of committees', () => {
    const orderOf = (area: string, version: number): CommitteeOrder => ({
      area,
      version,
      orderNo: `${version}/2569`,
      orderDate: '2026-01-05',
      agencies: ['cdd', 'dla'],
      recordedAt: `2026-01-0${version}T00:00:00.000Z`,
    });

    it('are kept, every one, and found with those of the areas above', async () => {
      expect(await stores.committees.newest('4201')).toBeUndefined();
      for (const order of [
        orderOf('42', 1),
        orderOf('4201', 1),
        orderOf('4201', 2),
        orderOf('4202', 1),
        orderOf('420101', 1),
      ])
        expect(await stores.committees.put(order)).toBe(true);
      expect(await stores.committees.put({ ...orderOf('4201', 2), agencies: [] })).toBe(false);
      expect(await stores.committees.newest('4201')).toEqual(orderOf('4201', 2));
      expect(await stores.committees.history('4201')).toEqual([
        orderOf('42', 1),
        orderOf('4201', 1),
        orderOf('4201', 2),
      ]);
      expect(await stores.committees.history('420101')).toHaveLength(4);
      expect(await stores.committees.history('42')).toEqual([orderOf('42', 1)]);
    });

    it('of a province come together, and only the one that knows all of them puts another', async () => {
      const town = {
        ...orderOf('5001.1', 1),
        kind: 'TOWN_MUN' as const,
        covers: ['500101'],
        members: [{ title: 'ก', seat: 1 }],
      };
      expect(await stores.committees.units('50')).toEqual({ orders: [], mark: 0 });
      expect(await stores.committees.put(orderOf('5001', 1), 0)).toBe(true);
      await expect(stores.committees.put(town, 0)).rejects.toThrow('have changed');
      expect(await stores.committees.put(town, 1)).toBe(true);
      expect(await stores.committees.put(town, 2)).toBe(false);
      await stores.committees.put(orderOf('5101', 1));
      const { orders, mark } = await stores.committees.units('50');
      expect([mark, orders.map(({ unit, kind, covers, seats }) => [unit, kind, covers, seats])]).toEqual([
        2,
        expect.arrayContaining([
          ['5001', 'DISTRICT', ['5001'], 0],
          ['5001.1', 'TOWN_MUN', ['500101'], 1],
        ]),
      ]);
      expect(orders).toHaveLength(2);
      expect(await stores.committees.newest('5001.1')).toEqual(town);
    });
  });

  describe('a register', () => {
    const documentOf = (id: string, version = 1) => ({ id, version, name: `ชื่อ ${id}` });

    it('keeps each document once and lets one writer change it', async () => {
      const first = documentOf('42-a');
      expect(await stores.register.create(first)).toBe(true);
      expect(await stores.register.create({ ...first, name: 'อื่น' })).toBe(false);
      const after = { ...first, version: 2, name: 'ใหม่' };
      expect([await stores.register.update(first, after), await stores.register.update(first, after)]).toEqual([
        true,
        false,
      ]);
      await expect(stores.register.update(after, { ...after, version: 4 })).rejects.toThrow('not 4');
      expect(await stores.register.get('42-a')).toEqual(after);
      expect(await stores.register.get('42-b')).toBeUndefined();
    });

    it('gives documents by their ids, and in the order of ids behind one', async () => {
      const ids = ['31-a', '42-a', '42-b', '42-c', 'th-a'];
      for (const id of ids.toReversed()) await stores.register.create(documentOf(id));
      const many = await stores.register.getMany(['42-b', '42-b', 'th-a', 'nobody']);
      expect(many.map(({ id }) => id).toSorted()).toEqual(['42-b', 'th-a']);
      expect(await stores.register.getMany([])).toEqual([]);
      const list = async (...asked: Parameters<typeof stores.register.list>) =>
        (await stores.register.list(...asked)).map(({ id }) => id);
      expect(await list('', undefined, Infinity)).toEqual(ids);
      expect(await list('', '42-b', 2)).toEqual(['42-c', 'th-a']);
      expect(await list('42-', undefined, 2)).toEqual(['42-a', '42-b']);
      expect(await list('42-', '42-b', 2)).toEqual(['42-c']);
      expect(await list('42-', '42-', 9)).toEqual(['42-a', '42-b', '42-c']);
      expect(await list('99-', undefined, 9)).toEqual([]);
    });
  });

  describe('figures', () => {
    const selection = (list = '*') => ({ month: '2026-05', area: '42', list });
    // The store does not look inside a report.
    const reportOf = (revision: number | null, asOf: string) =>
      ({ month: '2026-05', area: '42', revision, asOf, rows: [{ agency: null, households: 3 }] }) as unknown as ReportA;

    it('keep a revision as the first writer put it', async () => {
      const [a, b] = stores.statistics;
      const at = selection(randomUUID());
      expect(await a.revision(at, 0)).toBeUndefined();
      await a.putRevision(at, reportOf(0, 'first'));
      await b.putRevision(at, reportOf(0, 'second'));
      expect(await b.revision(at, 0)).toEqual(reportOf(0, 'first'));
      expect(await a.revision(at, 1)).toBeUndefined();
      await expect(a.putRevision(at, reportOf(null, 'to date'))).rejects.toThrow('Only revisions');
    });

    it('keep a revision of the nation, with a row for each of thousands of offices', async () => {
      const [a, b] = stores.statistics;
      const at = { ...selection(randomUUID()), area: 'TH' };
      const figures = COLUMNS.map(({ key }) => [key, 0]);
      const rows = Array.from({ length: 3000 }, (_, office) => ({
        agency: `${office % 77}-office-${office}`,
        ...Object.fromEntries([...figures, ['households', office]]),
      }));
      const report: ReportA = { ...reportOf(0, 'night'), area: 'TH', rows };
      expect(JSON.stringify(report).length).toBeGreaterThan(1_000_000);
      await a.putRevision(at, report);
      expect(await b.revision(at, 0)).toEqual(report);
    });

    it('tell long unions of lists apart', async () => {
      const [a] = stores.statistics;
      const many = Array.from({ length: 60 }, () => randomUUID()).join(',');
      await a.putRevision(selection(`${many},x`), reportOf(0, 'x'));
      await a.putRevision(selection(`${many},y`), reportOf(0, 'y'));
      expect((await a.revision(selection(`${many},x`), 0))?.asOf).toBe('x');
      expect((await a.revision(selection(`${many},y`), 0))?.asOf).toBe('y');
    });

    it('are evaluated further, never back', async () => {
      const [a, b] = stores.statistics;
      const at = selection(randomUUID());
      expect(await a.evaluatedThrough(at)).toBeUndefined();
      await a.setEvaluatedThrough(at, { asOf: '2026-06-07T16:59:59.000Z', revision: 1 });
      await b.setEvaluatedThrough(at, { asOf: '2026-06-06T16:59:59.000Z', revision: 0 });
      expect(await a.evaluatedThrough(at)).toEqual({ asOf: '2026-06-07T16:59:59.000Z', revision: 1 });
      await b.setEvaluatedThrough(at, { asOf: '2026-06-08T16:59:59.000Z', revision: 1 });
      expect(await a.evaluatedThrough(at)).toEqual({ asOf: '2026-06-08T16:59:59.000Z', revision: 1 });
    });

    it('remember the moments of runs on demand, each once', async () => {
      const [a, b] = stores.statistics;
      const runs = [
        { area: '42', asOf: '2026-06-09T03:00:00.000Z' },
        { area: '4201', asOf: '2026-06-09T03:00:00.000Z' },
        { area: '42', asOf: '2026-06-08T03:00:00.000Z', run: 'R1' },
      ];
      for (const run of [...runs, ...runs]) await a.addDemandRun('2026-05', run);
      expect(await b.demandRuns('2026-05')).toEqual([runs[2], runs[0], runs[1]]);
      expect(await b.demandRuns('2026-04')).toEqual([]);
    });

    it('keep the earliest sign of life, whoever met it', async () => {
      const [a, b] = stores.statistics;
      const sign = (firstAt: string, agency = 'cdd') => ({ agency, month: '2026-03', firstAt });
      await a.recordActivity(sign('2026-03-05T00:00:00.000Z'));
      await b.recordActivity(sign('2026-03-09T00:00:00.000Z'));
      expect(await b.activity('2026-03')).toEqual([sign('2026-03-05T00:00:00.000Z')]);
      await b.recordActivity(sign('2026-03-02T00:00:00.000Z'));
      await a.recordActivity(sign('2026-03-04T00:00:00.000Z'));
      await a.recordActivity(sign('2026-03-31T00:00:00.000Z', 'alro'));
      expect(await a.activity('2026-03')).toEqual([
        sign('2026-03-31T00:00:00.000Z', 'alro'),
        sign('2026-03-02T00:00:00.000Z'),
      ]);
      expect(await a.activity('2026-02')).toEqual([]);
      expect(await a.worked('2026-03')).toEqual([]);
      await a.recordActivity({ ...sign('2026-03-05T00:00:00.000Z'), worked: true });
      expect(await b.worked('2026-03')).toEqual(['cdd']);
      // Work is a sign of life like any other, and not the earliest here.
      expect((await b.activity('2026-03')).at(-1)).toEqual(sign('2026-03-02T00:00:00.000Z'));
    });
  });

  it('runs over target lists move on from what was read, and keep their pages in order', async () => {
    const run: FillRun = {
      id: randomUUID(),
      version: 1,
      kind: 'FILL',
      of: 'list-1',
      area: '42',
      by: { sub: 'secretariat-42', roles: ['PROVINCE_SECRETARIAT'], area: '42' },
      startedAt: '2026-06-09T03:00:00.000Z',
      status: 'RUNNING',
      pages: {},
      query: { notHelpedSince: '2026-04-01' },
      dryRun: false,
      wouldAdd: 0,
      added: 0,
      skipped: 0,
    };
    const { targetRuns } = stores;
    await targetRuns.create(run);
    await expect(targetRuns.create(run)).rejects.toThrow('exists already');
    const after = { ...run, version: 2, pages: { '4201': 2 } };
    expect(await targetRuns.update(run, after)).toBe(true);
    expect(await targetRuns.update(run, after)).toBe(false);
    expect(await targetRuns.get(run.id)).toEqual(after);
    expect(await targetRuns.get(randomUUID())).toBeUndefined();
    const pages = ['4201#00000', '4201#00001', '4202#00000'].map((at) => ({ at, households: [{ id: `of ${at}` }] }));
    for (const page of pages.toReversed()) await targetRuns.putPage(run.id, page);
    expect(await targetRuns.pages(run.id, undefined, 9)).toEqual(pages);
    expect(await targetRuns.pages(run.id, '4201#00000', 1)).toEqual([pages[1]]);
    expect(await targetRuns.pages(run.id, '4202#00000', 9)).toEqual([]);
  });

  it('runs of figures begin once and finish', async () => {
    const run: StatisticsRun = {
      id: randomUUID(),
      month: '2026-05',
      area: '42',
      status: 'RUNNING',
      asOf: '2026-06-09T03:00:00.000Z',
      by: 'approver',
    };
    await stores.runs.create(run);
    await expect(stores.runs.create(run)).rejects.toThrow('exists already');
    expect(await stores.runs.get(run.id)).toEqual(run);
    const done: StatisticsRun = { ...run, status: 'FINISHED', finishedAt: '2026-06-09T03:00:09.000Z', revision: null };
    await stores.runs.finish(done);
    await stores.runs.finish(done);
    expect(await stores.runs.get(run.id)).toEqual(done);
    expect(await stores.runs.get(randomUUID())).toBeUndefined();
  });

  it('packages are listed newest month first, then by area, then newest revision', async () => {
    const packageOf = (month: string, area: string, revision: number): PublishedReport => ({
      id: `${month}-${area}-r${revision}`,
      month,
      area,
      revision,
      asOf: '2026-06-05T16:59:00.000Z',
      definitions: '1',
      publishedAt: '2026-06-05T17:10:00.000Z',
      manifestKey: `packages/${month}/${area}/r${revision}/manifest.json`,
      files: [{ name: 'report.csv', key: 'k', size: 1, sha256: 'x', contentType: 'text/csv' }],
    });
    const inOrder = [
      packageOf('2026-05', '31', 0),
      packageOf('2026-05', '42', 10),
      packageOf('2026-05', '42', 9),
      packageOf('2026-04', '42', 0),
      packageOf('2025-12', '42', 1),
    ];
    for (const report of inOrder.toReversed()) await stores.reports.put(report);
    await stores.reports.put({ ...inOrder[2]!, publishedAt: 'later' });
    expect(await stores.reports.get(inOrder[2]!.id)).toEqual(inOrder[2]);
    expect(await stores.reports.list(undefined, 10)).toEqual(inOrder);
    expect(await stores.reports.list(undefined, 2)).toEqual(inOrder.slice(0, 2));
    expect(await stores.reports.list(inOrder[1]!.id, 2)).toEqual(inOrder.slice(2, 4));
    expect(await stores.reports.list('nobody knows it', 2)).toEqual([]);
    expect(await stores.reports.get('nobody knows it')).toBeUndefined();
  });

  it('packages are approved once, and the approval is told beside those that follow one another in the list', async () => {
    const packageOf = (month: string): PublishedReport => ({
      id: `${month}-77-r0`,
      month,
      area: '77',
      revision: 0,
      asOf: '2026-06-05T16:59:00.000Z',
      definitions: '1',
      publishedAt: '2026-06-05T17:10:00.000Z',
      manifestKey: `packages/${month}/77/r0/manifest.json`,
      files: [],
      runs: ['R1'],
    });
    const [may, april, march] = ['2025-05', '2025-04', '2025-03'].map(packageOf);
    if (!may || !april || !march) throw new Error('no packages');
    const first = { at: '2026-06-08T03:00:00.000Z', by: 'approver', note: 'ตรวจแล้ว' };
    const last = { at: '2026-06-09T03:00:00.000Z', by: 'other' };
    expect(await stores.reports.approve(may, first)).toBe(true);
    expect(await stores.reports.approve(may, last)).toBe(false);
    expect(await stores.reports.approve(march, last)).toBe(true);
    expect(await stores.reports.approvalsOf([may, april, march])).toEqual(
      new Map<string, unknown>([
        [may.id, first],
        [march.id, last],
      ]),
    );
    expect(await stores.reports.approvalsOf([april])).toEqual(new Map());
    expect(await stores.reports.approvalsOf([])).toEqual(new Map());
  });

  it('the access log keeps every look, newest first, also those at pages of many', async () => {
    const household = randomUUID();
    const whereabouts = { household, districts: ['4202', '4201'], months: ['2026-06', '2026-05', '2026-04'] };
    const moment = (text: string) => ({ at: `2026-${text}.000Z`, sub: 'officer-1', roles: ['DISTRICT_OFFICER'] });
    const look = (text: string) => ({ ...moment(text), action: 'READ' as const });
    const reveal = {
      ...moment('05-15T03:02:00'),
      action: 'REVEAL' as const,
      fields: ['citizenId'],
      purpose: 'ตรวจสอบสิทธิ',
    };
    const page = (text: string, areaCode: string) => ({
      areaCode,
      shown: { ...moment(text), action: 'LIST' as const },
    });
    const pages = [
      page('04-02T03:00:00', '420101'),
      // In Bangkok it is May already.
      page('04-30T17:30:00', '420102'),
      page('05-15T03:03:00', '420102'),
      page('06-01T03:00:00', '420203'),
    ];

    await stores.log.record({ household, ...look('05-15T03:01:00') });
    await stores.log.record({ household, ...reveal });
    for (const { areaCode, shown } of pages) {
      const others = Array.from({ length: 199 }, (_, at) => ({
        id: randomUUID(),
        areaCode: at % 2 ? areaCode : '420301',
      }));
      // Twice: so an index may show a household while it moves.
      const twice = Array.from({ length: 2 }, () => ({ id: household, areaCode }));
      await stores.log.recordPage({ ...shown, households: [...others, ...twice] });
    }
    await stores.log.recordPage({ ...moment('06-02T03:00:00'), action: 'SEARCH', households: [] });
    await stores.log.record({ household, ...look('06-03T03:00:00') });
    await stores.log.record({ household, ...look('06-03T03:00:00') });

    const inOrder = [
      look('06-03T03:00:00'),
      look('06-03T03:00:00'),
      pages[3]!.shown,
      pages[2]!.shown,
      reveal,
      look('05-15T03:01:00'),
      pages[1]!.shown,
      pages[0]!.shown,
    ];
    const all = await stores.log.of(whereabouts, undefined, 20);
    expect(all).toEqual(inOrder.map((looked) => ({ ...looked, id: expect.stringContaining(looked.at) })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(inOrder.length);
    // Page by page, nothing is lost and nothing comes twice, though two looks have the same moment.
    for (const limit of [1, 2, 3, 7]) {
      const walked: string[] = [];
      for (;;) {
        const next = await stores.log.of(whereabouts, walked.at(-1), limit);
        expect(next.length).toBeLessThanOrEqual(limit);
        walked.push(...next.map(({ id }) => id));
        if (next.length < limit) break;
      }
      expect(walked).toEqual(all.map(({ id }) => id));
    }
    expect(await stores.log.of({ ...whereabouts, household: randomUUID() }, undefined, 10)).toEqual([]);
  });
});

it('orders of a time when units were not kept together are units all the same', async () => {
  const { client, tables } = await ownTables();
  const store = createDynamoCommitteeStore({ client, tables });
  const order = { orderNo: '1', orderDate: '2026-01-05', agencies: ['cdd'], recordedAt: '2026-01-05T00:00:00.000Z' };
  for (const version of [1, 2])
    await createDocument(
      client,
      tables.Operations,
      { pk: 'committee#4201', sk: `00000${version}` },
      { ...order, area: '4201', version },
    );
  const before = await store.units('42');
  expect([before.mark, before.orders.map(({ unit, version }) => [unit, version])]).toEqual([
    0,
    [
      ['4201', 1],
      ['4201', 2],
    ],
  ]);
  await store.put({ ...order, area: '4201', version: 3 }, 0);
  await store.put({ ...order, area: '4202', version: 1 }, 1);
  const after = await store.units('42');
  const units = after.orders.map(({ unit, version }) => `${unit} ${version}`).toSorted((a, b) => (a < b ? -1 : 1));
  expect([after.mark, units]).toEqual([2, ['4201 1', '4201 2', '4201 3', '4202 1']]);
});
