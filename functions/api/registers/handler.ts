import { randomUUID } from 'node:crypto';

import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { registersEnv } from '#shared/contracts/env.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { registerCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = registersEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('registers', env);
  const calls = registerCalls({
    organisations: createDynamoRegisterStore({ client, tables, register: 'organisations' }),
    catalogue: (register) => createDynamoRegisterStore({ client, tables, register }),
    newId: randomUUID,
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
  });
  return createApi(calls, { ...tools, organisations: organisationsIn({ client, tables }) });
});
