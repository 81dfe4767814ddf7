/** Files of state of this machine: written whole, read by a schema, and for their owner only. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type * as z from 'zod';

/** Why the platform does not start, as one sentence for who starts it: shown without a stack. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** The file holds something else than it was written with. */
export class StateDamaged extends StartRefused {
  constructor(path: string) {
    super(`ไฟล์ ${path} เสียหาย อ่านไม่ได้ · The file ${path} is damaged.`);
  }
}

/** Writes a value as JSON into a new file, which then takes the place of the old one: a reader sees one or the other. */
export function writeState(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

/** What was written; undefined when there is no file. Throws `StateDamaged`. */
export function readState<Value>(path: string, schema: z.ZodType<Value>): Value | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new StateDamaged(path);
  }
}
