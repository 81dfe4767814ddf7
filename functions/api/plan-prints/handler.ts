import { startApi } from '#functions/api/start-api.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoBreakGlassReader } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { planPrintsEnv } from '#shared/contracts/env.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';

import { planPrintCalls } from './calls.ts';
import { createTypesetter } from './typesetter.ts';

export const handler = startingOnce(async () => {
  const env = planPrintsEnv.parse(process.env);
  const { client, tools } = startApi('plan-prints', env);
  const operations = { client, tables: { Operations: env.OPERATIONS_TABLE } };
  const { households, sealer } = await startHouseholds(client, env);
  const directory = organisationsIn(operations);
  const calls = planPrintCalls({
    households,
    sealer,
    directory,
    accounts: createDynamoAccountReader(operations),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE } }),
    breakGlass: createDynamoBreakGlassReader(operations),
    typeset: createTypesetter(),
  });
  return createApi(calls, tools);
});
