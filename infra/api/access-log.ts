import { openPersonalData, readItems } from '#infra/constructs/grants.ts';
import { accessLogEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { activity, cursors } from './common.ts';

export const accessLogResource = apiResource({
  resource: 'access-log',
  id: 'AccessLogReader',
  env: accessLogEnv,
  environment: (parts) => ({
    ...activity.environment(parts),
    ...cursors.environment(parts),
    ACCESS_LOG_TABLE: parts.data.tables.tables.AccessLog.tableName,
    HOUSEHOLDS_TABLE: parts.data.tables.tables.Households.tableName,
    SEALING_KEY: `kms:${parts.data.personalDataKey.keyArn}`,
  }),
  grants: (parts) => [
    ...activity.grants(parts),
    ...cursors.grants(parts),
    ...readItems(parts.data.tables, 'AccessLog', 'Query'),
    // Where a household has lived.
    ...readItems(parts.data.tables, 'Households', 'BatchGetItem'),
    // The purpose that was given for a reveal.
    ...openPersonalData(parts.data.tables, parts.data.personalDataKey),
  ],
  memoryMb: 512,
  onCall: {
    th: 'ผู้ตรวจสอบข้อมูลส่วนบุคคลดูประวัติการเข้าถึงไม่ได้ การบันทึกประวัติยังทำงาน',
    en: 'The data-protection officer cannot read who looked; looks are still recorded.',
  },
});
