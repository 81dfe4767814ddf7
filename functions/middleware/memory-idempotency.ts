import { Problem } from '#shared/problems.ts';

import type { Idempotency, Ids, OnceRequest } from './idempotency.ts';

/** Idempotency of one process, for tests. Behaves as the one that is kept in the table. */
export function createMemoryIdempotency(): Idempotency {
  const known = new Map<string, { content: string; result: Ids | undefined }>();
  return {
    once: async <Result extends Ids>(request: OnceRequest, write: () => Promise<Result>): Promise<Result> => {
      const before = known.get(request.key);
      if (before) {
        if (before.content !== request.content) throw new Problem('idempotency-key-reused');
        if (before.result === undefined) throw new Problem('request-in-progress');
        // The same key of the same call has the same kind of result.
        return structuredClone(before.result) as Result;
      }
      known.set(request.key, { content: request.content, result: undefined });
      try {
        const result = await write();
        known.set(request.key, { content: request.content, result: structuredClone(result) });
        return result;
      } catch (error) {
        known.delete(request.key);
        throw error;
      }
    },
  };
}
