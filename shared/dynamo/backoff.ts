import { setTimeout as delay } from 'node:timers/promises';

/** Attempts at one call, the first included, before its failure is the caller's. */
export const MAX_ATTEMPTS = 8;

/** Waits before attempt `attempt` + 1 (counted from 1): any time up to 25 ms, 50 ms, 100 ms … 1 s. */
export async function backOff(attempt: number): Promise<void> {
  await delay(Math.random() * Math.min(1000, 25 * 2 ** (attempt - 1)));
}
