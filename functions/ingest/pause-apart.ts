import { setTimeout } from 'node:timers/promises';

/** Waits after another writer was faster. The wait is random and grows, so that writers who met once do not meet again. */
export async function pauseApart(attempt: number): Promise<void> {
  await setTimeout(Math.random() * Math.min(2000, 20 * 2 ** attempt));
}
