/** Wiring of the step that evaluates the figures of a province, or after all provinces those of the nation, and publishes their packages. */
import { setTimeout as sleep } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { machineStep } from '#functions/machine-step.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { createDynamoHouseholdFacts } from '#shared/household/dynamo-household-facts.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { statisticsProvinceEnv } from '#shared/contracts/env.ts';
import { nationItem, provinceItem } from '#shared/contracts/statistics-run.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoReportStore } from '#shared/report/dynamo-report-store.ts';
import { createS3ReportObjects } from '#shared/report/package/s3-report-objects.ts';
import { createDynamoMeetingFacts } from '#shared/meeting/dynamo-meeting-facts.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { evaluateNation } from './evaluate-nation.ts';
import { evaluateProvince } from './evaluate-province.ts';
import type { ProvinceDependencies } from './evaluate-province.ts';

const env = statisticsProvinceEnv.parse(process.env);

export const handler = machineStep({
  machine: 'figures',
  name: 'statistics-province',
  logLevel: env.LOG_LEVEL,
  input: z.union([nationItem, provinceItem]),
  subject: (item) => {
    if ('nation' in item) return { province: NATION, months: item.nation?.months ?? [] };
    const { province, months, quarters } = item;
    return { province, months, quarters };
  },
  build: (logger) => {
    const client = createDynamo();
    const tables = { Operations: env.OPERATIONS_TABLE, Statistics: env.STATISTICS_TABLE };
    const dependencies: ProvinceDependencies = {
      households: createDynamoHouseholdFacts({ client, tables: { Households: env.HOUSEHOLDS_TABLE } }),
      lists: createDynamoTargetListStore({ client, tables }),
      committees: createDynamoCommitteeStore({ client, tables }),
      campaigns: createDynamoRegisterStore({ client, tables, register: 'campaigns' }),
      rounds: createDynamoRegisterStore({ client, tables, register: 'rexray-rounds' }),
      notes: createDynamoRegisterStore({ client, tables, register: 'quarterly-notes' }),
      meetings: createDynamoMeetingFacts({ client, tables }),
      organisations: createDynamoRegisterStore({ client, tables, register: 'organisations' }),
      accounts: createDynamoAccountStore({ client, tables }),
      statistics: createDynamoStatisticsStore({ client, tables }),
      reports: createDynamoReportStore({ client, tables }),
      objects: createS3ReportObjects({ client: new S3Client({}), bucket: env.REPORTS_BUCKET }),
      now: () => new Date(),
      sleep: async (milliseconds) => {
        await sleep(milliseconds);
      },
    };
    return async (item) => {
      const started = performance.now();
      const answer =
        'nation' in item ? await evaluateNation(item, dependencies) : await evaluateProvince(item, dependencies);
      logger.info(LOG_MESSAGES.evaluated, {
        revisions: answer.revisions,
        packages: answer.packages.length,
        milliseconds: Math.round(performance.now() - started),
      });
      // 77 answers travel in one state: ids of a caught-up fiscal year are too many.
      return { ...answer, packages: answer.packages.slice(-20) };
    };
  },
});
