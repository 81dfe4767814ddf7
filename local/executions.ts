/**
 * Executions that outlive the process, as Step Functions' do: what was started is noted in a file and run again at the
 * next start when its end was not seen. The steps may be repeated by design.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import * as z from 'zod';

import type { LocalStateMachine } from '#local/engines/state-machine.ts';

import { readState, writeState } from './state-file.ts';

const $Noted = z.object({ machine: z.string(), input: z.unknown() });

export type Executions = {
  start(machine: string, input: unknown, name?: string): Promise<void>;
  /** Runs again what the last process left. Returns how many. */
  resume(): Promise<number>;
  /** Waits until nothing runs. */
  idle(): Promise<void>;
};

export async function createExecutions(options: {
  folder: string;
  machine: (name: string) => LocalStateMachine | undefined;
  onFailure: (machine: string, error: string, cause: string) => void;
  /** A note of an execution that cannot be read: one sentence. */
  onDamage: (sentence: string) => void;
}): Promise<Executions> {
  const { folder, onFailure } = options;
  await mkdir(folder, { recursive: true });
  const running = new Set<Promise<void>>();

  const run = (machine: string, input: unknown, name: string): void => {
    const started = options.machine(machine)?.start(input, { name });
    if (!started) throw new Error(`No state machine of the name ${machine}`);
    const ended = (async () => {
      const end = await started.end;
      if (end.status === 'FAILED') onFailure(machine, end.error, end.cause);
      await rm(join(folder, `${name}.json`), { force: true });
    })();
    running.add(ended);
    void ended.finally(() => running.delete(ended));
  };

  return {
    start: async (machine, input, name = randomUUID()) => {
      const path = join(folder, `${name}.json`);
      writeState(path, { machine, input });
      run(machine, input, name);
    },
    resume: async () => {
      const left = (await readdir(folder)).filter((file) => file.endsWith('.json'));
      for (const file of left)
        try {
          const noted = readState(join(folder, file), $Noted);
          if (noted) run(noted.machine, noted.input, file.slice(0, -'.json'.length));
        } catch (error) {
          // One damaged note holds up neither the start nor the others.
          options.onDamage(error instanceof Error ? error.message : String(error));
        }
      return left.length;
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
