import {
  openPersonalData,
  putItems,
  queryIndex,
  readActivity,
  readFacts,
  readItems,
  readSecret,
} from '#infra/constructs/grants.ts';
import { dueEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { activity, cursors, personal } from './common.ts';

export const dueResource = apiResource({
  resource: 'due',
  id: 'Due',
  env: dueEnv,
  environment: personal.environment,
  grants: (parts) => [
    ...activity.grants(parts),
    ...cursors.grants(parts),
    ...readItems(parts.data.tables, 'DueItems', 'Query'),
    // Orders of units, and those from before they were kept together.
    ...readItems(parts.data.tables, 'Operations', 'GetItem', 'BatchGetItem', 'Query'),
    // Which agencies have recorded anything this month.
    ...readActivity(parts.data.tables),
    // Households that are led by a mentor.
    ...queryIndex(parts.data.tables, 'Households', 'by-mentor'),
    // Visits of households that a phone keeps.
    ...readItems(parts.data.tables, 'Logbook', 'Query'),
    // Names for the page that is shown, and the cases of a round of Re-X-ray.
    ...readFacts(parts.data.tables),
    ...openPersonalData(parts.data.tables, parts.data.personalDataKey),
    ...putItems(parts.data.tables, 'AccessLog'),
    ...readSecret(parts.data.indexSecret),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'เปิด "งานของฉันวันนี้" รายชื่อพี่เลี้ยง และชุดข้อมูลสำหรับทำงานโดยไม่มีสัญญาณไม่ได้ การบันทึกไม่กระทบ',
    en: 'Nobody sees what waits for them today or what mentors lead, and phones take nothing along. Recording goes on, and nothing is lost.',
  },
});
