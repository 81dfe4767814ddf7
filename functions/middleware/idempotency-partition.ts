import { createHash } from 'node:crypto';

/** Where kept answers lie in Operations; permissions are limited to it. */
export const IDEMPOTENCY_PARTITIONS = 'idempotency#';

/** The keys of the nation are spread over 256 partitions. */
export function idempotencyPartition(key: string): string {
  return `${IDEMPOTENCY_PARTITIONS}${createHash('sha256').update(key).digest('hex').slice(0, 2)}`;
}
