/** Wiring of the last step of a run of figures. */
import { createObservability } from '#functions/middleware/observability.ts';
import { STATISTICS_LOG_MESSAGES } from '#functions/statistics/log-messages.ts';
import { statisticsFinishEnv } from '#shared/contracts/env.ts';
import { finishRequest } from '#shared/contracts/statistics-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { finishRun } from './finish-run.ts';

const env = statisticsFinishEnv.parse(process.env);
const { logger } = createObservability('statistics-finish', env.LOG_LEVEL);
const client = createDynamo();
const tables = { Operations: env.OPERATIONS_TABLE, Statistics: env.STATISTICS_TABLE };

const dependencies = {
  runs: createDynamoRunStore({ client, tables }),
  statistics: createDynamoStatisticsStore({ client, tables }),
  now: () => new Date(),
};

export async function handler(event: unknown): Promise<{ ok: boolean }> {
  const request = finishRequest.parse(event);
  const answer = await finishRun(request, dependencies);
  if (answer.ok) {
    logger.info(STATISTICS_LOG_MESSAGES.finished, { kind: request.request.kind });
  } else {
    logger.error(STATISTICS_LOG_MESSAGES.broken, {
      kind: request.request.kind,
      failure: request.error ?? 'province',
      provinces: request.provinces?.filter(({ ok }) => !ok).length ?? 0,
    });
  }
  return answer;
}
