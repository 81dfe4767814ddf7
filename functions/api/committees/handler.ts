import { startApi } from '#functions/api/start-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { committeesEnv } from '#shared/contracts/env.ts';

import { committeeCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = committeesEnv.parse(process.env);
  const { client, tools } = startApi('committees', env);
  const tables = { Operations: env.OPERATIONS_TABLE };
  return createApi(committeeCalls({ committees: createDynamoCommitteeStore({ client, tables }) }), {
    ...tools,
    organisations: organisationsIn({ client, tables }),
  });
});
