import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createCognitoClients } from '#shared/account/cognito-clients.ts';
import { createCognitoSignIns } from '#shared/account/cognito-sign-ins.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createDynamoOrderReader } from '#shared/committee/dynamo-order-reader.ts';
import { accountsEnv } from '#shared/contracts/env.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { createWorldOf } from './authority.ts';
import { accountCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = accountsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('accounts', env);
  const pool = { client: new CognitoIdentityProviderClient({}), userPoolId: env.USER_POOL_ID };
  const organisations = organisationsIn({ client, tables });
  const calls = accountCalls({
    accounts: createDynamoAccountStore({ client, tables }),
    signIns: createCognitoSignIns(pool),
    systemClients: createCognitoClients(pool),
    sealer: createSealer(env.SEALING_KEY, { client, tables }),
    index: createBlindIndex(await loadSecret(env.INDEX_SECRET)),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    worldOf: createWorldOf(organisations, createDynamoOrderReader({ client, tables })),
  });
  return createApi(calls, { ...tools, organisations });
});
