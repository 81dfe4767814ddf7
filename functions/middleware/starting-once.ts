import { bareFailure } from '#functions/failures.ts';

import type { ApiHandler } from './api.ts';

/**
 * A handler that builds what it needs on its first call and keeps it: secrets are asked for once. When building fails the
 * call fails, with nothing of what the failure says, and the next one tries again.
 */
export function startingOnce(build: () => Promise<ApiHandler>): ApiHandler {
  let started: Promise<ApiHandler> | undefined;
  return async (event, context) => {
    started ??= build();
    try {
      const handler = await started;
      return await handler(event, context);
    } catch (failure) {
      started = undefined;
      throw bareFailure(failure, 'The function did not start');
    }
  };
}
