import { Cron } from 'croner';
import * as z from 'zod';

import { readState, writeState } from '#local/state-file.ts';

export type Schedule = {
  readonly name: string;
  /** cron(0 6 5 * ? *) or rate(5 minutes), as EventBridge Scheduler writes them. */
  readonly expression: string;
  /** Such as Asia/Bangkok. */
  readonly timezone: string;
  /** Runs with the time it was due, also when that has passed. */
  readonly target: (scheduledTime: Date) => Promise<unknown>;
};

export type SchedulerOptions = {
  readonly schedules: readonly Schedule[];
  /** Keeps the times looked at, so that a restart neither forgets nor repeats. */
  readonly stateFile: string;
  readonly now: () => Date;
  /** Milliseconds between two looks at the clock; 1000 when absent. */
  readonly pollMs?: number;
  readonly onError?: (error: unknown, schedule: string) => void;
};

export type Scheduler = {
  /** Looks at the clock once; returns the names that were started. It also does so by itself about once a second. */
  poll(): string[];
  /** No more looks; waits for targets that run. */
  stop(): Promise<void>;
};

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The newest time ≤ `until` and > `after` at which a schedule is due, if any. */
type NewestDue = (after: Date, until: Date) => Date | undefined;

function rateDue(milliseconds: number): NewestDue {
  return (after, until) => {
    // Counted from a fixed start, so that a restart does not shift it.
    const newest = Math.floor(until.getTime() / milliseconds) * milliseconds;
    return newest > after.getTime() ? new Date(newest) : undefined;
  };
}

function cronDue(fields: string, timezone: string): NewestDue {
  const [minute, hour, day, month, weekday, year] = fields.trim().split(/\s+/);
  const cron = new Cron(`0 ${minute} ${hour} ${day} ${month} ${weekday} ${year}`, {
    timezone,
    mode: '7-part',
    // As in AWS: 1 is Sunday, and 0/15 is allowed.
    alternativeWeekdays: true,
    sloppyRanges: true,
    paused: true,
  });
  return (after, until) => {
    // The search is for times before the given one. Two, because the first may lie just behind `until`.
    const newest = cron.previousRuns(2, new Date(until.getTime() + 1000)).find((time) => time <= until);
    return newest !== undefined && newest > after ? newest : undefined;
  };
}

/** Reads a schedule expression. Errors: a sentence with the expression when it is not cron(…) or rate(…). */
function newestDue(expression: string, timezone: string): NewestDue {
  const cron = /^cron\(((?:\S+\s+){5}\S+)\)$/.exec(expression.trim())?.[1];
  if (cron !== undefined) return cronDue(cron, timezone);
  const [, amount, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression.trim()) ?? [];
  const milliseconds = Number(amount) * (UNITS[unit ?? ''] ?? 0);
  if (!(milliseconds > 0)) throw new Error(`The schedule expression ${expression} is neither cron(…) nor rate(…).`);
  return rateDue(milliseconds);
}

const $State = z.record(z.string(), z.iso.datetime());

/** The times that were looked at. A damaged file is said, and all schedules start to count now. */
function seenTimes({ stateFile, onError }: SchedulerOptions): Map<string, Date> {
  try {
    return new Map(Object.entries(readState(stateFile, $State) ?? {}).map(([name, time]) => [name, new Date(time)]));
  } catch (error) {
    onError?.(error, 'scheduler');
    return new Map();
  }
}

/**
 * Runs targets at their times in this process. Several times that passed unseen (a clock that jumped, a computer that
 * was off) give one run, for the newest of them; a clock set back gives none again. The same schedule never runs twice
 * at once: what falls due meanwhile runs afterwards. Errors of a target go to `onError`.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const due = new Map(options.schedules.map((each) => [each.name, newestDue(each.expression, each.timezone)]));
  const seen = seenTimes(options);
  const running = new Map<string, Promise<void>>();
  let saved = 0;

  const save = (): void => {
    writeState(options.stateFile, Object.fromEntries([...seen].map(([name, time]) => [name, time.toISOString()])));
  };

  const run = async (schedule: Schedule, time: Date): Promise<void> => {
    try {
      await schedule.target(time);
    } catch (error) {
      options.onError?.(error, schedule.name);
    } finally {
      running.delete(schedule.name);
    }
  };

  const poll = (): string[] => {
    const now = options.now();
    const started: string[] = [];
    for (const schedule of options.schedules) {
      if (running.has(schedule.name)) continue;
      const after = seen.get(schedule.name);
      // A new schedule starts to count now; a clock behind what was seen waits until it has caught up.
      const time = after === undefined ? undefined : due.get(schedule.name)?.(after, now);
      if (after === undefined || now > after) seen.set(schedule.name, now);
      if (time === undefined) continue;
      started.push(schedule.name);
      // Taken down before it starts: a crash in the middle does not run it twice.
      save();
      running.set(schedule.name, run(schedule, time));
    }
    // Between events the file may lag some seconds: the start after a crash looks at these again and finds nothing due.
    if (started.length === 0 && Math.abs(now.getTime() - saved) >= 10_000) {
      save();
      saved = now.getTime();
    }
    return started;
  };

  const look = (): void => {
    try {
      poll();
    } catch (error) {
      options.onError?.(error, 'scheduler');
    }
  };
  look();
  const timer = setInterval(look, options.pollMs ?? 1000);
  timer.unref();
  return {
    poll,
    stop: async () => {
      clearInterval(timer);
      save();
      await Promise.all(running.values());
    },
  };
}
