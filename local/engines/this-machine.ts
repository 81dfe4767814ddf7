/** What is this machine's alone: a region and an account of no cloud, and secrets made at the first start. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export const REGION = 'ap-southeast-1';
/** Keys of an account that exists on this machine only. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Secrets of this machine, made at the first start: what was sealed stays readable. */
export function localSecrets(path: string): Record<string, string> {
  if (!existsSync(path)) {
    const secret = (): string => `raw:${randomBytes(32).toString('base64')}`;
    const made = { SEALING_KEY: secret(), INDEX_SECRET: secret(), CURSOR_SECRET: secret() };
    writeFileSync(path, JSON.stringify(made), { mode: 0o600 });
  }
  // Written above, by this or an earlier start.
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}
