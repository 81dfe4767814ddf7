import {
  findInCatalogues,
  keepBreakGlass,
  keepDuplicates,
  keepMoveRequests,
  keepTargetRuns,
  readItems,
  readTargetLists,
  startExecutions,
} from '#infra/constructs/grants.ts';
import { logbookEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { personal } from './common.ts';

export const logbookResource = apiResource({
  resource: 'logbook',
  id: 'Logbook',
  env: logbookEnv,
  environment: (parts) => ({
    ...personal.environment(parts),
    TARGETING_STATE_MACHINE_ARN: parts.targetingRuns.stateMachineArn,
  }),
  grants: (parts) => [
    // Whether the household is open to the account by a break-glass.
    ...keepBreakGlass(parts.data.tables, 'GetItem'),
    ...personal.grants(parts),
    ...keepMoveRequests(parts.data.tables),
    // Households of a mentor that are given to another.
    ...keepTargetRuns(parts.data.tables),
    ...startExecutions(parts.targetingRuns.stateMachineArn),
    ...keepDuplicates(parts.data.tables, 'GetItem', 'PutItem', 'Query'),
    ...readItems(parts.data.tables, 'Households', 'GetItem'),
    // When the target lists opened of which entries say something.
    ...readTargetLists(parts.data.tables),
    // Duplicates count with the household they are of.
    ...readItems(parts.data.tables, 'Households', 'BatchGetItem'),
    ...readItems(parts.data.tables, 'Logbook', 'Query'),
    // What help and needs name.
    ...findInCatalogues(parts.data.tables, 'menu-items', 'projects', 'hardship-categories'),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'บันทึกหรืออ่านสมุดบันทึกครัวเรือนไม่ได้ เจ้าหน้าที่ในพื้นที่ทำงานต่อไม่ได้',
    en: 'Nothing can be recorded in or read from logbooks: officers in the field stand still.',
  },
});
