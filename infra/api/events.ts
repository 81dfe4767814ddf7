import { manageWebhooks, readEvents } from '#infra/constructs/grants.ts';
import { eventsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, operations } from './common.ts';

export const eventsResource = apiResource({
  resource: 'events',
  id: 'Events',
  env: eventsEnv,
  environment: operations.environment,
  grants: (parts) => [...makingAnew(parts), ...readEvents(parts.data.tables), ...manageWebhooks(parts.data.tables)],
  memoryMb: 512,
  onCall: {
    th: 'ระบบของหน่วยงานอ่านเหตุการณ์และกำหนดที่อยู่ปลายทางไม่ได้ เหตุการณ์ยังเก็บไว้ 90 วันและอ่านย้อนหลังได้',
    en: 'Systems of organisations cannot read their events or say where they are sent; they are kept for 90 days and can be read later.',
  },
});
