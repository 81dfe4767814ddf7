import { keepBreakGlass, openPersonalData, putItems, readItems, readSecret } from '#infra/constructs/grants.ts';
import { householdEnvironment } from '#infra/stacks/data-stack.ts';
import { planPrintsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { activity } from './common.ts';

/** Apart from plans: what sets a PDF is 30 MB of code, which no other call should wait for, and it may read alone. */
export const planPrintsResource = apiResource({
  resource: 'plan-prints',
  id: 'PlanPrints',
  env: planPrintsEnv,
  environment: (parts) => ({
    ...activity.environment(parts),
    ...householdEnvironment(parts.data),
    ACCESS_LOG_TABLE: parts.data.tables.tables.AccessLog.tableName,
  }),
  grants: (parts) => [
    ...activity.grants(parts),
    ...readItems(parts.data.tables, 'Households', 'GetItem'),
    // Whether the household is open to the account by a break-glass.
    ...keepBreakGlass(parts.data.tables, 'GetItem'),
    ...openPersonalData(parts.data.tables, parts.data.personalDataKey),
    ...putItems(parts.data.tables, 'AccessLog'),
    ...readSecret(parts.data.indexSecret),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'พิมพ์แผนของครัวเรือนไม่ได้ การเปิดและบันทึกแผนไม่กระทบ',
    en: 'Plans of households cannot be printed. They can be read and recorded.',
  },
});
