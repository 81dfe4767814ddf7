import { randomUUID } from 'node:crypto';

import { createStartExecution } from '#functions/api/start-execution.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoHouseholdFacts } from '#shared/household/dynamo-household-facts.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { statisticsEnv } from '#shared/contracts/env.ts';
import type { Campaign } from '#shared/domain/campaign/campaign.ts';
import type { RexrayRound } from '#shared/domain/campaign/rexray-round.ts';
import type { CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createDynamoMeetingFacts } from '#shared/meeting/dynamo-meeting-facts.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createCaseFigures } from '#shared/statistics/case-figures.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createFigures } from '#shared/statistics/figures.ts';
import type { QuarterlyNote } from '#shared/statistics/quarterly-note.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

import { statisticsCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = statisticsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('statistics', env);
  const lists = createDynamoTargetListStore({ client, tables });
  const statistics = createDynamoStatisticsStore({ client, tables });
  const households = createDynamoHouseholdFacts({ client, tables: { Households: env.HOUSEHOLDS_TABLE } });
  const committees = createDynamoCommitteeStore({ client, tables });
  const registers = {
    campaigns: createDynamoRegisterStore<Campaign>({ client, tables, register: 'campaigns' }),
    rounds: createDynamoRegisterStore<RexrayRound>({ client, tables, register: 'rexray-rounds' }),
    notes: createDynamoRegisterStore<QuarterlyNote>({ client, tables, register: 'quarterly-notes' }),
  };
  const organisations = createDynamoRegisterStore<Organisation>({ client, tables, register: 'organisations' });
  // The run's id is the execution's name.
  const start = createStartExecution({ stateMachineArn: env.STATISTICS_STATE_MACHINE_ARN });
  const calls = statisticsCalls({
    figures: createFigures({ households, lists, committees, statistics, organisations }),
    caseFigures: createCaseFigures({
      households,
      lists,
      committees,
      statistics,
      organisations,
      ...registers,
      meetings: createDynamoMeetingFacts({ client, tables }),
      accounts: createDynamoAccountStore({ client, tables }),
    }),
    ...registers,
    areaSets: createDynamoRegisterStore<CatalogueEntry>({ client, tables, register: 'area-sets' }),
    households,
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE } }),
    lists,
    statistics,
    runs: createDynamoRunStore({ client, tables }),
    start: async (run) => await start(run.run, run),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    newId: randomUUID,
  });
  return createApi(calls, { ...tools, organisations: organisationsIn({ client, tables }) });
});
