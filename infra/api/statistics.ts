import { putItems, readFacts, readItems, startExecutions } from '#infra/constructs/grants.ts';
import { statisticsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, operations } from './common.ts';

export const statisticsResource = apiResource({
  resource: 'statistics',
  id: 'Statistics',
  env: statisticsEnv,
  environment: (parts) => ({
    ...operations.environment(parts),
    HOUSEHOLDS_TABLE: parts.data.tables.tables.Households.tableName,
    ACCESS_LOG_TABLE: parts.data.tables.tables.AccessLog.tableName,
    STATISTICS_STATE_MACHINE_ARN: parts.statisticsRuns.stateMachineArn,
  }),
  grants: (parts) => [
    ...makingAnew(parts),
    ...readItems(parts.data.tables, 'Operations', 'GetItem', 'Query'),
    ...putItems(parts.data.tables, 'Operations'),
    ...readFacts(parts.data.tables),
    ...readItems(parts.data.tables, 'Statistics', 'GetItem', 'Query'),
    ...putItems(parts.data.tables, 'Statistics'),
    // Whose figures were opened to which households.
    ...putItems(parts.data.tables, 'AccessLog'),
    ...startExecutions(parts.statisticsRuns.stateMachineArn),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'เรียกสถิติรายหน่วยงานไม่ได้ หรือสั่งคำนวณใหม่ไม่ได้',
    en: 'Figures cannot be read, or a run cannot be asked for. Packages already published can be fetched.',
  },
});
