import { putAccounts } from '#infra/constructs/grants.ts';
import { meEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { activity } from './common.ts';

export const meResource = apiResource({
  resource: 'me',
  id: 'Me',
  env: meEnv,
  environment: activity.environment,
  // An account accepts the terms and ends its sessions in its own record.
  grants: (parts) => [...activity.grants(parts), ...putAccounts(parts.data.tables)],
  memoryMb: 512,
  onCall: {
    th: 'หน้าแรกหลังเข้าสู่ระบบเปิดไม่ได้ เพราะอ่านบทบาทและพื้นที่ของบัญชีไม่ได้',
    en: 'GET /v1/me fails: after sign-in nobody sees roles and area. Other calls may work.',
  },
});
