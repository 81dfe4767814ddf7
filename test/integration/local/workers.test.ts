import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createFunctions, type FunctionRunner, type WorkerFunction } from '#local/engines/workers.ts';

const module = fileURLToPath(new URL('functions/probe.ts', import.meta.url));
let functions: FunctionRunner<'probe' | 'other'>;

const start = (change: Partial<WorkerFunction> = {}, log?: (line: string) => void): void => {
  const base = { module, timeoutMs: 5000, concurrency: 2, ...change };
  functions = createFunctions(
    { probe: { ...base, env: { ROLE: 'probe' } }, other: { ...base, env: { ROLE: 'other' } } },
    { log: (_name, line) => log?.(line) },
  );
};

afterEach(() => functions.stop());

describe('background functions', () => {
  it('have an environment of their own and are kept for the next call', async () => {
    start();
    expect(await functions.invoke('probe', { do: 'environment' })).toEqual({
      env: { ROLE: 'probe', AWS_LAMBDA_FUNCTION_NAME: 'probe' },
      calls: 1,
    });
    expect(await functions.invoke('probe', { do: 'environment' })).toMatchObject({ calls: 2 });
    expect(await functions.invoke('other', { do: 'environment' })).toMatchObject({ env: { ROLE: 'other' }, calls: 1 });
  });

  it('give errors back with their name and message', async () => {
    start();
    await expect(functions.invoke('probe', { do: 'fail' })).rejects.toMatchObject({
      name: 'RowRefused',
      message: 'แถวไม่ถูกต้อง',
    });
    expect(await functions.invoke('probe', { do: 'undefined' })).toBeNull();
  });

  it('are ended when they take too long, even when they never yield, and start afresh', async () => {
    start({ timeoutMs: 1000 });
    await expect(functions.invoke('probe', { do: 'spin' })).rejects.toMatchObject({ name: 'Sandbox.Timedout' });
    expect(await functions.invoke('probe', { do: 'environment' })).toMatchObject({ calls: 1 });
  });

  it('may end their process without ending ours', async () => {
    start();
    await expect(functions.invoke('probe', { do: 'exit' })).rejects.toMatchObject({ name: 'Runtime.ExitError' });
    expect(await functions.invoke('probe', { do: 'environment' })).toMatchObject({ calls: 1 });
  });

  it('may not answer more than 6 MB', async () => {
    start();
    await expect(functions.invoke('probe', { do: 'large' })).rejects.toMatchObject({
      name: 'Function.ResponseSizeTooLarge',
    });
  });

  it('know how much time they have left', async () => {
    start({ timeoutMs: 5000 });
    const left = Number(await functions.invoke('probe', { do: 'remaining' }));
    expect(left).toBeGreaterThan(1000);
    expect(left).toBeLessThanOrEqual(5000);
  });

  it('run no more at once than allowed', async () => {
    start({ concurrency: 2 });
    await Promise.all([1, 2].map(() => functions.invoke('probe', { do: 'slow' })));
    const begin = performance.now();
    await Promise.all([1, 2, 3, 4].map(() => functions.invoke('probe', { do: 'slow' })));
    const taken = performance.now() - begin;
    expect(taken).toBeGreaterThan(590);
    const counts = await Promise.all(
      [1, 2].map(async () => functions.invoke('probe', { do: 'environment' }) as Promise<{ calls: number }>),
    );
    expect(counts.map(({ calls }) => calls).reduce((a, b) => a + b)).toBe(8);
  });

  describe('of several lanes', () => {
    const of = (payload: unknown): string =>
      typeof payload === 'object' && payload !== null && 'lane' in payload ? String(payload.lane) : '';
    const call = (lane: string, what = 'slow'): Promise<unknown> => functions.invoke('probe', { do: what, lane });

    it.each([
      [2, 1],
      [3, 2],
    ])('run beside one whose calls never end (%i places, %i for each)', async (concurrency, each) => {
      start({ concurrency, timeoutMs: 60_000, lanes: { of, concurrency: each } });
      let ended = 0;
      const hostile = Promise.allSettled([1, 2, 3].map(() => call('hostile', 'spin').finally(() => (ended += 1))));
      for (let time = 0; time < 3; time += 1) expect(await call('honest')).toBe('done');
      expect(ended).toBe(0);
      await functions.stop();
      await hostile;
    });

    it('take turns, however many calls of one wait already', async () => {
      start({ concurrency: 1, lanes: { of, concurrency: 1 } });
      const order: string[] = [];
      const lanes = ['a', 'a', 'a', 'b', 'c', 'b'];
      await Promise.all(lanes.map(async (lane) => call(lane).then(() => order.push(lane))));
      expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b']);
    });
  });

  it('hand their log lines on', async () => {
    const lines: string[] = [];
    start({}, (line) => lines.push(line));
    await functions.invoke('probe', { do: 'log' });
    for (let tries = 0; tries < 50 && lines.length < 2; tries += 1) await delay(10);
    expect(lines).toEqual(['a line', 'and another']);
  });
});
