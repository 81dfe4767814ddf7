import { putItems, readItems, startExecutions } from '#infra/constructs/grants.ts';
import { targetListsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, operations } from './common.ts';

export const targetListsResource = apiResource({
  resource: 'target-lists',
  id: 'TargetLists',
  env: targetListsEnv,
  environment: (parts) => ({
    ...operations.environment(parts),
    TARGETING_STATE_MACHINE_ARN: parts.targetingRuns.stateMachineArn,
  }),
  grants: (parts) => [
    ...makingAnew(parts),
    ...readItems(parts.data.tables, 'Operations', 'GetItem', 'Query'),
    ...putItems(parts.data.tables, 'Operations'),
    ...startExecutions(parts.targetingRuns.stateMachineArn),
  ],
  memoryMb: 512,
  onCall: {
    th: 'เรียกดู สร้าง ประกาศ หรือปิดบัญชีครัวเรือนเป้าหมายไม่ได้',
    en: 'Target lists cannot be read, made, published or frozen.',
  },
});
