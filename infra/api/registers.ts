import { putItems, readItems } from '#infra/constructs/grants.ts';
import { registersEnv } from '#shared/contracts/env.ts';

import { apiResource } from './api-resource.ts';
import { makingAnew, operations } from './common.ts';

export const registersResource = apiResource({
  resource: 'registers',
  id: 'Registers',
  env: registersEnv,
  environment: operations.environment,
  grants: (parts) => [
    ...makingAnew(parts),
    ...readItems(parts.data.tables, 'Operations', 'BatchGetItem', 'GetItem', 'Query'),
    ...putItems(parts.data.tables, 'Operations'),
  ],
  memoryMb: 512,
  onCall: {
    th: 'เรียกดูหรือแก้ไขทะเบียนหน่วยงานไม่ได้',
    en: 'The register of organisations cannot be read or changed; organisations already entered can still be named.',
  },
});
