/** Wiring of the step that makes figures public. */
import { S3Client } from '@aws-sdk/client-s3';
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { machineStep } from '#functions/machine-step.ts';
import { planProvinces } from '#functions/statistics/plan/plan-provinces.ts';
import { requestSubject } from '#functions/statistics/request-subject.ts';
import { statisticsPublishEnv } from '#shared/contracts/env.ts';
import { statisticsRequest } from '#shared/contracts/statistics-run.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { provincesOfNation } from '#shared/statistics/household-groups.ts';
import { newestSnapshot } from '#shared/statistics/snapshots.ts';
import { publishMonth, type PublishDependencies } from './publish-month.ts';
import { createS3Site } from './s3-site.ts';

const env = statisticsPublishEnv.parse(process.env);

export const handler = machineStep({
  machine: 'figures',
  name: 'statistics-publish',
  logLevel: env.LOG_LEVEL,
  input: statisticsRequest,
  subject: requestSubject,
  build: (logger) => {
    const statistics = createDynamoStatisticsStore({
      client: createDynamo(),
      tables: { Statistics: env.STATISTICS_TABLE },
    });
    const deps: PublishDependencies = {
      site: createS3Site({ client: new S3Client({}), bucket: env.FIGURES_BUCKET }),
      provinces: provincesOfNation(),
      snapshotOf: (month, area) => newestSnapshot(statistics, month, area),
    };
    return async (request) => {
      const published: string[] = [];
      for (const month of planProvinces(request, new Date()).items[0]?.months ?? [])
        if ((await publishMonth(month, deps)) !== null) published.push(month);
      logger.info(LOG_MESSAGES.published, { months: published });
      return { published };
    };
  },
});
