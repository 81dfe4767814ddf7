import { approveReports, readItems, readObjects } from '#infra/constructs/grants.ts';
import { reportsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { activity, cursors, operations } from './common.ts';

export const reportsResource = apiResource({
  resource: 'reports',
  id: 'Reports',
  env: reportsEnv,
  environment: (parts) => ({ ...operations.environment(parts), REPORTS_BUCKET: parts.data.reports.bucket.bucketName }),
  grants: (parts) => [
    ...activity.grants(parts),
    ...cursors.grants(parts),
    ...readItems(parts.data.tables, 'Operations', 'GetItem', 'Query'),
    ...readObjects(parts.data.reports, 'packages'),
    ...approveReports(parts.data.tables),
  ],
  onCall: {
    th: 'สศช. ดาวน์โหลดชุดรายงานประจำเดือนไม่ได้',
    en: 'NESDC cannot fetch the monthly packages; they still lie in the reports bucket.',
  },
});
