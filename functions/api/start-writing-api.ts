/** What functions have that make something anew: a repeated request makes it once. Apart, since those that only read need not carry it. */
import type * as z from 'zod';

import { createIdempotency } from '#functions/middleware/idempotency.ts';
import type { registersEnv } from '#shared/contracts/env.ts';
import { createDynamoClaims } from '#shared/idempotency/dynamo-claims.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { startApi, type StartedApi } from './start-api.ts';

export type StartedWritingApi = StartedApi & { tables: { Operations: string } };

/**
 * `remembering`: the secret by which repeated requests are compared, as in the environment. Where keys are remembered for
 * months it is one that never changes; the secret of cursors is put anew from time to time.
 */
export async function startWritingApi(
  service: string,
  env: z.output<typeof registersEnv>,
  remembering = env.CURSOR_SECRET,
): Promise<StartedWritingApi> {
  const started = startApi(service, env);
  const idempotency = createIdempotency({
    claims: createDynamoClaims({ client: started.client, tables: { Operations: env.OPERATIONS_TABLE } }),
    secret: await loadSecret(remembering),
  });
  return {
    ...started,
    tables: { ...started.tables, Operations: env.OPERATIONS_TABLE },
    tools: { ...started.tools, idempotency },
  };
}
