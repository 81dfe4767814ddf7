import { startApi } from '#functions/api/start-api.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoFocals } from '#shared/account/dynamo-focals.ts';
import { createDynamoMentors } from '#shared/account/dynamo-mentors.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import { dueEnv } from '#shared/contracts/env.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import type { QuarterlyNote } from '#shared/statistics/quarterly-note.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { dueCalls } from './calls.ts';
import { createCommitteeOf } from './committee-of.ts';

export const handler = startingOnce(async () => {
  const env = dueEnv.parse(process.env);
  const { client, tools } = startApi('due', env);
  const { households, sealer } = await startHouseholds(client, env);
  const due = createDynamoDueStore({ client, tables: { DueItems: env.DUE_ITEMS_TABLE } });
  const at = { client, tables: { Operations: env.OPERATIONS_TABLE } };
  const committees = createDynamoCommitteeStore(at);
  const calls = dueCalls({
    due,
    committeeOf: createCommitteeOf({ committees, due }),
    households,
    lists: createDynamoTargetListStore(at),
    rounds: createDynamoRegisterStore<RexrayRound>({ ...at, register: 'rexray-rounds' }),
    notes: createDynamoRegisterStore<QuarterlyNote>({ ...at, register: 'quarterly-notes' }),
    statistics: createDynamoStatisticsStore({ client, tables: { Statistics: env.STATISTICS_TABLE } }),
    accounts: { ...createDynamoAccountReader(at), ...createDynamoFocals(at), ...createDynamoMentors(at) },
    committees,
    sealer,
    directory: organisationsIn(at),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE }, sealer }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
  });
  return createApi(calls, tools);
});
