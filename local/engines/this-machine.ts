/** What is this machine's alone: a region and an account of no cloud, and secrets made at the first start. */
import { randomBytes } from 'node:crypto';

import * as z from 'zod';

import { readState, writeState } from '#local/state-file.ts';

export const REGION = 'ap-southeast-1';
/** Keys of an account that exists on this machine only. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

const $Secrets = z.object({ SEALING_KEY: z.string(), INDEX_SECRET: z.string(), CURSOR_SECRET: z.string() });

/** Secrets of this machine, made at the first start: what was sealed stays readable. Throws `StateDamaged`. */
export function localSecrets(path: string): z.infer<typeof $Secrets> {
  const kept = readState(path, $Secrets);
  if (kept) return kept;
  const secret = (): string => `raw:${randomBytes(32).toString('base64')}`;
  const made = { SEALING_KEY: secret(), INDEX_SECRET: secret(), CURSOR_SECRET: secret() };
  writeState(path, made);
  return made;
}
