import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startPlatform, type Platform } from '#local/platform.ts';

/** The platform of one test file, with its database in memory and a folder that goes with it. */
export async function startTestPlatform(name: string): Promise<Platform> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  const platform = await startPlatform({ folder, port: 0, inMemory: true });
  const stop = async (): Promise<void> => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...platform, stop };
}
