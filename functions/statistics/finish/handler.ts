/** Wiring of the last step of a run of figures. */
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { machineStep } from '#functions/machine-step.ts';
import { createMeasures } from '#functions/measures.ts';
import { requestSubject } from '#functions/statistics/request-subject.ts';
import { statisticsFinishEnv } from '#shared/contracts/env.ts';
import type { StatisticsMetric } from '#shared/contracts/metrics.ts';
import { finishRequest } from '#shared/contracts/statistics-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoRunStore } from '#shared/statistics/dynamo-run-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { finishRun } from './finish-run.ts';
import { minutesAfterClose } from './minutes-after-close.ts';

const env = statisticsFinishEnv.parse(process.env);
const measure = createMeasures<StatisticsMetric>('statistics', env.STAGE);

export const handler = machineStep({
  machine: 'figures',
  name: 'statistics-finish',
  logLevel: env.LOG_LEVEL,
  input: finishRequest,
  subject: ({ request }) => requestSubject(request),
  build: (logger) => {
    const client = createDynamo();
    const tables = { Operations: env.OPERATIONS_TABLE, Statistics: env.STATISTICS_TABLE };
    const dependencies = {
      runs: createDynamoRunStore({ client, tables }),
      statistics: createDynamoStatisticsStore({ client, tables }),
      now: () => new Date(),
    };
    return async (end) => {
      const answer = await finishRun(end, dependencies);
      const { kind } = end.request;
      if (answer.ok) {
        logger.info(LOG_MESSAGES.finished);
        if (kind !== 'demand')
          measure({
            ScheduledRunsFinished: 1,
            ...(kind === 'close' ? { MinutesAfterClose: minutesAfterClose(dependencies.now()) } : {}),
          });
      } else {
        const provinces = end.provinces?.filter(({ ok }) => !ok).length ?? 0;
        logger.error(LOG_MESSAGES.broken, { failure: end.error ?? 'province', provinces });
        measure({ ProvincesFailed: provinces });
      }
      return answer;
    };
  },
});
