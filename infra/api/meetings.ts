import { putItems, queryIndex, readItems } from '#infra/constructs/grants.ts';
import { meetingsEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { personal } from './common.ts';

export const meetingsResource = apiResource({
  resource: 'meetings',
  id: 'Meetings',
  env: meetingsEnv,
  environment: personal.environment,
  grants: (parts) => [
    ...personal.grants(parts),
    ...readItems(parts.data.tables, 'Households', 'GetItem', 'BatchGetItem'),
    ...queryIndex(parts.data.tables, 'Households', 'by-district'),
    ...readItems(parts.data.tables, 'Operations', 'GetItem', 'Query'),
    ...putItems(parts.data.tables, 'Operations'),
  ],
  memoryMb: 1769,
  onCall: {
    th: 'เรียกดูหรือบันทึกการประชุมและมติไม่ได้',
    en: 'Meetings, their packs and resolutions can neither be read nor recorded.',
  },
});
