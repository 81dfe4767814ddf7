/** What functions have that make something anew: a repeated request makes it once. Apart, since those that only read need not carry it. */
import type * as z from 'zod';

import { createPowertoolsIdempotency } from '#functions/middleware/idempotency.ts';
import type { targetListsEnv } from '#shared/contracts/env.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { startApi, type StartedApi } from './start-api.ts';

export type StartedWritingApi = StartedApi & { tables: { Operations: string } };

export async function startWritingApi(
  service: string,
  env: z.output<typeof targetListsEnv>,
): Promise<StartedWritingApi> {
  const started = startApi(service, env);
  const idempotency = createPowertoolsIdempotency({
    client: started.client,
    table: env.OPERATIONS_TABLE,
    secret: await loadSecret(env.CURSOR_SECRET),
  });
  return {
    ...started,
    tables: { ...started.tables, Operations: env.OPERATIONS_TABLE },
    tools: { ...started.tools, idempotency },
  };
}
