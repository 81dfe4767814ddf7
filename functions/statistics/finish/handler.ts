/** Wiring of the last step of a run of figures. */
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { createMeasures } from '#functions/measures.ts';
import { createObservability } from '#functions/middleware/observability.ts';
import { statisticsFinishEnv } from '#shared/contracts/env.ts';
import type { StatisticsMetric } from '#shared/contracts/metrics.ts';
import { finishRequest } from '#shared/contracts/statistics-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { finishRun } from './finish-run.ts';
import { minutesAfterClose } from './minutes-after-close.ts';

const env = statisticsFinishEnv.parse(process.env);
const { logger } = createObservability('statistics-finish', env.LOG_LEVEL);
const measure = createMeasures<StatisticsMetric>('statistics', env.STAGE);
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
    logger.info(LOG_MESSAGES.finished, { kind: request.request.kind });
    if (request.request.kind !== 'demand')
      measure({
        ScheduledRunsFinished: 1,
        ...(request.request.kind === 'close' ? { MinutesAfterClose: minutesAfterClose(dependencies.now()) } : {}),
      });
  } else {
    const failed = request.provinces?.filter(({ ok }) => !ok).length ?? 0;
    logger.error(LOG_MESSAGES.broken, {
      kind: request.request.kind,
      failure: request.error ?? 'province',
      provinces: failed,
    });
    measure({ ProvincesFailed: failed });
  }
  return answer;
}
