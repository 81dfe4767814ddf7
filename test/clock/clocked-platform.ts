/** A platform that starts empty in a process of its own, with its clock moved from outside by libfaketime. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LIBRARIES = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketimeMT.so.1`);

export type ClockedPlatform = {
  url: string;
  /** The clock goes on from this moment, ISO with offset. */
  setClock: (at: string) => void;
  stop: () => Promise<void>;
};

/** Starts it at a moment, ISO with offset. Throws when libfaketime is not installed, and when the platform ends. */
export async function startClockedPlatform(at: string): Promise<ClockedPlatform> {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library === undefined) throw new Error('libfaketime is missing: apt-get install faketime');
  const folder = mkdtempSync(join(tmpdir(), 'worked-example-'));
  const clock = join(folder, 'clock');
  const setClock = (moment: string): void =>
    writeFileSync(clock, `@${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')}\n`);
  setClock(at);
  const platform = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../local/start.ts', import.meta.url)), '--empty'],
    {
      cwd: folder,
      env: {
        ...process.env,
        PORT: '0',
        TZ: 'UTC',
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    platform.once('exit', (code) => reject(new Error(`The platform ended with ${code}: ${printed}`)));
    platform.stdout.on('data', (chunk) => {
      printed += String(chunk);
      const found = /(http:\/\/localhost:\d+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    url,
    setClock,
    stop: async () => {
      platform.removeAllListeners('exit');
      platform.kill('SIGTERM');
      await setTimeout(500);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
