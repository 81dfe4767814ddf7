/** One platform for a folder: a second start would write the same database and files. */
import { openSync, closeSync, readFileSync, rmSync, mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { StartRefused } from './state-file.ts';

/**
 * Claims the folder for this process until it ends. Throws `StartRefused` when a process that lives has claimed it. A claim that a
 * killed process left behind is taken over.
 */
export function claimFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'running.pid');
  for (let attempt = 0; ; attempt += 1)
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      const holder = Number(readFileSync(path, 'utf8'));
      if (attempt > 0 || (holder !== process.pid && lives(holder)))
        throw new StartRefused(
          `โฟลเดอร์ ${folder} มีระบบทำงานอยู่แล้ว (โปรเซส ${holder}) กรุณาปิดก่อน · The platform already runs in ${folder} (process ${holder}).`,
        );
      rmSync(path, { force: true });
    }
}

function lives(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
