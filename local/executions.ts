/**
 * Executions that outlive the process, as Step Functions' do: what was started is noted in a file and run again at the
 * next start when its end was not seen. The steps may be repeated by design.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { LocalStateMachine } from '#local/engines/state-machine.ts';

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
      await writeFile(`${path}.new`, JSON.stringify({ machine, input }));
      await rename(`${path}.new`, path);
      run(machine, input, name);
    },
    resume: async () => {
      const left = (await readdir(folder)).filter((file) => file.endsWith('.json'));
      for (const file of left) {
        const noted: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
        if (typeof noted !== 'object' || noted === null || !('machine' in noted) || !('input' in noted)) continue;
        run(String(noted.machine), noted.input, file.slice(0, -'.json'.length));
      }
      return left.length;
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
