import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '#local/engines/schedule.ts';

let dir: string;
let now: Date;
let fired: string[];
let scheduler: Scheduler;

const at = (text: string): void => {
  now = new Date(text);
};

const start = (expression: string, target?: (time: Date) => Promise<unknown>): void => {
  scheduler = createScheduler({
    schedules: [
      {
        name: 'close',
        expression,
        timezone: 'Asia/Bangkok',
        target: target ?? (async (time) => fired.push(time.toISOString())),
      },
    ],
    stateFile: join(dir, 'schedule.json'),
    now: () => now,
    pollMs: 3_600_000,
    onError: (error) => fired.push(String(error)),
  });
};

const poll = async (): Promise<string[]> => {
  scheduler.poll();
  await turn();
  return fired.splice(0);
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'schedule-'));
  fired = [];
  at('2026-11-25T03:00:00Z');
});

afterEach(async () => {
  await scheduler.stop();
  await rm(dir, { recursive: true, force: true });
});

describe('the schedule', () => {
  it('fires at its local time, once', async () => {
    start('cron(0 6 5 * ? *)');
    expect(await poll()).toEqual([]);
    at('2026-12-04T22:59:59.900Z');
    expect(await poll()).toEqual([]);
    at('2026-12-04T23:00:00.000Z');
    expect(await poll()).toEqual(['2026-12-04T23:00:00.000Z']);
    at('2026-12-04T23:00:00.700Z');
    expect(await poll()).toEqual([]);
  });

  it.each([
    ['cron(59 23 L * ? *)', '2026-12-02T00:00:00Z', '2026-11-30T16:59:00.000Z'],
    ['cron(0 9 ? * 2#1 *)', '2026-12-08T00:00:00Z', '2026-12-07T02:00:00.000Z'],
    ['cron(0/15 * * * ? *)', '2026-11-25T03:59:59.900Z', '2026-11-25T03:45:00.000Z'],
    ['cron(* * * * ? *)', '2026-11-25T03:10:59.900Z', '2026-11-25T03:10:00.000Z'],
    ['cron(0 6 1 1 ? 2027)', '2027-02-01T00:00:00Z', '2026-12-31T23:00:00.000Z'],
    ['rate(5 minutes)', '2026-11-25T03:12:00Z', '2026-11-25T03:10:00.000Z'],
    ['rate(1 day)', '2026-11-27T12:00:00Z', '2026-11-27T00:00:00.000Z'],
  ])('reads %s', async (expression, later, expected) => {
    start(expression);
    await poll();
    at(later);
    expect(await poll()).toEqual([expected]);
    expect(await poll()).toEqual([]);
  });

  it('fires once, for the newest time, when the clock jumped over many', async () => {
    start('cron(0 6 5 * ? *)');
    at('2027-06-20T00:00:00Z');
    expect(await poll()).toEqual(['2027-06-04T23:00:00.000Z']);
  });

  it('does not fire again when the clock is set back', async () => {
    start('cron(0 6 5 * ? *)');
    at('2026-12-05T00:00:00Z');
    expect(await poll()).toHaveLength(1);
    at('2026-12-04T22:00:00Z');
    expect(await poll()).toEqual([]);
    at('2026-12-04T23:30:00Z');
    expect(await poll()).toEqual([]);
    at('2027-01-05T00:00:00Z');
    expect(await poll()).toEqual(['2027-01-04T23:00:00.000Z']);
  });

  it('makes up for a time that passed while it was off, and repeats none', async () => {
    start('cron(0 6 5 * ? *)');
    await scheduler.stop();
    at('2026-12-06T00:00:00Z');
    start('cron(0 6 5 * ? *)');
    await turn();
    expect(fired.splice(0)).toEqual(['2026-12-04T23:00:00.000Z']);
    await scheduler.stop();
    start('cron(0 6 5 * ? *)');
    await turn();
    expect(fired).toEqual([]);
  });

  it('does not run the same schedule twice at once, and catches up', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    start('rate(1 minute)', async (time) => {
      fired.push(time.toISOString());
      await promise;
    });
    at('2026-11-25T03:01:00Z');
    expect(await poll()).toHaveLength(1);
    at('2026-11-25T03:05:00Z');
    expect(await poll()).toEqual([]);
    resolve();
    await turn();
    expect(await poll()).toEqual(['2026-11-25T03:05:00.000Z']);
  });

  it('tells of a target that fails and goes on', async () => {
    start('rate(1 minute)', () => Promise.reject(new Error('no close')));
    at('2026-11-25T03:01:00Z');
    expect(await poll()).toEqual(['Error: no close']);
    at('2026-11-25T03:02:00Z');
    expect(await poll()).toEqual(['Error: no close']);
  });

  it('refuses an expression that it does not know', () => {
    start('rate(1 day)');
    expect(() => start('every day')).toThrow('neither cron');
  });
});
