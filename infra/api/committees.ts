import { putItems, readItems } from '#infra/constructs/grants.ts';
import { committeesEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { activity } from './common.ts';

export const committeesResource = apiResource({
  resource: 'committees',
  id: 'Committees',
  env: committeesEnv,
  environment: activity.environment,
  grants: (parts) => [
    ...activity.grants(parts),
    ...readItems(parts.data.tables, 'Operations', 'BatchGetItem', 'Query'),
    ...putItems(parts.data.tables, 'Operations'),
  ],
  memoryMb: 512,
  onCall: {
    th: 'อ่านหรือบันทึกคำสั่งแต่งตั้ง ศจพ. ไม่ได้',
    en: 'Orders of the committees cannot be read or put; reports go on with the order known.',
  },
});
