import { describe, expect, it } from 'vitest';
import type { FinishRequest } from '#shared/contracts/statistics-run.ts';
import { createMemoryRunStore } from '#shared/statistics/memory-run-store.ts';
import { createMemoryStatisticsStore } from '#shared/statistics/memory-statistics-store.ts';
import { finishRun } from './finish-run.ts';

const now = new Date('2026-06-10T16:01:00+07:00');

async function world(asOf = '2026-06-10T09:00:00.000Z') {
  const runs = createMemoryRunStore();
  const statistics = createMemoryStatisticsStore();
  const key = { month: '2026-05', area: '42', list: '*' };
  await statistics.setEvaluatedThrough(key, { asOf: '2026-06-10T09:00:00.000Z', revision: 3 });
  await runs.create({ id: 'r1', month: '2026-05', area: '42', status: 'RUNNING', asOf, by: 'u' });
  const request: FinishRequest = {
    status: 'FINISHED',
    request: { kind: 'demand', run: 'r1', month: '2026-05', area: '42', asOf },
    provinces: [{ ok: true }],
  };
  return { runs, request, dependencies: { runs, statistics, now: () => now } };
}

describe('the end of a run', () => {
  it('on demand is marked with the revision that stands', async () => {
    const { runs, request, dependencies } = await world();
    expect(await finishRun(request, dependencies)).toEqual({ ok: true });
    expect(await runs.get('r1')).toMatchObject({ status: 'FINISHED', revision: 3, finishedAt: now.toISOString() });
  });

  it('on demand before the close has none', async () => {
    const { runs, request, dependencies } = await world('2026-06-05T16:59:00.000Z');
    await finishRun(request, dependencies);
    expect(await runs.get('r1')).toMatchObject({ status: 'FINISHED', revision: null });
  });

  it.each([
    ['a quarter', { month: '2026-03', quarter: '2569-Q2' }, 2],
    ['a fiscal year', { month: '2025-09', fiscalYear: 2568 }, 6],
    ['a fiscal year of which a quarter has no revision', { month: '2026-03', fiscalYear: 2569 }, null],
  ])('on demand of %s is marked with its revision', async (_, period, revision) => {
    const { runs, request, dependencies } = await world();
    const { statistics } = dependencies;
    const revisions = { '2568-Q1': 0, '2568-Q2': 3, '2568-Q3': 1, '2568-Q4': 2, '2569-Q2': 2 };
    for (const [month, made] of Object.entries(revisions))
      await statistics.setEvaluatedThrough(
        { month, area: '42', list: '*' },
        { asOf: '2026-06-10T09:00:00.000Z', revision: made },
      );
    const asked = { ...request.request, ...period } as FinishRequest['request'];
    await finishRun({ ...request, request: asked }, dependencies);
    expect(await runs.get('r1')).toMatchObject({ status: 'FINISHED', revision });
  });

  it.each([
    ['the province failed', { provinces: [{ ok: false as const, error: 'Error' }] }],
    ['nothing could be planned', { status: 'FAILED' as const, provinces: undefined, error: 'States.Timeout' }],
  ])('is failed when %s', async (_, changes) => {
    const { runs, request, dependencies } = await world();
    expect(await finishRun({ ...request, ...changes }, dependencies)).toEqual({ ok: false });
    expect(await runs.get('r1')).toMatchObject({ status: 'FAILED' });
  });

  it('is final', async () => {
    const { runs, request, dependencies } = await world();
    await finishRun(request, dependencies);
    const first = await runs.get('r1');
    await finishRun({ ...request, status: 'FAILED' }, { ...dependencies, now: () => new Date(now.getTime() + 1000) });
    expect(await runs.get('r1')).toEqual(first);
  });

  it('of a schedule has no run to mark', async () => {
    const { dependencies } = await world();
    const request: FinishRequest = { status: 'FINISHED', request: { kind: 'nightly' }, provinces: [{ ok: true }] };
    expect(await finishRun(request, dependencies)).toEqual({ ok: true });
  });
});
