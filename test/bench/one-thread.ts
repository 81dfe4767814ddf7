/**
 * What the API of one machine answers when many ask at once: it runs on the thread of the server. CPU of the server's process for a call
 * (HTTP, token, function and the way to the database, whose own CPU is apart) and calls a second, for 1 and 16 callers in another
 * process. Prints one line of JSON for each: `node test/bench/one-thread.ts`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPlatform } from '#local/platform.ts';
import { newHousehold } from '#test/api/synthetic-household.ts';
import { signIn } from '#test/integration/ingest/api-client.ts';

const HOUSEHOLDS = 100;
const CALLS = 640;
const WARM_UP = 160;

const [mode, address = '', token = '', callers = '1', calls = '0'] = process.argv.slice(2);
if (mode === '--ask') await askAll(address, token, Number(callers), Number(calls));
else await measureAll();

async function measureAll(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'one-thread-'));
  const platform = await startPlatform({ folder, port: 0, inMemory: true });
  try {
    const officer = await signIn(platform.url, 'district-officer-4201');
    let id = '';
    for (let number = 1; number <= HOUSEHOLDS; number += 1) {
      const reply = await fetch(`${platform.url}/v1/households`, {
        method: 'POST',
        headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
        body: JSON.stringify(newHousehold(number)),
      });
      if (reply.status !== 201) throw new Error(`A household was answered by ${reply.status}`);
      const { id: begun } = (await reply.json()) as { id: string };
      id = begun;
    }
    for (const [what, path] of [
      ['a household', `/v1/households/${id}`],
      ['a worklist page of 50', '/v1/households?area=4201&limit=50'],
    ] as const)
      for (const many of [1, 16]) {
        await asked(`${platform.url}${path}`, officer, many, WARM_UP);
        const cpu = process.cpuUsage();
        const begun = performance.now();
        await asked(`${platform.url}${path}`, officer, many, CALLS);
        const seconds = (performance.now() - begun) / 1000;
        const { user, system } = process.cpuUsage(cpu);
        console.log(
          JSON.stringify({
            bench: 'one-thread',
            what,
            callers: many,
            callsPerSecond: Math.round(CALLS / seconds),
            cpuMsPerCall: Math.round((user + system) / CALLS / 10) / 100,
          }),
        );
      }
  } finally {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process of its own: its CPU is not the server's. */
async function asked(url: string, bearer: string, many: number, count: number): Promise<void> {
  const child = fork(import.meta.filename, ['--ask', url, bearer, String(many), String(count)]);
  const [code]: (number | null)[] = await once(child, 'exit');
  if (code !== 0) throw new Error('A caller failed');
}

async function askAll(url: string, bearer: string, many: number, count: number): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: many }, async () => {
      while (left > 0) {
        left -= 1;
        const reply = await fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
        if (reply.status !== 200) throw new Error(`Answered by ${reply.status}`);
        await reply.arrayBuffer();
      }
    }),
  );
}
